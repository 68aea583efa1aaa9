"""A count entered or corrected by hand, by the same rule as the rows of a sheet."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm

from app import clock
from app.access import current_actor, current_scope
from app.manage.populations.blueprint import blueprint
from app.manage.populations.forms import CountForm, NewCountForm, key_cells
from app.models import EnteredVia
from app.queries.dated_units import DatedUnit, get_unit
from app.queries.populations import get_count_entry
from app.queries.services import list_services
from app.services.registers.columns import SheetRow, rows_by_hand
from app.services.registers.count_plan import CountPlan, enter_counts, plan_counts
from app.services.registers.count_rows import open_register
from app.services.registers.taking_back import take_count_back
from app.words import CHANNELS, capital


@blueprint.route("/units/<int:unit_id>/enter", methods=["GET", "POST"])
def enter(unit_id: int) -> ResponseReturnValue:
    """Enter a count of a unit."""
    unit, form = get_unit(unit_id), NewCountForm()
    form.offer(list_services(in_force_only=True))
    if form.validate_on_submit() and saved(unit, form, form.cells()):
        return redirect(url_for(".unit", unit_id=unit_id))
    return render_template("manage/populations/enter.html", unit=unit, form=form)


@blueprint.route("/counts/<int:entry_id>/correct", methods=["GET", "POST"])
def correct(entry_id: int) -> ResponseReturnValue:
    """Correct a count: a new row, the old one stays in the history."""
    entry = get_count_entry(entry_id)
    unit, form = get_unit(entry.unit_id), CountForm(obj=get_count_entry(entry_id))
    service = next((s for s in list_services() if s.id == entry.service_id), None)
    if form.validate_on_submit() and saved(unit, form, key_cells(entry, service) | form.cells()):
        return redirect(url_for(".unit", unit_id=unit.id))
    return render_template(
        "manage/populations/correct.html",
        unit=unit,
        entry=entry,
        service=service,
        channels=CHANNELS,
        form=form,
    )


@blueprint.route("/counts/<int:entry_id>/take-back", methods=["GET", "POST"])
def take_back(entry_id: int) -> ResponseReturnValue:
    """Ask, then let a count that is of something else count nowhere."""
    entry, form = get_count_entry(entry_id), FlaskForm()
    if form.validate_on_submit():
        take_count_back(entry, actor=current_actor(), now=clock.now())
        flash(gettext("The count has been taken back. Enter the right one now."))
        return redirect(url_for(".unit", unit_id=entry.unit_id))
    return render_template(
        "manage/populations/take_back.html",
        unit=get_unit(entry.unit_id),
        entry=entry,
        service=next((s for s in list_services() if s.id == entry.service_id), None),
        channels=CHANNELS,
        form=form,
    )


def saved(unit: DatedUnit, form: Any, cells: dict[str, str]) -> bool:
    """Save a filled-in form, or put what is wrong beside its fields."""
    row = SheetRow(1, {"unit_code": unit.code, "unit_kind": unit.kind, **cells})
    register = open_register(current_scope(), today=clock.local_day(clock.now()))
    plan = plan_counts(rows_by_hand([row]), [row], register)
    for problem in plan.problems:
        place = form[problem.column if problem.column in form else "source"]
        place.errors = [*place.errors, f"{capital(problem.reason)}."]
    if plan.problems:
        return False
    enter_counts(plan, via=EnteredVia.FORM, actor=current_actor(), now=clock.now())
    flash(told(plan))
    return True


def told(plan: CountPlan) -> str:
    """Say what has been done."""
    if plan.corrected:
        return str(gettext("The correction has been saved; the old numbers stay in the history."))
    if plan.added:
        return str(gettext("The count has been saved."))
    return str(gettext("Nothing to change."))
