"""Two groups of one unit's answers: verified, open and assisted ones against each other.

At one place they are compared as they are; over several, as far as they come from the same places
(`shared`). Where they share none, both figures stand there with what they cover.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from app.services.comparing.records import Apart, Pair
from app.services.comparing.shared import Group, is_one_place, reweighted
from app.services.reporting.differences import Direction, gap_of
from app.services.reporting.records import Figure, IndexRow, OriginFigure, Weighting
from app.services.reporting.report import Report
from app.services.reporting.sheets import measure_name


def compare_origins(report: Report, rows: Iterable[IndexRow]) -> list[Pair]:
    """Compare the parts of each unit that are shown; they are different people."""
    return [
        _pair(report, row, one, other)
        for row in rows
        for one, other in combinations([part for part in row.origins or () if part.figure], 2)
    ]


def _pair(report: Report, row: IndexRow, one: OriginFigure, other: OriginFigure) -> Pair:
    pair = Pair(
        row.unit,
        row.unit,
        row.formula,
        one.figure,
        other.figure,
        None,
        Direction.NOT_SHOWN,
        one.origin,
        other.origin,
    )
    by_lists = Weighting.FRAMES in (one.weighting, other.weighting)
    if is_one_place(report, row.unit.id) and not by_lists:
        return with_gap(pair, one.figure, other.figure, row.confidence_level)
    measure = measure_name(row.formula.id, row.formula.factor)
    found, hidden = report.origins(measure), (report.then or report).hidden_origins(measure)
    groups = [Group(found[o], hidden[o]) for o in (one.origin, other.origin)]
    pair = replace(pair, coverages=(one.coverage, other.coverage))
    return over_shared_places(report, measure, pair, groups[0], groups[1])


def over_shared_places(report: Report, measure: str, pair: Pair, one: Group, other: Group) -> Pair:
    """Compare two groups over the places they share, or say that they share none."""
    found = reweighted(report, measure, pair.unit.id, one, other)
    if found is None:
        return replace(pair, apart=Apart.NO_SHARED_PLACE)
    level = report.data.survey.confidence_level
    anew = with_gap(pair, found.figure, found.other_figure, level)
    return replace(anew, shared=found.shared, coverages=None)


def with_gap(pair: Pair, one: Figure | None, other: Figure | None, level: float) -> Pair:
    """Put two figures of different people and their difference into a pair."""
    if one is None or other is None:
        return pair
    gap = gap_of(one, other, level)
    return replace(
        pair, figure=one, other_figure=other, difference=gap.difference, direction=gap.direction
    )
