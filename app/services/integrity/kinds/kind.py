"""What a kind of evidence is, and what several of them share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from app.filters import day
from app.services.integrity.sheets import HALVES, Findings, Found, PointSheets, SurveySheets

LEVEL = 0.01
"""What a kind finds at a point has a smaller p-value, before all are looked at together."""


@dataclass(frozen=True)
class Kind:
    """A kind of evidence.

    rule : the name its flags bear, of `app.flag_rules`
    title : what the page calls it
    explanation : how an honest counter can come to it, in a sentence
    find : looks at a whole survey
    sentence : puts the figures of something found into words
    least_ratings : a questionnaire with fewer ratings is not looked at
    weight : how much of the false alarms that are allowed this kind may use, against the others
    """

    rule: str
    title: Any
    explanation: Any
    find: Callable[[SurveySheets], Findings]
    sentence: Callable[[Mapping[str, Any]], str]
    weight: float = 1.0
    least_ratings: int = 1


def at_each_point(
    test: Callable[[PointSheets], tuple[Found, ...] | None],
) -> Callable[[SurveySheets], Findings]:
    """Make a search of a survey from a test of one point; None where nothing can be tested."""

    def find(survey: SurveySheets) -> Findings:
        tested = ((point.point_id, test(point)) for point in survey.points)
        return {point_id: found for point_id, found in tested if found is not None}

    return find


def half_day_in_words(number: int) -> str:
    """Name a half-day: "02/03/2026, afternoon"."""
    half = gettext("afternoon") if number % HALVES else gettext("morning")
    return f"{day(date.fromordinal(number // HALVES))}, {half}"
