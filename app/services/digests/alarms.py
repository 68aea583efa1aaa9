"""Alarms: where the answers of the last days point to a fall, by the evidence of a CUSUM.

Evidence only grows by people who were not satisfied, so a day on which it grew tells of one. Days
of few answers are therefore looked at together, ten people or more at a time: an alarm names the
first and the last day of such looks, and no figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from flask import current_app

from analysis.alarms import cusum, decision_limit, levels
from analysis.results import Floats
from app import clock
from app.models import Place
from app.services.digests.levels_before import levels_before
from app.services.reporting.changes import Changes
from app.services.reporting.judging import target_for
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report
from app.services.reporting.sheets import measure_name
from app.services.reporting.streams import day_streams
from app.short_cache import ShortCache

DAYS_A_YEAR, FEWEST_LOOKS = 250, 4

LEAST_LIMIT = 3.0
"""Evidence below it is no alarm anywhere, so most units need no simulated limit."""
SECONDS_KEPT = 600
LEAST_PEOPLE = 10
"""So many people in a look, for it can mean that all of them were dissatisfied."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A fall: since when answers point to it, and when the alarm first and last went off."""

    since: date
    first: date
    last: date


def find_alarms(
    report: Report,
    formula: str,
    unit_ids: Iterable[int],
    changes: Changes,
    *,
    today: date,
) -> dict[int, Alarm]:
    """Find the last alarm of each unit on the days before today.

    A unit's level is that of its answers in the last quarter of the survey before, if its figure of
    then is shown; where there is none, or it lies below, the target takes its place.
    """
    streams = day_streams(report, formula, before=today)
    if streams is None:
        return {}
    known = [change.row.unit.id for change in changes.rows if change.earlier]
    earlier = levels_before(changes.earlier, formula, known) if changes.earlier and known else {}
    data, found = report.data, {}
    least = max(LEAST_PEOPLE, data.survey.minimum_cell)
    for unit_id in unit_ids:
        target = target_for(data.targets, data.scope.units[unit_id], formula, Place.FIRST)
        if unit_id not in streams.n or target is None:
            continue
        looks = Looks.of(streams.satisfied[unit_id], streams.n[unit_id], least)
        if fall := last_fall(looks, earlier.get(unit_id, target.value), target.value):
            begin, *told = (looks.spans[k] for k in fall)
            days = streams.days
            found[unit_id] = Alarm(days[begin[0]], days[told[0][1]], days[told[-1][1]])
    hidden = report.hidden(measure_name(formula, None)) if found else frozenset()
    return {unit_id: alarm for unit_id, alarm in found.items() if unit_id not in hidden}


def running_alarms(
    report: Report, formula: str, rows: Iterable[IndexRow], changes: Changes
) -> dict[int, Alarm] | None:
    """Find the alarms of units on a page, as the mails tell them; None but for a running survey.

    They rest on the days before today, so they are kept for some minutes. A unit whose figure is
    withheld now has none, whatever was found before.
    """
    data, today = report.data, clock.local_day(clock.now())
    shown = [row.unit.id for row in rows if row.figure is not None]
    is_whole = (data.first, data.last) == (data.survey.opens_on, data.survey.closes_on)
    if not is_whole or not data.first < today <= data.last or data.tree_of:
        return None
    if formula != report.formulas[0]:
        return None
    kept: ShortCache[object, dict[int, Alarm]] = current_app.extensions.setdefault(
        "running_alarms", ShortCache(seconds=SECONDS_KEPT, largest=64)
    )
    found = kept.get(
        (data.survey.id, today, *shown),
        lambda: find_alarms(report, formula, shown, changes, today=today),
    )
    return {unit_id: found[unit_id] for unit_id in shown if unit_id in found}


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """Days put together until enough people have answered; the last ones that fall short wait.

    satisfied, n : per look: sum of the people's shares of satisfied answers, and people
    spans : places of the first and the last day of each look
    a_year : how many looks a year of working days has
    """

    satisfied: Floats
    n: Floats
    spans: tuple[tuple[int, int], ...]
    a_year: int

    @classmethod
    def of(cls, satisfied: Floats, n: Floats, least: float) -> "Looks":
        """Put days together until at least so many people have answered."""
        spans, begin, people = list[tuple[int, int]](), 0, 0.0
        for day, count in enumerate(n.tolist()):
            if not people:
                begin = day  # days without answers belong to no look
            people += count
            if people >= least:
                spans.append((begin, day))
                people = 0.0
        starts = [first for first, _ in spans]
        end = spans[-1][1] + 1 if spans else 0
        a, b = (np.add.reduceat(x[:end], starts) if spans else x[:0] for x in (satisfied, n))
        a_year = round(DAYS_A_YEAR * len(spans) / max(n.size, 1))
        return cls(a, b, tuple(spans), max(a_year, FEWEST_LOOKS))


def last_fall(looks: Looks, level: float, target: float) -> list[int]:
    """Give the place of the look at which the last fall began, then those of its alarms.

    Nothing where there is none. The limit is that of one false alarm a year at this volume. As long
    as the evidence does not go back to nothing between alarms, it is one fall.
    """
    two = levels(level, target)
    satisfied, n = looks.satisfied, looks.n
    if not n.sum():
        return []
    if not cusum(satisfied, n, p0=two.p0, p1=two.p1, limit=LEAST_LIMIT).alarms:
        return []
    own = decision_limit(n, p0=two.p0, p1=two.p1, days=looks.a_year)
    limit = max(LEAST_LIMIT, own.limit)
    found = cusum(satisfied, n, p0=two.p0, p1=two.p1, limit=limit)
    if not found.alarms:
        return []
    start = found.alarms[-1]
    while start > 0 and found.path[start - 1] > 0:
        start -= 1
    return [start, *(look for look in found.alarms if look >= start)]
