"""Answers day by day: how many a unit got, and how satisfied they were, for what follows a level.

These numbers are of few people each: they are computed with and never shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from analysis.answers import sum_answers
from analysis.indices.base import who_counts
from app.services.reporting.report import Report
from app.services.reporting.scope import cells_in
from app.services.reporting.sheets import measure_name, satisfied_plan
from app.services.reporting.tallying import whole_sheet

Grid = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class DayStreams:
    """Sums over the answers of each unit and those below it, day by day.

    days : on which anybody answered in the survey, in order
    satisfied, n : by unit: sum of the people's shares of satisfied answers, and people, per day
    """

    days: tuple[date, ...]
    satisfied: Mapping[int, Grid]
    n: Mapping[int, Grid]


def day_streams(report: Report, formula: str, *, before: date) -> DayStreams | None:
    """Add up the answers that count of the days before a day.

    None for a formula that is no share, and where nobody has answered.
    """
    data, plan = report.data, satisfied_plan(report.data.questionnaire)
    measure = measure_name(formula, None)
    if plan is None or measure not in plan.tally.names or not data.answers.rows:
        return None
    found = plan.tally.measures[plan.tally.position(measure)]
    places = [plan.tally.items.index(item) for item in found.items]
    person = sum_answers(whole_sheet(data, plan)[:, places], plan.tally.scale)
    columns = data.answers.columns
    rows = who_counts(person, plan.tally.least_answered) & ~data.answers.excluded
    rows &= columns.days < np.datetime64(before)
    a, b = (np.asarray(x)[rows] for x in found.index.pairs(person, plan.tally.scale))
    days, day = np.unique(columns.days[rows], return_inverse=True)
    cells, cell = np.unique(columns.units[rows], return_inverse=True)
    place = cell.ravel() * days.size + day.ravel()
    shape, size = (cells.size, days.size), cells.size * days.size
    satisfied = np.bincount(place, a / b, minlength=size).reshape(shape)
    n = np.bincount(place, minlength=size).astype(np.float64).reshape(shape)
    where = {unit_id: k for k, unit_id in enumerate(cells.tolist())}
    inside = {u: [where[c] for c in of] for u, of in cells_in(data.scope, where).items()}
    return DayStreams(
        days=tuple(days.astype(object).tolist()),
        satisfied={u: satisfied[of].sum(axis=0) for u, of in inside.items()},
        n={u: n[of].sum(axis=0) for u, of in inside.items()},
    )
