"""The tree of units as a value: every unit with its whole life, read once, changed by copies.

Acts and imports make a new tree out of the old one; what is wrong with it (`flaws`), what is
different (`differences`) and what is written (`writing`) is found by comparing the two.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

ONE_DAY = timedelta(days=1)


class UnitKey(NamedTuple):
    """What tells units apart in every file and database: never a name, nor an undated code."""

    kind: str
    code: str
    since: date

    def __str__(self) -> str:
        """Write it as files do: ``commune/08707/2025-07-01``."""
        return f"{self.kind}/{self.code}/{self.since.isoformat()}"

    @classmethod
    def parse(cls, text: str) -> "UnitKey":
        """Read what `str` wrote; a code may hold slashes. Raises `ValueError`."""
        kind, found, rest = text.partition("/")
        code, also, since = rest.rpartition("/")
        if not (found and also and kind and code):
            raise ValueError(text)
        return cls(kind, code, date.fromisoformat(since))


@dataclass(frozen=True, slots=True)
class Period:
    """What a unit was called and stood under from `first` to `last`; None is until now."""

    first: date
    last: date | None
    code: str
    name_vi: str
    name_en: str | None
    parent: UnitKey | None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the period."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Succession:
    """A share of the unit went on as another one, the day after its last."""

    new: UnitKey
    kind: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A unit's whole life in periods that follow each other, and who came after it.

    `one_person` holds for all of its life: who served there when is not recorded.
    """

    kind: str
    sector: str
    periods: tuple[Period, ...]
    successors: tuple[Succession, ...] = ()
    one_person: bool = False

    @property
    def key(self) -> UnitKey:
        """Its kind, its first code and its first day."""
        return UnitKey(self.kind, self.periods[0].code, self.first)

    @property
    def first(self) -> date:
        """The day it began."""
        return self.periods[0].first

    @property
    def last(self) -> date | None:
        """The day it ended, if it has."""
        return self.latest.last

    @property
    def latest(self) -> Period:
        """Its present period, or the last it had."""
        return self.periods[-1]

    def on(self, day: date) -> Period | None:
        """Give the period of a day."""
        return next((period for period in self.periods if period.holds(day)), None)

    def changed(self, day: date, **changes: object) -> "UnitRecord":
        """Begin a new period on `day`, or change the present one if that is when it began."""
        before, latest = self.periods[:-1], self.latest
        if latest.first == day:
            periods = (*before, replace(latest, **changes))  # type: ignore[arg-type]
            return replace(self, periods=joined(periods))
        ended = replace(latest, last=day - ONE_DAY)
        begun = replace(latest, first=day, **changes)  # type: ignore[arg-type]
        return replace(self, periods=joined((*before, ended, begun)))

    def ended(self, day: date, successors: tuple[Succession, ...] = ()) -> "UnitRecord":
        """End it the day before `day`; a period that would begin on that day never does."""
        begun = tuple(period for period in self.periods if period.first < day) or self.periods
        latest = replace(begun[-1], last=day - ONE_DAY)
        return replace(self, periods=(*begun[:-1], latest), successors=successors)


Tree = Mapping[UnitKey, UnitRecord]


def with_changes(tree: Tree, *records: UnitRecord) -> dict[UnitKey, UnitRecord]:
    """Copy a tree with some units replaced or added."""
    return {**tree, **{record.key: record for record in records}}


def children_on(tree: Tree, parent: UnitKey, day: date) -> Iterator[UnitRecord]:
    """List the units that stand directly under one on a day."""
    for record in tree.values():
        period = record.on(day)
        if period is not None and period.parent == parent:
            yield record


def below_on(tree: Tree, top: UnitKey, day: date) -> list[UnitRecord]:
    """List every unit that stands anywhere below one on a day, nearest first."""
    under: dict[UnitKey, list[UnitRecord]] = {}
    for record in tree.values():
        period = record.on(day)
        if period is not None and period.parent is not None:
            under.setdefault(period.parent, []).append(record)
    found: list[UnitRecord] = []
    keys, seen = [top], {top}
    for key in keys:  # grows while it is gone through
        fresh = [record for record in under.get(key, ()) if record.key not in seen]
        found += fresh
        keys += [record.key for record in fresh]
        seen.update(record.key for record in fresh)
    return found


def joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Make one period of those that follow each other and say the same."""
    found: list[Period] = []
    for period in periods:
        if found and found[-1].last == period.first - ONE_DAY and _says(found[-1]) == _says(period):
            found[-1] = replace(found[-1], last=period.last)
        else:
            found.append(period)
    return tuple(found)


def _says(period: Period) -> tuple[object, ...]:
    return period.code, period.name_vi, period.name_en, period.parent
