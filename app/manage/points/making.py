"""Making collection points: one, many by a rule, many from a sheet."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from app import clock
from app.access import current_actor, current_scope
from app.manage.points.blueprint import blueprint
from app.manage.points.forms import PointForm, RuleForm, refuse
from app.services.points.creating import PointRefused, create_point, create_points
from app.services.points.rules import plan_rule
from app.words import TOUCHPOINTS, UNIT_KINDS


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Make one point."""
    form, now = PointForm(), clock.now()
    form.offer(current_scope(), now, clock.local_day(now))
    if form.validate_on_submit():
        try:
            point = create_point(
                form.entry(),
                survey_ids=form.surveys.data,
                last_day=form.last_day.data,
                actor=current_actor(),
                now=now,
            )
        except PointRefused as refused:
            refuse(form, refused.field, str(refused))
        else:
            flash(gettext("The point has been made. Print its poster and hang it up."))
            return redirect(url_for(".point", point_id=point.id))
    return render_template("manage/points/new.html", form=form)


@blueprint.route("/many", methods=["GET", "POST"])
def many() -> ResponseReturnValue:
    """Make points for every unit of a kind: first the counts, then the points."""
    form, now = RuleForm(), clock.now()
    form.offer(current_scope(), now, clock.local_day(now))
    plan = None
    if form.validate_on_submit():
        rule = form.rule()
        plan = plan_rule(rule, scope=current_scope(), now=now)
        if "make" in request.form and plan.entries:
            last_day = form.last_day.data
            wanted = [(entry, list(form.surveys.data), last_day) for entry in plan.entries]
            made = create_points(wanted, unit_id=rule.under, actor=current_actor(), now=now)
            flash(made_words(len(made)))
            return redirect(url_for(".index"))
    return render_template(
        "manage/points/many.html", form=form, plan=plan, touchpoints=TOUCHPOINTS, kinds=UNIT_KINDS
    )


def made_words(count: int) -> str:
    """Say how many points were made."""
    return str(
        ngettext(
            "%(num)s collection point has been made.",
            "%(num)s collection points have been made.",
            count,
        )
    )
