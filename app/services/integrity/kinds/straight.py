"""More sheets with one answer all the way down than at like units."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from flask_babel import gettext, lazy_gettext

from analysis.quality.runs import LEAST_ANSWERED, LEAST_FACTORS, runs
from app.filters import percent, whole
from app.flag_rules import STRAIGHT_LINING
from app.services.integrity.kinds.comparison import Marked, compare_with_like
from app.services.integrity.kinds.kind import Kind
from app.services.integrity.sheets import Findings, SurveySheets

LEAST_ITEMS = 5
"""A questionnaire with fewer ratings says nothing; one with fewer than eight must be full."""


def find_straight(survey: SurveySheets) -> Findings:
    """Compare the share of each point with the points of like units."""
    if len(survey.factors) < LEAST_ITEMS:
        return {}
    least = min(LEAST_ANSWERED, len(survey.factors))
    wide = min(LEAST_FACTORS, len(set(survey.factors)))
    marked = []
    for point in survey.points:
        seen = runs(
            point.scores.astype(np.float64),
            survey.factors,
            least_answered=least,
            least_factors=wide,
        )
        marked.append(Marked(point, seen.straight, seen.answered >= least))
    return compare_with_like(marked)


def in_words(figures: Mapping[str, Any]) -> str:
    """Say how many sheets have one answer all along, here and elsewhere."""
    text: str = gettext(
        "%(n)s of %(all)s sheets have one and the same answer all the way down (%(share)s); at "
        "like units it is %(usual)s.",
        n=whole(figures["n"]),
        all=whole(figures["all"]),
        share=percent(figures["n"] / figures["all"], 0),
        usual=percent(figures["usual_share"], 0),
    )
    return text


STRAIGHT = Kind(
    STRAIGHT_LINING,
    lazy_gettext("One answer all the way down, more often than at like units"),
    lazy_gettext(
        "A contented citizen may tick one answer all along, and units differ by nature; that is "
        "allowed for. A service that truly pleases more can still explain it."
    ),
    find_straight,
    in_words,
    least_ratings=LEAST_ITEMS,
)
