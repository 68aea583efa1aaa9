"""What is changed of a point that hangs already: its place, its last day, its surveys."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope
from app.manage.points.blueprint import blueprint
from app.manage.points.forms import LeadOnForm, LimitForm, MoveForm, SurveysForm, refuse
from app.queries.point_list import get_listed_point, surveys_at
from app.services.points.changing import attach_point, limit_codes, move_point
from app.services.points.creating import PointRefused
from app.services.points.leading_on import lead_point_on


@blueprint.route("/<int:point_id>/move", methods=["GET", "POST"])
def move(point_id: int) -> ResponseReturnValue:
    """Ask for another place, then move a point with its codes."""
    now = clock.now()
    listed = get_listed_point(point_id, now=now)
    stored = {"place_id": str(listed.point.place_id), "body_id": str(listed.point.body_id)}
    form = MoveForm(data=stored)
    form.offer_units(current_scope(), clock.local_day(now))
    if form.validate_on_submit():
        try:
            move_point(listed.point, *form.units, actor=current_actor(), now=now)
        except PointRefused as refused:
            refuse(form, refused.field, str(refused))
        else:
            flash(gettext("The point has been moved. Print its poster anew: it names the place."))
            return redirect(url_for(".point", point_id=point_id))
    return render_template("manage/points/move.html", form=form, listed=listed)


@blueprint.route("/<int:point_id>/limit", methods=["GET", "POST"])
def limit(point_id: int) -> ResponseReturnValue:
    """Ask for the last day of a point's codes."""
    now = clock.now()
    listed = get_listed_point(point_id, now=now)
    form = LimitForm()
    if form.validate_on_submit():
        limit_codes(listed.point, form.last_day.data, actor=current_actor(), now=now)
        flash(gettext("The last day of the point's codes has been set."))
        return redirect(url_for(".point", point_id=point_id))
    return render_template("manage/points/limit.html", form=form, listed=listed)


@blueprint.route("/<int:point_id>/lead-on", methods=["GET", "POST"])
def lead_on(point_id: int) -> ResponseReturnValue:
    """Ask which point takes over, then let what hangs here lead on to it."""
    now = clock.now()
    listed = get_listed_point(point_id, now=now)
    form = LeadOnForm()
    if form.validate_on_submit():
        typed, scope = form.code.data or "", current_scope()
        try:
            taken = lead_point_on(listed.point, typed, scope=scope, actor=current_actor(), now=now)
        except PointRefused as refused:
            refuse(form, refused.field, str(refused))
        else:
            flash(gettext("What hangs at the old point now leads here, with a notice."))
            return redirect(url_for(".point", point_id=taken.id))
    return render_template("manage/points/lead_on.html", form=form, listed=listed)


@blueprint.route("/<int:point_id>/surveys", methods=["GET", "POST"])
def surveys(point_id: int) -> ResponseReturnValue:
    """Choose the surveys that a point collects for."""
    now = clock.now()
    listed = get_listed_point(point_id, now=now)
    form = SurveysForm(data={"surveys": [survey.id for survey in surveys_at(point_id)]})
    form.offer_surveys(current_scope(), now)
    if form.validate_on_submit():
        attach_point(
            listed.point,
            form.surveys.data,
            among=form.offered,
            actor=current_actor(),
            now=now,
        )
        flash(gettext("The change has been saved."))
        return redirect(url_for(".point", point_id=point_id))
    return render_template("manage/points/surveys.html", form=form, listed=listed)
