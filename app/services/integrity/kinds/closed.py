"""Answers at a counter while it was closed."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from flask_babel import gettext, lazy_gettext

from analysis.quality.half_days import at_least
from app.filters import percent, whole
from app.flag_rules import OUTSIDE_OPENING_HOURS
from app.services.integrity.kinds.comparison import Marked, Marks, compare_with_like
from app.services.integrity.kinds.kind import Kind
from app.services.integrity.sheets import Findings, PointSheets, SurveySheets

GRACE = 30
"""Minutes before the doors open and after they close that say nothing: people wait and finish."""

NEVER = (np.inf, -np.inf)

USUAL_SHARE, USUAL_CORRELATION = 0.03, 0.05
"""What counts as usual where there are too few like units: a few answers late, some counters more.

"""


def find_closed(survey: SurveySheets) -> Findings:
    """Count the answers outside of opening hours of each counter; compare with like units."""
    return compare_with_like(
        [
            Marked(point, outside_hours(point), point.has_certain_time)
            for point in survey.points
            if point.hours is not None
        ],
        alone=usual_at_counters,
    )


def outside_hours(point: PointSheets) -> Marks:
    """Mark the answers of a counter that came while its doors were closed."""
    outside = np.ones(point.n, dtype=bool)
    if point.hours is None:
        return ~outside
    days, place = np.unique(point.days, return_inverse=True)
    spans = [point.hours(day) for day in days.tolist()]
    for number in range(max(map(len, spans), default=0)):
        # A day with fewer spans has one that no minute is in.
        nth = np.array([s[number] if number < len(s) else NEVER for s in spans], dtype=np.float64)
        opens, closes = nth[place].T
        outside &= (point.minutes < opens - GRACE) | (point.minutes >= closes + GRACE)
    return outside


def usual_at_counters(count: int, size: int) -> float:
    """Give the chance of as many where nothing but the usual is known."""
    spread = 1 / USUAL_CORRELATION - 1
    return at_least(count, size, USUAL_SHARE * spread, (1 - USUAL_SHARE) * spread)


def in_words(figures: Mapping[str, Any]) -> str:
    """Say how many answers came while the counter was closed."""
    usual = USUAL_SHARE if figures["usual_share"] is None else figures["usual_share"]
    text: str = gettext(
        "%(n)s of %(all)s answers came more than %(grace)s minutes outside of opening hours "
        "(%(share)s); usual is %(usual)s.",
        n=whole(figures["n"]),
        all=whole(figures["all"]),
        grace=whole(GRACE),
        share=percent(figures["n"] / figures["all"], 0),
        usual=percent(usual, 0),
    )
    return text


CLOSED = Kind(
    OUTSIDE_OPENING_HOURS,
    lazy_gettext("Answers while the counter was closed"),
    lazy_gettext(
        "Only for counters, and only where the moment is certain. Overtime, a working Saturday or "
        "opening hours that are entered wrongly can explain it."
    ),
    find_closed,
    in_words,
)
