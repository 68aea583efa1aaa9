"""Writing changed units: the rows of each are replaced as a whole, so undoing is writing too."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import delete, insert, select, update

from app.extensions import db
from app.models import Unit, UnitFormerName, UnitParent, UnitSuccessor
from app.services.organisation.reading import StoredTree
from app.services.organisation.records import ONE_DAY, Period, Tree, UnitKey, UnitRecord

MOST_AT_ONCE = 500
"""Ids in one statement; SQLite takes a limited number of parameters."""


def write_units(stored: StoredTree, after: Tree) -> dict[UnitKey, int]:
    """Write every unit of `after` that differs, without committing; give the ids of new ones."""
    changed = [record for key, record in after.items() if stored.records.get(key) != record]
    fresh = [record for record in changed if record.key not in stored.ids]
    old = [record for record in changed if record.key in stored.ids]
    # Those that end go first: a code that a successor takes over is free only then.
    _clear([stored.ids[record.key] for record in old])
    _update(old, stored.ids)
    new_ids = _add(stored, after, fresh)
    _insert_rows(changed, {**stored.ids, **new_ids})
    db.session.expire_all()
    return new_ids


def restore_units(
    stored: StoredTree, before: list[UnitRecord], created: Collection[UnitKey]
) -> None:
    """Put units back as they were and remove those that were created, without committing."""
    old = [stored.ids[record.key] for record in before]
    new = [stored.ids[key] for key in created]
    _clear([*old, *new])
    for some in batches(sorted(new)):
        db.session.execute(delete(Unit).where(Unit.id.in_(some)))
    _update(before, stored.ids)
    _insert_rows(before, stored.ids)
    db.session.expire_all()


def batches(ids: list[int]) -> Iterator[list[int]]:
    """Cut a list into parts that fit into one statement."""
    return (ids[start : start + MOST_AT_ONCE] for start in range(0, len(ids), MOST_AT_ONCE))


def _add(stored: StoredTree, after: Tree, fresh: list[UnitRecord]) -> dict[UnitKey, int]:
    """Add the units; one that comes of a demonstration is a demonstration."""
    shown = _demonstrations(stored, after, fresh)
    units = [
        Unit(kind=r.kind, sector=r.sector, demonstration=r.key in shown, **_columns(r))
        for r in fresh
    ]
    db.session.add_all(units)
    db.session.flush()
    return {record.key: unit.id for record, unit in zip(fresh, units, strict=True)}


def _demonstrations(stored: StoredTree, after: Tree, fresh: list[UnitRecord]) -> set[UnitKey]:
    rows = set(db.session.scalars(select(Unit.id).where(Unit.demonstration)))
    shown = {key for key, unit_id in stored.ids.items() if unit_id in rows}
    shown |= {link.new for key in shown for link in after[key].successors}
    waiting = {record.key: record for record in fresh if record.key not in shown}
    while found := {k for k, r in waiting.items() if any(p.parent in shown for p in r.periods)}:
        shown |= found
        for key in found:
            del waiting[key]
    return shown


def _columns(record: UnitRecord) -> dict[str, Any]:
    latest = record.latest
    return {
        "code": latest.code,
        "name_vi": latest.name_vi,
        "name_en": latest.name_en,
        "valid_from": record.first,
        "valid_to": record.last,
        "one_person": record.one_person,
    }


def _clear(unit_ids: Collection[int]) -> None:
    for some in batches(sorted(unit_ids)):
        for column in (UnitFormerName.unit_id, UnitParent.unit_id, UnitSuccessor.old_id):
            db.session.execute(delete(column.class_).where(column.in_(some)))


def _update(records: list[UnitRecord], ids: Mapping[UnitKey, int]) -> None:
    rows = sorted(
        ({"id": ids[record.key], **_columns(record)} for record in records),
        key=lambda row: row["valid_to"] is None,
    )
    if rows:
        db.session.execute(update(Unit), rows)


def _insert_rows(records: list[UnitRecord], ids: Mapping[UnitKey, int]) -> None:
    rows: dict[type, list[dict[str, Any]]] = {
        UnitFormerName: [row for r in records for row in _former_names(r, ids[r.key])],
        UnitParent: [row for r in records for row in _parents(r, ids)],
        UnitSuccessor: [row for r in records for row in _successors(r, ids)],
    }
    for table, found in rows.items():
        if found:
            db.session.execute(insert(table), found)


def _called(period: Period) -> tuple[str, str, str | None]:
    return period.code, period.name_vi, period.name_en


def _former_names(record: UnitRecord, unit_id: int) -> Iterator[dict[str, Any]]:
    for period, following in zip(record.periods, record.periods[1:], strict=False):
        if _called(period) != _called(following):
            called = dict(zip(("code", "name_vi", "name_en"), _called(period), strict=True))
            yield {"unit_id": unit_id, "last_day": following.first - ONE_DAY, **called}


def _parents(record: UnitRecord, ids: Mapping[UnitKey, int]) -> Iterator[dict[str, Any]]:
    begun: Period | None = None
    for place, period in enumerate(record.periods):
        begun = begun or period
        following = record.periods[place + 1] if place + 1 < len(record.periods) else None
        if following is not None and following.parent == period.parent:
            continue
        if period.parent is not None:
            yield {
                "unit_id": ids[record.key],
                "parent_id": ids[period.parent],
                "valid_from": begun.first,
                "valid_to": period.last,
            }
        begun = None


def _successors(record: UnitRecord, ids: Mapping[UnitKey, int]) -> Iterator[dict[str, Any]]:
    for link in record.successors:
        yield {
            "old_id": ids[record.key],
            "new_id": ids[link.new],
            "happened_on": (record.last or record.first) + ONE_DAY,
            "kind": link.kind,
            "share": link.share,
        }
