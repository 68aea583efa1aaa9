"""Acts upon units: fill in, look at what would happen, confirm."""

import hashlib
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock, words
from app.access import current_actor
from app.errors import NotFound
from app.manage.units.blueprint import blueprint
from app.manage.units.deeds import CREATION, DEEDS, Deed
from app.queries.shown_already import shown_already
from app.queries.unit_browsing import units_on
from app.services.organisation.changing import carry_out
from app.services.organisation.consequences import consequences
from app.services.organisation.proposals import InvalidChange, Proposal
from app.services.organisation.reading import StoredTree, read_tree
from app.services.organisation.records import UnitKey

MOST_SHOWN = 200


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Add a unit, under the one that the address names."""
    stored = read_tree()
    form = CREATION.form(**first_values(stored, request.args.get("under", "")))
    return walk(CREATION, form, stored, UnitKey("", "", clock.local_day(clock.now())), None)


@blueprint.route("/<int:unit_id>/<what>", methods=["GET", "POST"])
def act(unit_id: int, what: str) -> ResponseReturnValue:
    """Rename, move, merge, split or close a unit."""
    stored = read_tree()
    key = stored.key_of(unit_id)
    if what not in DEEDS or key is None or stored.records[key].last is not None:
        raise NotFound(f"no act {what!r} upon unit {unit_id}")
    latest = stored.records[key].latest
    names = {"code": latest.code, "name_vi": latest.name_vi, "name_en": latest.name_en}
    facts = {"one_person": stored.records[key].one_person}
    values = names if what == "rename" else facts if what == "staffing" else {}
    form = DEEDS[what].form(data={"day": clock.local_day(clock.now()), **values})
    return walk(DEEDS[what], form, stored, key, unit_id)


def walk(
    deed: Deed, form: Any, stored: StoredTree, key: UnitKey, unit_id: int | None
) -> ResponseReturnValue:
    """Show the form; with what would happen once it is filled in; do it once that was seen."""
    proposal: Proposal | None = None
    reasons: tuple[str, ...] = ()
    if form.validate_on_submit():
        try:
            proposal = checked(deed.propose(stored, key, form))
            if request.form.get("seen") == digest(proposal):
                change = carry_out(proposal, actor=current_actor(), now=clock.now())
                flash(gettext("The change has been made."))
                return redirect(url_for(".change", change_id=change.id))
        except InvalidChange as refused:
            proposal, reasons = None, refused.reasons
    differences = proposal.differences() if proposal else []
    today = clock.local_day(clock.now())
    return render_template(
        "manage/units/act.html",
        deed=deed,
        form=form,
        record=stored.records.get(key),
        unit_id=unit_id,
        reasons=reasons[:MOST_SHOWN],
        differences=differences,
        consequences=consequences(proposal) if proposal else [],
        seen=digest(proposal) if proposal else "",
        shown=shown_already(unit_id) if unit_id and deed is DEEDS["staffing"] else None,
        words=words,
        offered=list(units_on(today).units.values()),
    )


def checked(proposal: Proposal) -> Proposal:
    """Raise `InvalidChange` with everything that stands in the way of a proposal."""
    if reasons := proposal.reasons(today=clock.local_day(clock.now())):
        raise InvalidChange(reasons)
    if not proposal.changed():
        raise InvalidChange([gettext("nothing would change")])
    return proposal


def digest(proposal: Proposal) -> str:
    """Say in a word what a proposal would do, so that only what was seen is confirmed."""
    sentences = [f"{d.day} {d.key} {d.sentence}" for d in proposal.differences()]
    return hashlib.sha256("\n".join(sentences).encode()).hexdigest()[:16]


def first_values(stored: StoredTree, under: str) -> dict[str, Any]:
    """Fill a new unit's form with today and the unit above."""
    values: dict[str, Any] = {"day": clock.local_day(clock.now())}
    parent = stored.key_of(int(under)) if under.isdecimal() and len(under) < 10 else None
    if parent is not None:
        values["parent"] = f"{parent.kind}/{stored.records[parent].latest.code}"
        values["sector"] = stored.records[parent].sector
    return values
