"""Files to print: QR pictures and posters of one point, and whatever is printed of a selection."""

from io import BytesIO

from flask import current_app, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_scope
from app.documents.posters import (
    MOST_POSTERS,
    NothingToPrint,
    TooManyPosters,
    draw_posters,
    poster_of,
)
from app.documents.qr import qr_png, qr_svg
from app.errors import NotFound
from app.manage.points.blueprint import blueprint
from app.manage.points.formats import FILE_NAMES
from app.manage.points.selection import read_format, read_selection
from app.queries.point_list import get_listed_point, list_points
from app.services.access_codes import access_link


def public_url() -> str:
    """Give the address that people reach the service under."""
    address: str = current_app.extensions["settings"].PUBLIC_URL
    return address


@blueprint.get("/<int:point_id>/poster.pdf")
def poster(point_id: int) -> ResponseReturnValue:
    """Give what is printed of one point; `format` says which."""
    wanted = read_format(request.args)
    listed = get_listed_point(point_id, now=clock.now())
    try:
        pdf = draw_posters([poster_of(listed, public_url())], wanted)
    except NothingToPrint:
        flash(gettext("There is no poster: the point needs a code in force and a survey."), "error")
        return redirect(url_for(".point", point_id=point_id))
    name = f"{FILE_NAMES[wanted]}-{listed.point.place.code}.pdf"
    return send_file(BytesIO(pdf), "application/pdf", download_name=name)


@blueprint.get("/posters.pdf")
def posters() -> ResponseReturnValue:
    """Give what is printed of a selection in one file, of each point that can be printed."""
    print_format, selection = read_format(request.args), read_selection(request.args)
    wanted = selection.wanted(current_scope(), printable=True)
    found = list_points(wanted, now=clock.now(), size=MOST_POSTERS)
    try:
        if found.total > MOST_POSTERS:
            raise TooManyPosters(f"{found.total} posters")
        pdf = draw_posters(
            [poster_of(listed, public_url()) for listed in found.things], print_format
        )
    except (NothingToPrint, TooManyPosters):
        flash(gettext("These posters cannot be one file; choose other points."), "error")
        return redirect(url_for(".index", **selection.arguments()))
    name = f"{FILE_NAMES[print_format]}-{found.total}.pdf"
    return send_file(BytesIO(pdf), "application/pdf", download_name=name, as_attachment=True)


@blueprint.get("/<int:point_id>/qr.svg")
def qr_svg_file(point_id: int) -> ResponseReturnValue:
    """Give the QR code of a point's link as SVG; raises `NotFound` without a code in force."""
    return picture(point_id, qr_svg(link_of(point_id)), "svg", "image/svg+xml")


@blueprint.get("/<int:point_id>/qr.png")
def qr_png_file(point_id: int) -> ResponseReturnValue:
    """Give the QR code of a point's link as PNG; raises `NotFound` without a code in force."""
    return picture(point_id, qr_png(link_of(point_id)), "png", "image/png")


def link_of(point_id: int) -> str:
    """Give the link that a point's code in force carries; raises `NotFound`."""
    listed = get_listed_point(point_id, now=clock.now())
    if listed.code is None:
        raise NotFound("no code in force")
    return access_link(public_url(), listed.code.code)


def picture(point_id: int, content: bytes, ending: str, kind: str) -> ResponseReturnValue:
    """Send a picture, to look at or, with `download` in the address, to keep."""
    return send_file(
        BytesIO(content),
        kind,
        as_attachment="download" in request.args,
        download_name=f"qr-{point_id}.{ending}",
    )
