"""Taking a change of the tree back, as long as nothing depends on it."""

from dataclasses import fields
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import delete, func, select, tuple_, update

from app.actor import Actor
from app.errors import NotFound
from app.extensions import db
from app.models import (
    AccessCode,
    CollectionPoint,
    Response,
    RoleGrant,
    SurveyPoint,
    SurveyUnit,
    UnitChange,
)
from app.services.organisation.carrying import Carried
from app.services.organisation.changing import lock_tree, record_change
from app.services.organisation.dependents import point_dependents, unit_dependents
from app.services.organisation.differences import Difference, differences
from app.services.organisation.documents import from_document
from app.services.organisation.findings import named
from app.services.organisation.grants import take_grants_back
from app.services.organisation.plans import take_plans_back
from app.services.organisation.proposals import InvalidChange
from app.services.organisation.reading import StoredTree, read_tree
from app.services.organisation.records import UnitKey
from app.services.organisation.writing import batches, restore_units


def undo_change(change_id: int, *, actor: Actor, now: datetime) -> UnitChange:
    """Put the tree, its points and its codes back as they were, in one transaction.

    Raises `NotFound`, or `InvalidChange` with everything that depends on the change.
    """
    lock_tree()
    change = get_change(change_id)
    stored = read_tree()
    if reasons := why_not_undo(change, stored):
        raise InvalidChange(reasons)
    carried = carried_with(change)
    take_points_back(carried)
    take_plans_back(carried)
    take_grants_back(carried)
    before = [from_document(document) for document in change.document["before"]]
    restore_units(stored, before, created_keys(change))
    change.undone_at = now
    record_change(change, actor=actor, now=now, undone=True)
    db.session.commit()
    return change


def get_change(change_id: int) -> UnitChange:
    """Give a change by its number; raises `NotFound`."""
    change = db.session.get(UnitChange, change_id)
    if change is None:
        raise NotFound(f"no change {change_id}")
    return change


def created_keys(change: UnitChange) -> set[UnitKey]:
    """Tell the units that a change created."""
    after, before = (
        {from_document(document).key for document in change.document[name]}
        for name in ("after", "before")
    )
    return after - before


def why_not_undo(change: UnitChange, stored: StoredTree) -> list[str]:
    """List in words what depends on a change; empty if it can be taken back."""
    if change.undone_at is not None:
        return [gettext("This change has been undone already.")]
    after = {r.key: r for r in map(from_document, change.document["after"])}
    later = [record for key, record in after.items() if stored.records.get(key) != record]
    reasons = [gettext("%(unit)s has changed again since.", unit=named(record)) for record in later]
    if reasons:
        return reasons
    created = created_keys(change)
    for record in stored.records.values():
        parents = {period.parent for period in record.periods}
        related = (parents | {link.new for link in record.successors}) & created
        if related and record.key not in after:
            reasons.append(gettext("%(unit)s hangs on it.", unit=named(record)))
    return [*reasons, *_things_that_hang(change, [stored.ids[key] for key in created])]


def _things_that_hang(change: UnitChange, unit_ids: list[int]) -> list[str]:
    carried = carried_with(change)
    planned = [tuple(pair) for pair in carried.planned]
    added_since = {
        "collection_point": CollectionPoint.id.not_in(carried.points),
        "role_grant": RoleGrant.id.not_in(carried.grants),
        "survey_unit": tuple_(SurveyUnit.survey_id, SurveyUnit.unit_id).not_in(planned),
    }
    found = [*unit_dependents(unit_ids, only=added_since), *point_dependents(carried.points)]
    counts: dict[str, int] = {}
    for dependent in found:
        counts[dependent.words] = max(counts.get(dependent.words, 0), dependent.count)
    if not counts and (answers := _answers_since(change)):
        counts[gettext("answers")] = answers
    return [
        gettext("%(count)s × %(things)s depend on it.", count=count, things=words)
        for words, count in counts.items()
    ]


def _answers_since(change: UnitChange) -> int:
    """Count answers given at points that had been there, to surveys that came with the change."""
    pairs = [tuple(pair) for pair in change.document["fielded"]]
    if not pairs:
        return 0
    query = select(func.count()).select_from(Response)
    return sum(
        db.session.scalar(
            query.where(
                tuple_(Response.survey_id, Response.point_id).in_(pairs[start : start + 200])
            )
        )
        or 0
        for start in range(0, len(pairs), 200)
    )


def carried_with(change: UnitChange) -> Carried:
    """Give what came along with a change."""
    return Carried(**{field.name: change.document[field.name] for field in fields(Carried)})


def take_points_back(carried: Carried) -> None:
    """Let old codes work again and remove the points that a change made."""
    restored: tuple[tuple[list[str], dict[str, None]], ...] = (
        (carried.led_on, {"redirects_to": None, "led_on_at": None}),
        (carried.revoked, {"revoked_at": None}),
    )
    for codes, values in restored:
        for start in range(0, len(codes), 500):
            some = codes[start : start + 500]
            db.session.execute(update(AccessCode).where(AccessCode.code.in_(some)).values(**values))
    pairs = [tuple(pair) for pair in carried.fielded]
    for start in range(0, len(pairs), 200):
        fielded = tuple_(SurveyPoint.survey_id, SurveyPoint.point_id)
        db.session.execute(delete(SurveyPoint).where(fielded.in_(pairs[start : start + 200])))
    for ids in batches(sorted(carried.points)):
        db.session.execute(delete(AccessCode).where(AccessCode.point_id.in_(ids)))
        db.session.execute(delete(CollectionPoint).where(CollectionPoint.id.in_(ids)))


def differences_of(change: UnitChange, stored: StoredTree) -> list[Difference]:
    """Say what a change did, with the names of today for what it did not touch."""
    before = {r.key: r for r in map(from_document, change.document["before"])}
    after = {r.key: r for r in map(from_document, change.document["after"])}
    others = {key: record for key, record in stored.records.items() if key not in after}
    return differences({**others, **before}, {**others, **after})
