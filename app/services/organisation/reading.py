"""Reading the stored tree: four queries, whatever its size."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.models import Unit, UnitFormerName, UnitParent, UnitSuccessor
from app.services.organisation.records import (
    ONE_DAY,
    Period,
    Succession,
    UnitKey,
    UnitRecord,
    joined,
)


@dataclass(frozen=True, slots=True)
class StoredTree:
    """The tree, and which row of the database is which unit."""

    records: Mapping[UnitKey, UnitRecord]
    ids: Mapping[UnitKey, int]

    def key_of(self, unit_id: int) -> UnitKey | None:
        """Find the unit of a row."""
        return next((key for key, row_id in self.ids.items() if row_id == unit_id), None)


@dataclass(frozen=True, slots=True)
class _Called:
    """A name from a day on."""

    first: date
    code: str
    name_vi: str
    name_en: str | None


def read_tree() -> StoredTree:
    """Read every unit there is or was, in the order of kinds and codes."""
    units = list(db.session.scalars(select(Unit).order_by(Unit.kind, Unit.code, Unit.valid_from)))
    former: dict[int, list[UnitFormerName]] = defaultdict(list)
    for name in db.session.scalars(select(UnitFormerName).order_by(UnitFormerName.last_day)):
        former[name.unit_id].append(name)
    parents: dict[int, list[UnitParent]] = defaultdict(list)
    for link in db.session.scalars(select(UnitParent).order_by(UnitParent.valid_from)):
        parents[link.unit_id].append(link)
    names = {unit.id: _names(unit, former[unit.id]) for unit in units}
    keys = {unit.id: UnitKey(unit.kind, names[unit.id][0].code, unit.valid_from) for unit in units}
    successors = _successors(keys)
    records = {
        keys[unit.id]: UnitRecord(
            unit.kind,
            unit.sector,
            _periods(unit, names[unit.id], parents[unit.id], keys),
            tuple(successors[unit.id]),
            unit.one_person,
        )
        for unit in units
    }
    return StoredTree(records, {key: unit_id for unit_id, key in keys.items()})


def _names(unit: Unit, former: Sequence[UnitFormerName]) -> list[_Called]:
    called, first = [], unit.valid_from
    for name in former:
        called.append(_Called(first, name.code, name.name_vi, name.name_en))
        first = name.last_day + ONE_DAY
    return [*called, _Called(first, unit.code, unit.name_vi, unit.name_en)]


def _successors(keys: Mapping[int, UnitKey]) -> dict[int, list[Succession]]:
    found: dict[int, list[Succession]] = defaultdict(list)
    for row in db.session.scalars(select(UnitSuccessor)):
        found[row.old_id].append(Succession(keys[row.new_id], row.kind, row.share))
    for links in found.values():
        links.sort(key=lambda link: link.new)
    return found


def _periods(
    unit: Unit, names: Sequence[_Called], links: Sequence[UnitParent], keys: Mapping[int, UnitKey]
) -> tuple[Period, ...]:
    """Cut the unit's life wherever its name, code or parent changes."""
    starts = {name.first for name in names} | {link.valid_from for link in links}
    starts |= {link.valid_to + ONE_DAY for link in links if link.valid_to is not None}
    days = sorted(
        day
        for day in starts
        if day >= unit.valid_from and (unit.valid_to is None or day <= unit.valid_to)
    )
    lasts = [*(day - ONE_DAY for day in days[1:]), unit.valid_to]
    periods = []
    for first, last in zip(days, lasts, strict=True):
        name = [name for name in names if name.first <= first][-1]
        parent = next((link.parent_id for link in links if _holds(link, first)), None)
        standing = keys[parent] if parent is not None else None
        periods.append(Period(first, last, name.code, name.name_vi, name.name_en, standing))
    return joined(periods)


def _holds(link: UnitParent, day: date) -> bool:
    return link.valid_from <= day and (link.valid_to is None or day <= link.valid_to)
