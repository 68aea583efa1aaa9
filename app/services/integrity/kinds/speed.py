"""More sheets filled in faster than their questions are read than at like units."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from flask_babel import gettext, lazy_gettext

from analysis.quality.speed import FASTEST_RELATIVE, LEAST_SECONDS_PER_ITEM, speed
from app.filters import number, percent, whole
from app.flag_rules import TOO_FAST_OFTEN
from app.services.integrity.kinds.comparison import Marked, Marks, compare_with_like
from app.services.integrity.kinds.kind import Kind
from app.services.integrity.sheets import Findings, SurveySheets


def find_fast(survey: SurveySheets) -> Findings:
    """Judge each sheet by the usual time of its mode, then compare the shares of like units."""
    if not survey.points:
        return {}
    sizes = [point.n for point in survey.points]
    seconds = np.concatenate([point.seconds for point in survey.points])
    answered = np.concatenate([point.answered for point in survey.points])
    modes = np.concatenate([point.modes for point in survey.points])
    timed = ~np.isnan(seconds) & (answered > 0)
    fast = fast_of_its_mode(seconds, answered, modes)
    ends = np.cumsum(sizes)[:-1]
    return compare_with_like(
        [
            Marked(point, of_kind, eligible)
            for point, of_kind, eligible in zip(
                survey.points, np.split(fast, ends), np.split(timed, ends), strict=True
            )
        ]
    )


def fast_of_its_mode(seconds: Any, answered: Any, modes: Any) -> Marks:
    """Mark the speeders of each mode: at a kiosk people are faster than on paper."""
    fast = np.zeros(len(seconds), dtype=bool)
    for mode in np.unique(modes):
        same = modes == mode
        fast[same] = speed(seconds[same, np.newaxis], answered[same]).speeder
    return fast


def in_words(figures: Mapping[str, Any]) -> str:
    """Say how many sheets were fast, here and elsewhere."""
    text: str = gettext(
        "%(n)s of %(all)s sheets were filled in more than %(times)s times as fast as is usual, or "
        "in less than %(seconds)s s a question (%(share)s); at like units it is %(usual)s.",
        n=whole(figures["n"]),
        all=whole(figures["all"]),
        times=number(FASTEST_RELATIVE, 0),
        seconds=number(LEAST_SECONDS_PER_ITEM, 0),
        share=percent(figures["n"] / figures["all"], 0),
        usual=percent(figures["usual_share"], 0),
    )
    return text


SPEED = Kind(
    TOO_FAST_OFTEN,
    lazy_gettext("Filled in fast, more often than at like units"),
    lazy_gettext(
        "Some people are fast everywhere; that is allowed for. Citizens who come often and know "
        "the questions can still explain it."
    ),
    find_fast,
    in_words,
)
