"""Two groups of one unit's answers: verified, open and assisted ones against each other.

Where the groups come from other places, or weigh the places otherwise, their difference can be one
of places: then it is not told. Both figures stand there with what they cover.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations

import numpy as np

from analysis.tallies.tally import N
from app.services.comparing.records import Pair
from app.services.reporting.differences import Direction, gap_of
from app.services.reporting.levels import weigh
from app.services.reporting.records import IndexRow, Origin, OriginFigure, Weighting
from app.services.reporting.report import Report
from app.services.reporting.sheets import measure_name
from app.services.reporting.weighting import Weights

Makeup = frozenset[tuple[int, float]]
"""The places of a group's answers, each with its weight in the figure."""


def compare_origins(report: Report, rows: Iterable[IndexRow]) -> list[Pair]:
    """Compare the parts of each unit that are shown; they are different people."""
    shown = [row for row in rows if len(_shown(row)) > 1]
    if not shown:
        return []
    measure = measure_name(shown[0].formula.id, shown[0].formula.factor)
    weights = _weights(report, measure)
    return [
        _pair(row, one, other, weights)
        for row in shown
        for one, other in combinations(_shown(row), 2)
    ]


def _shown(row: IndexRow) -> list[OriginFigure]:
    return [part for part in row.origins or () if part.figure]


def _weights(report: Report, measure: str) -> dict[Origin, Weights]:
    """Weigh the answers of each origin as its figures do."""
    found = {}
    for origin, tally in report.origins(measure).items():
        people = tally.sums[:, tally.plan.position(measure), N]
        answered = np.flatnonzero(people)
        direct = {int(tally.cells[k]): int(people[k]) for k in answered}
        found[origin] = weigh(report.data, direct, report.collapsed(measure, origin))
    return found


def _pair(
    row: IndexRow, one: OriginFigure, other: OriginFigure, weights: Mapping[Origin, Weights]
) -> Pair:
    first, second = (makeup(weights[side.origin], row.unit.id, side) for side in (one, other))
    alike = first is not None and first == second
    both = (one.figure, other.figure) if alike else (None, None)
    gap = gap_of(both[0], both[1], row.confidence_level) if both[0] and both[1] else None
    return Pair(
        row.unit,
        row.unit,
        row.formula,
        one.figure,
        other.figure,
        gap.difference if gap else None,
        gap.direction if gap else Direction.NOT_SHOWN,
        one.origin,
        other.origin,
        coverages=(one.coverage, other.coverage),
        other_places=not alike,
    )


def makeup(weights: Weights, unit_id: int, side: OriginFigure) -> Makeup | None:
    """Say of which places a group's figure is made, and by which weights.

    None where that is not fixed: answers of several places without weights, or weighted by lists.
    """
    strata = weights.strata(unit_id)
    if side.weighting is Weighting.FRAMES or any(len(stratum.cells) != 1 for stratum in strata):
        return None
    return frozenset((stratum.cells[0], round(stratum.total, 9)) for stratum in strata)
