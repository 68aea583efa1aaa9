"""When answers come: weekdays and hours of one unit, in coarse counts.

Exact counts of a unit and of those below it could be subtracted from each other. Coarse ones give
nothing away but that an hour has many or few; those below the minimum cell are not told from none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.disclosure.publications import rounded_count
from app.models import Mode
from app.services.reporting.report import Report
from app.services.reporting.withheld import withheld_units

BANDS = (5, 10, 20, 50, 100, 200, 500)
"""Where each band begins; it ends before the next one."""
TIMELESS = frozenset({Mode.PAPER.value, Mode.IMPORTED.value})
"""Ways of answering whose stored time is that of typing, not of answering."""
DAYS, HOURS = 7, 24


@dataclass(frozen=True, slots=True)
class HourCell:
    """An hour of a weekday (0 is Monday) and the band of its count; None for too few or none."""

    weekday: int
    hour: int
    at_least: int | None
    below: int | None


@dataclass(frozen=True, slots=True)
class AnswerHours:
    """The hours in which anything can be shown. `n` is None where the unit is withheld.

    It is rounded to the minimum cell: answers whose hour is not known are left out, and exact
    numbers would tell how many those are.
    """

    n: int | None
    least: int
    cells: tuple[HourCell, ...]


def answer_hours(report: Report, unit_id: int) -> AnswerHours:
    """Count the answers of a unit and those below it by weekday and hour, in bands."""
    minimum = max(report.data.survey.minimum_cell, BANDS[0])
    if unit_id in withheld_units(report):
        return AnswerHours(None, minimum, ())
    counts = _counts(report, unit_id)
    n = rounded_count(int(counts.sum()), base=minimum)
    return AnswerHours(n, minimum, tuple(_cells(counts, minimum)))


def _counts(report: Report, unit_id: int) -> NDArray[np.int64]:
    answers, scope = report.data.answers, report.data.scope
    columns = answers.columns
    inside = [u for u in np.unique(columns.units).tolist() if scope.is_below(u, unit_id)]
    timeless = [k for k, name in enumerate(answers.mode_names) if name in TIMELESS]
    mine = np.isin(columns.units, inside) & ~answers.excluded & ~np.isin(columns.modes, timeless)
    # Day 0 of NumPy's calendar, 1 January 1970, was a Thursday.
    weekdays = (columns.days[mine].astype(np.int64) + 3) % DAYS
    places = weekdays * HOURS + (columns.minutes[mine] // 60).astype(np.int64)
    return np.bincount(places, minlength=DAYS * HOURS).reshape(DAYS, HOURS)


def _cells(counts: NDArray[np.int64], minimum: int) -> list[HourCell]:
    shown = np.flatnonzero((counts >= minimum).any(axis=0))
    if not shown.size:
        return []
    hours = range(int(shown[0]), int(shown[-1]) + 1)
    return [
        HourCell(day, hour, *band(int(counts[day, hour]), minimum))
        for day in range(DAYS)
        for hour in hours
    ]


def band(count: int, minimum: int, begins: Sequence[int] = BANDS) -> tuple[int | None, int | None]:
    """Give the band of a count: from, and below what; nothing for less than the minimum."""
    if count < minimum:
        return None, None
    starts = [minimum, *(start for start in begins if start > minimum)]
    place = max(k for k, start in enumerate(starts) if start <= count)
    return starts[place], starts[place + 1] if place + 1 < len(starts) else None
