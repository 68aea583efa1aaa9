"""What a leader reads first of a unit: one record, put together from what other pages show.

Nothing is computed here that no other page shows; so nothing more is given away.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.change import Figure as Side
from analysis.change import difference
from app.services.reporting.changes import ChangeRow, Changes, changes_since
from app.services.reporting.differences import Direction, sides_at
from app.services.reporting.items import ItemRow, item_rows
from app.services.reporting.naming import Naming, naming_of
from app.services.reporting.paired import correlations
from app.services.reporting.records import IndexRow, Outcome
from app.services.reporting.report import Report
from app.services.reporting.rows import index_rows
from app.services.reporting.sheets import BY_FACTOR, measure_name
from app.services.reporting.silent_points import ToldPoint, told_points


@dataclass(frozen=True, slots=True)
class FactorLine:
    """One side of the service at the unit, and the question about it that stands lowest."""

    factor: ItemRow
    lowest: ItemRow | None


@dataclass(frozen=True, slots=True)
class Factors:
    """The sides of the service, the lowest figure first; those without a figure come last.

    `rivals` are those beside the first one that could be the lowest as well, by chance alone.
    """

    lines: tuple[FactorLine, ...]
    rivals: tuple[FactorLine, ...]

    @property
    def shown(self) -> tuple[FactorLine, ...]:
        """The sides that have a figure."""
        return tuple(line for line in self.lines if line.factor.figure)

    @property
    def first(self) -> FactorLine | None:
        """The side with the lowest figure."""
        return next(iter(self.shown), None)


Shared = Callable[[FactorLine, Sequence[FactorLine]], list[float]]
"""Gives the correlation of one side's figure with each of some others."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the unit the answers speak of.

    points : how many points ask, as far as it is told whether anybody answered there
    silent : those of them without an answer
    untold : how many more there are
    """

    points: int
    silent: tuple[ToldPoint, ...]
    untold: int


@dataclass(frozen=True, slots=True)
class Overview:
    """A unit's page: its row, the units below it, and what came of each since the survey before.

    `below` are the units right below, or further down where there is only one on the way.
    `needed` are those among them that lack a verdict, those that lack fewest answers first.
    `naming` says which of the units below may be named as not meeting the target.
    """

    row: IndexRow
    below: tuple[IndexRow, ...]
    changes: Changes
    factors: Factors
    coverage: Coverage
    needed: tuple[IndexRow, ...]
    naming: Naming

    @property
    def change(self) -> ChangeRow | None:
        """The unit's own change."""
        return self.changed.get(self.row.unit.id)

    @property
    def changed(self) -> dict[int, ChangeRow]:
        """The changes by unit."""
        return {change.row.unit.id: change for change in self.changes.rows}

    def of_outcome(self, outcome: Outcome) -> list[IndexRow]:
        """List the units below of which one thing can be said."""
        return [row for row in self.below if row.outcome is outcome]

    def of_direction(self, direction: Direction) -> list[ChangeRow]:
        """List the changes below that went one way, the largest first."""
        changed = self.changed
        found = [changed[row.unit.id] for row in self.below if row.unit.id in changed]
        found = [change for change in found if change.direction is direction]
        return sorted(found, key=lambda c: -abs(c.difference.value) if c.difference else 0.0)


def read_overview(report: Report, unit_id: int, formula: str, *, today: date) -> Overview:
    """Put the overview of a unit together; no query per unit."""
    tree = report.data.scope
    places = places_below(report, unit_id)
    wanted = [unit_id, *places]
    kinds = dict.fromkeys(tree.units[u].kind for u in wanted)
    rows = {row.unit.id: row for kind in kinds for row in index_rows(report, formula, kind)}
    row, below = rows[unit_id], tuple(rows[u] for u in places if u in rows)
    return Overview(
        row=row,
        below=below,
        changes=changes_since(report.data.survey, [row, *below], today=today, viewer=report.viewer),
        factors=_factors(report, row),
        coverage=_coverage(report, unit_id),
        needed=tuple(_by_need(below)),
        naming=naming_of(report, below),
    )


