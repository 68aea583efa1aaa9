"""The tree as it is today over answers of the past: where each former unit's answers are counted.

A unit that went on wholly in another one counts there, weighted by its dossiers of the time
(statistics.md 9.2). One that was split, or that nobody followed, cannot be divided: it stays in the
tree as the former unit it is, below what stands above all that came after it, so that sums still
add up.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.queries.units import UnitFacts, list_successors, list_units, parents_on
from app.services.reporting.scope import Scope, build_scope

WHOLE = 1 - 1e-6
"""Shares that add up to this are the whole."""


@dataclass(frozen=True)
class History:
    """What is known on `day` of how units followed each other."""

    day: date
    units: Mapping[int, UnitFacts]
    parents: Mapping[int, int]
    successors: Mapping[int, list[tuple[int, float]]]

    @classmethod
    def until(cls, day: date) -> "History":
        """Read what happened up to a day."""
        units = {unit.id: unit for unit in list_units(day)}
        begun = {
            old: links
            for old, links in list_successors().items()
            if all(units[new].valid_from <= day for new, _ in links)
        }
        return cls(day, units, parents_on(day), begun)

    def is_there(self, unit_id: int) -> bool:
        """Tell whether a unit has not ended by the day."""
        last = self.units[unit_id].valid_to
        return last is None or last >= self.day

    def whole_heir(self, unit_id: int) -> int | None:
        """Find the one unit of today that has all of a unit; itself if it is still there."""
        heirs, share = self._heirs(unit_id)
        return heirs.pop() if len(heirs) == 1 and share >= WHOLE else None

    def _heirs(self, unit_id: int, share: float = 1.0) -> tuple[set[int], float]:
        """Find the units of today that came of a unit, and which share of it they have."""
        if self.is_there(unit_id):
            return {unit_id}, share
        found, covered = set[int](), 0.0
        for new, part in self.successors.get(unit_id, ()):
            heirs, reached = self._heirs(new, share * part)
            found |= heirs
            covered += reached
        return found, covered

    def parent_today(self, unit_id: int) -> int | None:
        """Find what a unit stands under today, or would if it were still there."""
        if self.is_there(unit_id):
            return self.parents.get(unit_id)
        heirs, _ = self._heirs(unit_id)
        common = self._above_all(heirs) if len(heirs) > 1 else None
        if common is not None:
            return common
        parent = self.parents.get(unit_id)
        while parent is not None:
            if (heir := self.whole_heir(parent)) is not None:
                return heir
            parent = self.parents.get(parent)
        return None

    def _above_all(self, unit_ids: Iterable[int]) -> int | None:
        ways = [list(self._upwards(unit_id)) for unit_id in unit_ids]
        return next((step for step in ways[0] if all(step in way for way in ways[1:])), None)

    def _upwards(self, unit_id: int) -> Iterator[int]:
        seen: set[int] = set()
        step = self.parents.get(unit_id)
        while step is not None and step not in seen:
            seen.add(step)
            yield step
            step = self.parents.get(step)


@dataclass(frozen=True)
class Lineage:
    """How the units of a report's time are those of today.

    then : the tree as it was
    now : the tree as it is today, with every former unit that has answers
    place : the unit of today at which each unit of the time counts
    formers : for each unit of today those of the time that it came of, itself among them; none
        that stood below another one
    """

    then: Scope
    now: Scope
    place: Mapping[int, int]
    formers: Mapping[int, tuple[int, ...]]


def trace(
    then: Scope, asked: Iterable[int], cells: Collection[int], counted: Collection[int], day: date
) -> Lineage:
    """Follow the units of a report to a day.

    Parameters
    ----------
    then
        The tree as it was.
    asked
        Units at which the survey asks.
    cells, counted
        Units where answers were given, and those where answers were given or dossiers counted.
    day
        The day whose tree is wanted.
    """
    history = History.until(day)
    heirs = {unit_id: history.whole_heir(unit_id) for unit_id in then.units}
    place = {unit_id: heir if heir is not None else unit_id for unit_id, heir in heirs.items()}
    parts = {u for u in cells if place[u] != u}
    formers: dict[int, list[int]] = {}
    for unit_id in then.units:
        if heirs[unit_id] is not None or unit_id in counted:
            formers.setdefault(place[unit_id], []).append(unit_id)
    wanted = {*cells, *(place[u] for u in counted)}
    wanted |= {heir for u in asked if (heir := heirs.get(u)) is not None}
    parents = {u: p for u in history.units if (p := history.parent_today(u)) is not None}
    parents |= {part: place[part] for part in parts}
    now = build_scope(history.units.values(), parents, wanted, parts)
    topmost = {u: _topmost(then, found) for u, found in formers.items()}
    return Lineage(then, now, place, topmost)


def _topmost(then: Scope, olds: list[int]) -> tuple[int, ...]:
    """Leave out what stood below another one of them: that one holds its answers already."""
    whole = set(olds)
    return tuple(old for old in olds if not any(u in whole for u in then.upwards(old) if u != old))
