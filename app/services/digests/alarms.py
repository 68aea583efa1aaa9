"""Alarms: where the answers of the last days point to a fall, by the evidence of a CUSUM.

An alarm names days and no figure, and only where enough people answered in them that nobody learns
what one of them said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from analysis.alarms import cusum, decision_limit, levels
from analysis.results import Floats
from app.models import Place
from app.services.reporting.judging import target_for
from app.services.reporting.report import Report
from app.services.reporting.sheets import measure_name
from app.services.reporting.streams import day_streams

LEAST_LIMIT = 3.0
"""Evidence below it is no alarm anywhere, so most units need no simulated limit."""
LEAST_PEOPLE = 10
"""So many people behind an alarm, for it can mean that all of them were dissatisfied."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """The day of an alarm, and the day from which on answers pointed to it."""

    day: date
    since: date


def find_alarms(
    report: Report,
    formula: str,
    unit_ids: Iterable[int],
    earlier: Mapping[int, float],
    *,
    today: date,
) -> dict[int, Alarm]:
    """Find the last alarm of each unit on the days before today.

    `earlier` is the share of each unit in the survey before, to which its level is compared; where
    there is none, or it lies below, the target takes its place.
    """
    streams = day_streams(report, formula, before=today)
    if streams is None:
        return {}
    data, found = report.data, {}
    least = max(LEAST_PEOPLE, data.survey.minimum_cell)
    for unit_id in unit_ids:
        target = target_for(data.targets, data.scope.units[unit_id], formula, Place.FIRST)
        if unit_id not in streams.n or target is None:
            continue
        satisfied, n = streams.satisfied[unit_id], streams.n[unit_id]
        level = earlier.get(unit_id, target.value)
        stretch = last_alarm(satisfied, n, level, target.value)
        if stretch and n[stretch[0] : stretch[1] + 1].sum() >= least:
            found[unit_id] = Alarm(streams.days[stretch[1]], streams.days[stretch[0]])
    hidden = report.hidden(measure_name(formula, None)) if found else frozenset()
    return {unit_id: alarm for unit_id, alarm in found.items() if unit_id not in hidden}


def last_alarm(satisfied: Floats, n: Floats, level: float, target: float) -> tuple[int, int] | None:
    """Give the places of the days on which the last alarm began and went off, if there is one.

    The limit is that of one false alarm a year at this volume.
    """
    two = levels(level, target)
    if not n.sum():
        return None
    if not cusum(satisfied, n, p0=two.p0, p1=two.p1, limit=LEAST_LIMIT).alarms:
        return None
    limit = max(LEAST_LIMIT, decision_limit(n, p0=two.p0, p1=two.p1).limit)
    followed = cusum(satisfied, n, p0=two.p0, p1=two.p1, limit=limit)
    if not followed.alarms:
        return None
    last = start = followed.alarms[-1]
    earlier = set(followed.alarms)
    while start > 0 and followed.path[start - 1] > 0 and start - 1 not in earlier:
        start -= 1
    return start, last
