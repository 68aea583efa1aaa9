"""Slips to hand out: the point they are for, and the PDF, which is given once."""

from io import BytesIO

from flask import current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope
from app.documents.invitation_slips import draw_slips, slip_of
from app.filters import day
from app.manage.arguments import read_page_number, read_search
from app.manage.invitations.blueprint import blueprint
from app.manage.invitations.forms import SlipsForm
from app.manage.invitations.words import OF_THE_RATED_OFFICE
from app.queries.point_list import ListedPoint, PointFilter, get_listed_point, list_points
from app.services.invitations.codes import new_codes
from app.services.invitations.frame import BY_ONESELF
from app.services.invitations.making import NewBatch, NewStratum, make_batch
from app.services.rights.independence import OfTheRatedOffice
from app.words import TOUCHPOINTS


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """Choose the collection point that slips are for."""
    text = read_search(request.args)
    wanted = PointFilter(text=text, printable=True, scope=current_scope(), modes=BY_ONESELF)
    page = list_points(wanted, now=clock.now(), number=read_page_number(request.args))
    return render_template(
        "manage/invitations/new.html", page=page, text=text, touchpoints=TOUCHPOINTS
    )


@blueprint.route("/slips/<int:point_id>", methods=["GET", "POST"])
def slips(point_id: int) -> ResponseReturnValue:
    """Make slips for a point; the answer to the form is the file itself."""
    now = clock.now()
    listed, form = get_listed_point(point_id, now=now), SlipsForm()
    form.today = clock.local_day(now)
    if listed.code is None or listed.survey is None:
        flash(gettext("The point needs a code in force and a survey first."), "error")
        return redirect(url_for(".new"))
    if form.last_day.data is None:
        form.last_day.data = listed.survey.closes_on
    if form.validate_on_submit():
        try:
            new = NewBatch(listed.survey, form.name.data, form.last_day.data)
            return made(listed, listed.code.code, new, form.count.data)
        except OfTheRatedOffice:
            form.form_errors.append(OF_THE_RATED_OFFICE)
    return render_template("manage/invitations/slips.html", listed=listed, form=form)


def made(listed: ListedPoint, access_code: str, new: NewBatch, count: int) -> ResponseReturnValue:
    """Draw the slips, then store their invitations: without the file nobody knows the codes."""
    codes = new_codes(count)
    pdf = draw_slips(
        [
            slip_of(
                access_code,
                code,
                public_url=current_app.extensions["settings"].PUBLIC_URL,
                place=listed.point.place.name_vi,
                last_day=day(new.last_day),
                demonstration=listed.demonstration,
            )
            for code in codes
        ]
    )
    batch = make_batch(
        new,
        [NewStratum(listed.point.id, tuple(codes), listed.point.service_id)],
        actor=current_actor(),
        now=clock.now(),
    )
    file_name = f"giay-moi-{batch.id}-{listed.point.place.code}.pdf"
    return send_file(
        BytesIO(pdf), "application/pdf", download_name=file_name, as_attachment=True, max_age=0
    )
