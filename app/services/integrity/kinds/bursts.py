"""Many answers within a quarter of an hour, in the opening hours of a counter."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from flask_babel import gettext, lazy_gettext
from numpy.typing import NDArray

from analysis.quality.bursts import WINDOW_MINUTES, bursts
from app.filters import whole
from app.flag_rules import BURST
from app.opening_hours import Span
from app.services.integrity.kinds.kind import LEVEL, Kind, at_each_point, half_day_in_words
from app.services.integrity.sheets import HALVES, NOON, Found, PointSheets

LEAST_ANSWERS = 8
PARTY = 4
"""So many answers count as one arrival: families, groups, and a queue that a bus brought."""

Session = tuple[int, Span, NDArray[np.intp]]
"""A day, its opening hours without a break, and the places of the answers in them."""


def find_bursts(point: PointSheets) -> tuple[Found, ...] | None:
    """Look at every session of the counter that has answers enough."""
    sessions = list(busy_sessions(point))
    if not sessions:
        return None
    found = []
    for day, (opens, closes), places in sessions:
        for burst in bursts(
            point.minutes[places].tolist(), opens=opens, closes=closes, level=LEVEL, party=PARTY
        ):
            p_value = min(1.0, burst.p_value * len(sessions))
            answers = tuple(places[list(burst.respondents)].tolist())
            figures = {
                "half_day": day * HALVES + (burst.start >= NOON),
                "start": int(burst.start),
                "n": burst.count,
                "all": len(places),
            }
            found.append(Found(f"{day}-{int(burst.start)}", p_value, answers, figures))
    return tuple(found)


def busy_sessions(point: PointSheets) -> Iterator[Session]:
    """Give each session with answers enough to be crowded."""
    if point.hours is None:
        return
    days, counts = np.unique(point.days, return_counts=True)
    for day in days[counts >= LEAST_ANSWERS].tolist():
        of_day = np.flatnonzero((point.days == day) & point.has_certain_time)
        at = point.minutes[of_day]
        for opens, closes in point.hours(day):
            places = of_day[(at >= opens) & (at < closes)]
            if len(places) >= LEAST_ANSWERS and closes - opens > WINDOW_MINUTES:
                yield day, (opens, closes), places


def in_words(figures: Mapping[str, Any]) -> str:
    """Say when, and how many answers came in how short a time."""
    hours, minutes = divmod(figures["start"], 60)
    text: str = gettext(
        "%(when)s: %(n)s of the %(all)s answers of the session came within %(length)s minutes from "
        "%(time)s on.",
        when=half_day_in_words(figures["half_day"]),
        n=whole(figures["n"]),
        all=whole(figures["all"]),
        length=whole(int(WINDOW_MINUTES)),
        time=f"{hours:02d}:{minutes:02d}",
    )
    return text


BURSTS = Kind(
    BURST,
    lazy_gettext("Many answers within a quarter of an hour"),
    lazy_gettext(
        "Four answers count as one arrival, so that families and groups are allowed for; a class, "
        "a busload or a queue that waited for one thing can still explain it."
    ),
    at_each_point(find_bursts),
    in_words,
)
