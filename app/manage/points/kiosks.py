"""The kiosk of a point: its address for the tablet, and the staff code to leave it."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.access import current_actor
from app.manage.points.blueprint import blueprint
from app.manage.points.downloads import public_url
from app.models import Mode
from app.queries.point_list import ListedPoint, get_listed_point
from app.services.kiosk_codes import kiosk_code_set_at, set_kiosk_code


@blueprint.route("/<int:point_id>/kiosk", methods=["GET", "POST"])
def kiosk(point_id: int) -> ResponseReturnValue:
    """Show how a tablet is set up; the button makes a new staff code and shows it once."""
    now = clock.now()
    listed = get_listed_point(point_id, now=now)
    is_kiosk = listed.point.mode == Mode.KIOSK
    is_sent = is_kiosk and request.method == "POST"
    code = set_kiosk_code(listed.point, actor=current_actor(), now=now) if is_sent else None
    page = render_template(
        "manage/points/kiosk.html",
        listed=listed,
        is_kiosk=is_kiosk,
        link=kiosk_link(listed),
        code=code,
        set_at=kiosk_code_set_at(point_id),
    )
    return page, {"Cache-Control": "no-store"}


def kiosk_link(listed: ListedPoint) -> str | None:
    """Give the address to open on the tablet; None while the point has no code in force."""
    if listed.code is None:
        return None
    return public_url() + url_for("kiosk.kiosk", access_code=listed.code.code)
