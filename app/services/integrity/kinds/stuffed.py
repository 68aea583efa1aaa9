"""Half-days on which more answers than usual came, nearly all of them the best there are."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from flask_babel import gettext, lazy_gettext

from analysis.quality.half_days import LEAST_ANSWERS, stuffed_half_days
from app.filters import number, percent, whole
from app.flag_rules import STUFFED_HALF_DAY
from app.services.integrity.kinds.kind import Kind, at_each_point, half_day_in_words
from app.services.integrity.sheets import Found, PointSheets


def find_stuffed(point: PointSheets) -> tuple[Found, ...] | None:
    """Compare each busy half-day with all others of the point."""
    counts = np.unique(point.half_days, return_counts=True)[1]
    if len(counts) < 2 or not np.any((counts >= LEAST_ANSWERS) & (counts > np.median(counts))):
        return None
    found = stuffed_half_days(point.half_days.astype(np.float64), point.best.astype(np.float64))
    return tuple(
        Found(
            label=str(half.half_day),
            p_value=half.p_value,
            answers=tuple(np.flatnonzero(point.best & (point.half_days == half.half_day)).tolist()),
            figures={
                "half_day": half.half_day,
                "n": half.n,
                "top": half.top,
                "usual_n": half.usual_n,
                "usual_share": half.usual_share,
                "expected": half.expected,
            },
        )
        for half in found
    )


def in_words(figures: Mapping[str, Any]) -> str:
    """Say when, how many answers came, and how many of them would be usual."""
    text: str = gettext(
        "%(when)s: %(n)s answers came, usually %(usual)s a half-day. %(top)s of them gave the best "
        "of every rating; by the share of all other half-days (%(share)s) it would be about "
        "%(expected)s.",
        when=half_day_in_words(figures["half_day"]),
        n=whole(figures["n"]),
        usual=number(figures["usual_n"], 1),
        top=whole(figures["top"]),
        share=percent(figures["usual_share"], 0),
        expected=number(figures["expected"], 1),
    )
    return text


STUFFED = Kind(
    STUFFED_HALF_DAY,
    lazy_gettext("More answers than usual, nearly all of them the best"),
    lazy_gettext(
        "Citizens who come together and agree are allowed for; an event, a class or an "
        "interviewer can still explain it."
    ),
    at_each_point(find_stuffed),
    in_words,
    # What a clerk does who adds answers himself; half of all false alarms are left to it.
    weight=8.0,
)
