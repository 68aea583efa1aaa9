"""Units against the one above them, of which they are a part."""

import math
from collections.abc import Sequence

from app.services.comparing.records import Pair
from app.services.reporting.differences import Direction, Gap, gaps_of, variance_of
from app.services.reporting.levels import weigh
from app.services.reporting.records import Figure, FormulaFacts, IndexRow
from app.services.reporting.report import Report
from app.services.reporting.sheets import measure_name


def compare_with_parent(report: Report, rows: Sequence[IndexRow], above: IndexRow) -> list[Pair]:
    """Compare units with one above them.

    A part moves with its whole: the covariance is the part's variance times its weight in the
    whole (statistics.md 9.1).
    """
    shares = shares_of(report, above.formula, [row.unit.id for row in rows], above.unit.id)
    level, whole = above.confidence_level, above.figure
    both = [(row, row.figure) for row in rows if row.figure is not None] if whole else []
    gaps = gaps_of(
        [(own, whole) for _, own in both if whole],
        level,
        covariances=[_shared(own, whole, shares[row.unit.id], level) for row, own in both if whole],
    )
    found = {row.unit.id: gap for (row, _), gap in zip(both, gaps, strict=True)}
    return [_pair(row, above, found.get(row.unit.id)) for row in rows]


def shares_of(
    report: Report, formula: FormulaFacts, parts: Sequence[int], whole: int
) -> dict[int, float]:
    """Tell which share of a unit's weight each of some units below it has."""
    data, measure = report.data, measure_name(formula.id, formula.factor)
    place = data.lineage.place if data.lineage else {}
    found = dict.fromkeys(parts, 0.0)
    for stratum in weigh(data, data.direct, report.collapsed(measure)).strata(whole):
        people = sum(data.direct.get(cell, 0) for cell in stratum.cells)
        for cell in stratum.cells:
            weight = stratum.total * data.direct.get(cell, 0) / people if people else 0.0
            start = cell if cell in data.scope.units else place.get(cell, cell)
            for unit_id in data.scope.upwards(start):
                if unit_id in found:
                    found[unit_id] += weight
    return found


def _shared(part: Figure, whole: Figure, share: float, level: float) -> float:
    """Give the covariance of a part and its whole; with rounded weights no correlation above 1."""
    own, all_of = variance_of(part, level), variance_of(whole, level)
    return min(share * own, math.sqrt(own * all_of))


def _pair(row: IndexRow, above: IndexRow, gap: Gap | None) -> Pair:
    return Pair(
        row.unit,
        above.unit,
        row.formula,
        row.figure,
        above.figure,
        gap.difference if gap else None,
        gap.direction if gap else Direction.NOT_SHOWN,
    )
