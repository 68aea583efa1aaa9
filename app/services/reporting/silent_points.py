"""The points at which a survey asks, and which of them nobody has answered at.

A point without answers tells where those of its unit came from. So it is told of the whole survey
alone, whose days nobody can narrow to one, and not of units whose figures are hidden.
"""

from dataclasses import dataclass

import numpy as np

from app.queries.asking_points import AskingPoint, list_asking_points
from app.queries.units import UnitFacts
from app.services.reporting.data import Answers
from app.services.reporting.report import Report
from app.services.reporting.withheld import withheld_units


@dataclass(frozen=True, slots=True)
class ToldPoint:
    """A point of a unit of the report's tree, and whether nobody has answered there.

    `is_silent` is None where it is not told.
    """

    point: AskingPoint
    place: UnitFacts
    is_silent: bool | None


def told_points(report: Report) -> list[ToldPoint]:
    """List the points of a survey that stand in the report's tree; one query."""
    data = report.data
    place_of = data.lineage.place if data.lineage else {}
    answered = report.once("answered points", lambda: _answered(data.answers))
    untold = _untold(report)
    asking = [(p, place_of.get(p.place_id, p.place_id)) for p in list_asking_points(data.survey.id)]
    return [
        ToldPoint(
            point,
            data.scope.units[place],
            None if untold is None or place in untold else point.id not in answered,
        )
        for point, place in asking
        if place in data.scope.units
    ]


def _answered(answers: Answers) -> frozenset[int]:
    """Find the points with answers that count."""
    counted = np.bincount(answers.columns.points, weights=~answers.excluded)
    return frozenset(np.flatnonzero(counted).tolist())


def _untold(report: Report) -> frozenset[int] | None:
    """Give the units of which it is not told; None where it is of none."""
    data = report.data
    if not report.is_whole:
        return None
    few = (unit for unit, n in data.direct.items() if 0 < n < data.survey.minimum_cell)
    return withheld_units(report).union(few)
