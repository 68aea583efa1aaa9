"""Making a proposed change: one transaction, with everything that comes along."""

from collections import defaultdict
from dataclasses import asdict
from datetime import date, datetime

from flask_babel import gettext
from sqlalchemy import text

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import UnitChange
from app.services.auditing import record_event
from app.services.organisation.carrying import (
    Carried,
    all_heirs,
    carry_points,
    heirs_of,
    whole_heir,
)
from app.services.organisation.documents import from_document, to_document
from app.services.organisation.grants import carry_grants
from app.services.organisation.plans import carry_plans
from app.services.organisation.proposals import InvalidChange, Proposal
from app.services.organisation.reading import StoredTree, read_tree
from app.services.organisation.records import ONE_DAY, UnitKey
from app.services.organisation.writing import write_units

MOST_REASONS = 100
MOST_NAMED = 50
"""Units that an audit event names; the change itself holds them all."""


def carry_out(proposal: Proposal, *, actor: Actor, now: datetime) -> UnitChange:
    """Change the tree in one transaction; give what can be taken back as long as nothing depends.

    Raises `InvalidChange` with every reason against it; nothing is changed then.
    """
    lock_tree()
    changed = proposal.changed()
    if not changed:
        raise InvalidChange([gettext("nothing would change")])
    check_unchanged(proposal)
    if reasons := proposal.reasons(today=clock.local_day(now)):
        raise InvalidChange(reasons[:MOST_REASONS])
    new_ids = write_units(proposal.before, proposal.after)
    ids = {**proposal.before.ids, **new_ids}
    carried = carry_along(proposal, ids, now)
    hand_roles_on(proposal, ids, carried, actor=actor, now=now)
    before = proposal.before.records
    change = UnitChange(
        act=proposal.act,
        happened_on=proposal.day,
        made_at=now,
        document={
            "before": [to_document(before[r.key]) for r in changed if r.key in before],
            "after": [to_document(record) for record in changed],
            **asdict(carried),
        },
    )
    db.session.add(change)
    db.session.flush()
    record_change(change, actor=actor, now=now)
    db.session.commit()
    return change


def record_change(change: UnitChange, *, actor: Actor, now: datetime, undone: bool = False) -> None:
    """Record a change, or that it was taken back, among the events of everything."""
    records = [from_document(document) for document in change.document["after"]]
    record_event(
        "unit.undo" if undone else f"unit.{change.act}",
        actor=actor,
        thing=f"unit_change:{change.id}",
        unit_id=None,
        now=now,
        day=change.happened_on.isoformat(),
        units=[str(record.key) for record in records[:MOST_NAMED]],
        count=len(records),
    )


def lock_tree() -> None:
    """Let nobody else change the tree until the end of the transaction.

    SQLite has one writer at a time and refuses a second one that read before the first wrote.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE unit_change IN EXCLUSIVE MODE"))


def check_unchanged(proposal: Proposal) -> None:
    """Raise `InvalidChange` if somebody changed a unit concerned since the proposal was made."""
    now = read_tree()
    concerned = {record.key for record in proposal.changed()}
    if any(now.records.get(key) != proposal.before.records.get(key) for key in concerned):
        raise InvalidChange(
            [gettext("Somebody else has changed these units meanwhile. Look at them again.")]
        )


def carry_along(proposal: Proposal, ids: dict[UnitKey, int], now: datetime) -> Carried:
    """Give points and surveys of the units that end now to those in which they go on."""
    heirs = heirs_of(proposal.after, newly_ended(proposal.before, proposal))
    by_id = {ids[old]: (ids[new] if new else None) for old, new in heirs.items()}
    day = clock.local_day(now)
    carried = carry_points(by_id, day=day, now=now)
    every = {ids[old]: {ids[new] for new in all_heirs(proposal.after, old)} for old in heirs}
    carry_plans(every, carried, day=day)
    return carried


def hand_roles_on(
    proposal: Proposal, ids: dict[UnitKey, int], carried: Carried, *, actor: Actor, now: datetime
) -> None:
    """Let roles on merged units go on at the new one from the day it took over."""
    by_day: dict[date, dict[int, int]] = defaultdict(dict)
    for key in newly_ended(proposal.before, proposal):
        last, heir = proposal.after[key].last, whole_heir(proposal.after, key)
        if last is not None and heir is not None:
            by_day[last + ONE_DAY][ids[key]] = ids[heir]
    for day, heirs in by_day.items():
        carry_grants(heirs, carried, day=day, actor=actor, now=now)


def newly_ended(stored: StoredTree, proposal: Proposal) -> list[UnitKey]:
    """List the units that were in force before the change and are not after it."""
    return [
        record.key
        for record in proposal.changed()
        if record.last is not None
        and (old := stored.records.get(record.key)) is not None
        and old.last is None
    ]
