"""Units against the one above them, of which they are a part."""

import math
from collections.abc import Sequence

from analysis.change import difference
from app.services.comparing.records import Pair
from app.services.reporting.changes import Direction, direction_of, side_of
from app.services.reporting.data import ReportData
from app.services.reporting.levels import weigh
from app.services.reporting.records import IndexRow


def compare_with_parent(data: ReportData, rows: Sequence[IndexRow], above: IndexRow) -> list[Pair]:
    """Compare units with one above them.

    A part moves with its whole: the covariance is the part's variance times its weight in the
    whole (statistics.md 9.1).
    """
    shares = shares_of(data, [row.unit.id for row in rows], above.unit.id)
    return [_pair(row, above, shares[row.unit.id]) for row in rows]


def shares_of(data: ReportData, parts: Sequence[int], whole: int) -> dict[int, float]:
    """Tell which share of a unit's weight each of some units below it has."""
    place = data.lineage.place if data.lineage else {}
    found = dict.fromkeys(parts, 0.0)
    for stratum in weigh(data, data.direct).strata(whole):
        people = sum(data.direct.get(cell, 0) for cell in stratum.cells)
        for cell in stratum.cells:
            weight = stratum.total * data.direct.get(cell, 0) / people if people else 0.0
            start = cell if cell in data.scope.units else place.get(cell, cell)
            for unit_id in data.scope.upwards(start):
                if unit_id in found:
                    found[unit_id] += weight
    return found


def _pair(row: IndexRow, above: IndexRow, share: float) -> Pair:
    own, whole = row.figure, above.figure
    if own is None or whole is None:
        return Pair(
            row.unit, above.unit, row.formula, own, whole, None, direction=Direction.NOT_SHOWN
        )
    level = row.confidence_level
    part, all_of = side_of(own, level), side_of(whole, level)
    # Moderated intervals are a little wider than the plain variance: no correlation above 1.
    most = math.sqrt(part.variance * all_of.variance)
    found = difference(part, all_of, covariance=min(share * part.variance, most))
    return Pair(row.unit, above.unit, row.formula, own, whole, found, direction_of(found.interval))
