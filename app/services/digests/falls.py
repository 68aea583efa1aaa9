"""A fall in one unit's answers: its days put together into looks, and the evidence of a CUSUM.

Evidence only grows by people who were not satisfied, so a day on which it grew tells of one. Days
of few answers are therefore looked at together, ten people or more at a time.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.alarms import cusum, decision_limit, levels
from analysis.results import Floats

DAYS_A_YEAR, FEWEST_LOOKS = 250, 4
LEAST_EVIDENCE = math.log(2)
"""Less is no sign, whatever the limit: answers twice as likely after a fall as without one.

Where few people answer, fewer than one look in four may have any evidence; the limit that gives one
false alarm a year is next to nothing there, and this keeps the false alarms below one.
"""
LIMITS_KEPT = 4096


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


@dataclass(frozen=True, slots=True)
class Fall:
    """The last fall of a unit, by the places of looks.

    start : where the evidence began to grow
    alarms : where it passed the limit, counted from nothing after each
    is_over : whether all of it went back to nothing since
    """

    start: int
    alarms: tuple[int, ...]
    is_over: bool


def last_fall(looks: Looks, level: float, target: float) -> Fall | None:
    """Find the last fall; None where there is none.

    The limit is that of one false alarm a year at this volume, `LEAST_EVIDENCE` at least. Each
    alarm sets the evidence back to nothing. Counted on without that, it tells what belongs to one
    fall: everything since it was nothing last.
    """
    two = levels(level, target)
    satisfied, n = looks.satisfied, looks.n
    if not n.sum():
        return None
    path = cusum(satisfied, n, p0=two.p0, p1=two.p1, reset=False).path
    if max(path) <= LEAST_EVIDENCE:
        return None  # no alarm under any limit, so that none need be computed
    limit = max(LEAST_EVIDENCE, _limit(tuple(n.tolist()), two.p0, two.p1, looks.a_year))
    found = cusum(satisfied, n, p0=two.p0, p1=two.p1, limit=limit).alarms
    if not found:
        return None
    start = found[-1]
    while start > 0 and path[start - 1] > 0:
        start -= 1
    alarms = tuple(look for look in found if look >= start)
    return Fall(start, alarms, is_over=min(path[found[-1] :]) == 0)


@lru_cache(maxsize=LIMITS_KEPT)
def _limit(n: tuple[float, ...], p0: float, p1: float, a_year: int) -> float:
    """Compute the limit once; the looks of a unit are the same until the next day."""
    return decision_limit(n, p0=p0, p1=p1, days=a_year).limit
