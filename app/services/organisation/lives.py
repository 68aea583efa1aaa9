"""One unit's life, as its page tells it: names, parents, and who came before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.errors import NotFound
from app.services.organisation.reading import StoredTree
from app.services.organisation.records import ONE_DAY, Period, UnitKey, UnitRecord


@dataclass(frozen=True, slots=True)
class Relative:
    """A unit before or after another one: on which day, how, and with which share."""

    unit_id: int
    record: UnitRecord
    day: date
    kind: str
    share: float


@dataclass(frozen=True, slots=True)
class LifePeriod:
    """A period of a unit's life, with the row and name of its parent then."""

    period: Period
    parent_id: int | None
    parent: Period | None


@dataclass(frozen=True, slots=True)
class Life:
    """Everything that was recorded of a unit."""

    key: UnitKey
    record: UnitRecord
    periods: tuple[LifePeriod, ...]
    predecessors: tuple[Relative, ...]
    successors: tuple[Relative, ...]


def life_of(tree: StoredTree, unit_id: int) -> Life:
    """Tell a unit's life; raises `NotFound`."""
    key = tree.key_of(unit_id)
    if key is None:
        raise NotFound(f"no unit {unit_id}")
    record = tree.records[key]
    return Life(
        key=key,
        record=record,
        periods=tuple(_period(tree, period) for period in reversed(record.periods)),
        predecessors=tuple(_predecessors(tree, key)),
        successors=tuple(_successors(tree, record)),
    )


def _period(tree: StoredTree, period: Period) -> LifePeriod:
    parent = tree.records.get(period.parent) if period.parent else None
    if period.parent is None or parent is None:
        return LifePeriod(period, None, None)
    return LifePeriod(period, tree.ids[period.parent], parent.on(period.first) or parent.latest)


def _predecessors(tree: StoredTree, key: UnitKey) -> Iterator[Relative]:
    for old in tree.records.values():
        for link in old.successors:
            if link.new == key and old.last is not None:
                day = old.last + ONE_DAY
                yield Relative(tree.ids[old.key], old, day, link.kind, link.share)


def _successors(tree: StoredTree, record: UnitRecord) -> Iterator[Relative]:
    day = (record.last or record.first) + ONE_DAY
    for link in record.successors:
        yield Relative(tree.ids[link.new], tree.records[link.new], day, link.kind, link.share)