def places_below(report: Report, unit_id: int) -> list[int]:
    """Find the units below one at the first level that has more than one."""
    children = report.data.scope.children
    found = list(children.get(unit_id, ()))
    while len(found) == 1 and children.get(found[0]):
        found = list(children[found[0]])
    return found


def _by_need(rows: Iterable[IndexRow]) -> list[IndexRow]:
    """Order units without a verdict by the answers they lack; those that no number settles last."""
    undecided = [row for row in rows if row.outcome is Outcome.NOT_ENOUGH_EVIDENCE]
    return sorted(undecided, key=lambda row: (row.answers_needed is None, row.answers_needed or 0))


def _factors(report: Report, row: IndexRow) -> Factors:
    if row.figure is None:
        return Factors((), ())
    lines = sorted(_lines(item_rows(report, row.unit.id, with_counts=False)), key=_standing)

    def shared(first: FactorLine, others: Sequence[FactorLine]) -> list[float]:
        names = [_measure(line.factor) for line in (first, *others)]
        return correlations(report, row.unit.id, names[0], names[1:])

    return Factors(tuple(lines), _rivals(lines, row.confidence_level, shared))


def _measure(item: ItemRow) -> str:
    return measure_name(BY_FACTOR, item.code) if item.is_factor else item.code


def _rivals(lines: Sequence[FactorLine], level: float, shared: Shared) -> tuple[FactorLine, ...]:
    """Find the sides that could be the lowest in place of the one with the lowest figure.

    Each is compared with that one, so often that the chance to leave out the lowest of all is
    that of one limit on display. The same people rate all sides: their correlation (`shared`) makes
    the interval of a difference narrower, and is asked for only where it could matter.
    """
    shown = [(line, line.factor.figure) for line in lines if line.factor.figure]
    if len(shown) < 2:
        return ()
    wanted = 1 - (1 - level) / (len(shown) - 1)
    lowest, *others = sides_at([figure for _, figure in shown], level, wanted)
    near = [
        (line, other)
        for (line, _), other in zip(shown[1:], others, strict=True)
        if _may_be_below(other, lowest, -1.0)
    ]
    common = shared(shown[0][0], [line for line, _ in near]) if near else []
    return tuple(
        line
        for (line, other), correlation in zip(near, common, strict=True)
        if _may_be_below(other, lowest, correlation)
    )


def _may_be_below(other: Side, lowest: Side, correlation: float) -> bool:
    """Tell whether one of two figures could be below the other."""
    covariance = correlation * math.sqrt(other.variance * lowest.variance)
    return difference(other, lowest, covariance=covariance).interval.low <= 0


def _lines(items: Sequence[ItemRow]) -> list[FactorLine]:
    """Group the questions under their factors; without factors each question is a side."""
    if not any(item.is_factor for item in items):
        return [FactorLine(item, None) for item in items]
    lines: list[FactorLine] = []
    for item in items:
        if item.is_factor:
            lines.append(FactorLine(item, None))
        elif lines and _is_lower(item, lines[-1].lowest):
            lines[-1] = FactorLine(lines[-1].factor, item)
    return lines


def _is_lower(item: ItemRow, lowest: ItemRow | None) -> bool:
    if item.figure is None:
        return False
    return lowest is None or lowest.figure is None or item.figure.share < lowest.figure.share


def _standing(line: FactorLine) -> float:
    return line.factor.figure.share if line.factor.figure else 2.0


def _coverage(report: Report, unit_id: int) -> Coverage:
    tree = report.data.scope
    inside = [one for one in told_points(report) if tree.is_below(one.place.id, unit_id)]
    told = [one for one in inside if one.is_silent is not None]
    silent = tuple(one for one in told if one.is_silent)
    return Coverage(len(told), silent, len(inside) - len(told))
