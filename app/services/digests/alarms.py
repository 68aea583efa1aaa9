"""Alarms: where the answers of the last days point to a fall, by the evidence of a CUSUM.

An alarm names the first and the last day of looks at ten people or more, and no figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flask import current_app

from app import clock
from app.models import Place
from app.services.digests.falls import Looks, last_fall
from app.services.digests.levels_before import levels_before
from app.services.reporting.changes import Changes
from app.services.reporting.judging import target_for
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report
from app.services.reporting.sheets import measure_name
from app.services.reporting.streams import day_streams
from app.short_cache import ShortCache

LASTING = timedelta(days=28)
"""An alarm is told as one of now for so long."""
SECONDS_KEPT = 600
LEAST_PEOPLE = 10
"""So many people in a look, for it can mean that all of them were dissatisfied."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A fall: since when answers point to it, and when the alarm first and last went off.

    is_over : whether the evidence went back to nothing since, or the last alarm is weeks ago
    """

    since: date
    first: date
    last: date
    is_over: bool


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
            first, last = (streams.days[looks.spans[fall.alarms[k]][1]] for k in (0, -1))
            since = streams.days[looks.spans[fall.start][0]]
            is_over = fall.is_over or today - last > LASTING
            found[unit_id] = Alarm(since, first, last, is_over)
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
