"""Targets: every one there was, a new one, ending and correcting one."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor
from app.manage.targets.blueprint import blueprint
from app.manage.targets.forms import PLACES, EndForm, TargetForm, filled_from
from app.queries.targets import get_target, list_all_targets
from app.services.targets import TargetRefused, add_target, correct_target, end_target
from app.words import FORMULAS, SECTORS, UNIT_KINDS

WORDS = {"places": PLACES, "sectors": SECTORS, "kinds": UNIT_KINDS, "formulas": FORMULAS}


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List every target: in force, to come, past."""
    today = clock.local_day(clock.now())
    targets = list_all_targets()
    past = [t for t in targets if t.valid_to is not None and t.valid_to < today]
    coming = [t for t in targets if t.valid_from > today]
    return render_template(
        "manage/targets/index.html",
        groups={
            gettext("In force today"): [t for t in targets if t not in past + coming],
            gettext("To come"): coming,
            gettext("Ended"): past,
        },
        **WORDS,
    )


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Set a target."""
    form = TargetForm(data={"valid_from": clock.local_day(clock.now())})
    if form.validate_on_submit():
        try:
            add_target(form.entry(), actor=current_actor(), now=clock.now())
        except TargetRefused as refused:
            refuse(form, refused)
        else:
            flash(gettext("The target has been set."))
            return redirect(url_for(".index"))
    return render_template("manage/targets/new.html", form=form)


@blueprint.route("/<int:target_id>/correct", methods=["GET", "POST"])
def correct(target_id: int) -> ResponseReturnValue:
    """Correct a target that was written down wrongly."""
    target = get_target(target_id)
    form = TargetForm(data=filled_from(target))
    if form.validate_on_submit():
        try:
            done = correct_target(target, form.entry(), actor=current_actor(), now=clock.now())
        except TargetRefused as refused:
            refuse(form, refused)
        else:
            flash(gettext("The change has been saved.") if done else gettext("Nothing to change."))
            return redirect(url_for(".index"))
    return render_template("manage/targets/correct.html", target=target, form=form)


@blueprint.route("/<int:target_id>/end", methods=["GET", "POST"])
def end(target_id: int) -> ResponseReturnValue:
    """Ask for the last day, then end a target."""
    target = get_target(target_id)
    form = EndForm(data={"valid_to": target.valid_to or clock.local_day(clock.now())})
    if form.validate_on_submit():
        try:
            end_target(target, form.valid_to.data, actor=current_actor(), now=clock.now())
        except TargetRefused as refused:
            refuse(form, refused)
        else:
            flash(gettext("The target holds until that day."))
            return redirect(url_for(".index"))
    return render_template("manage/targets/end.html", target=target, form=form, **WORDS)


def refuse(form: Any, refused: TargetRefused) -> None:
    """Put what was refused beside its field."""
    form[refused.field].errors = [*form[refused.field].errors, str(refused)]
