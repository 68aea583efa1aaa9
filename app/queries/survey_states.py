"""In which state a survey is at a moment, and from when to when it takes answers."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from app import clock
from app.models import Survey

LATE = timedelta(days=7)
"""How long after its end a survey still takes an answer whose form was opened before."""


class SurveyState(StrEnum):
    """What a survey is doing; only an open one takes new answers."""

    PLANNED = "planned"
    SCHEDULED = "scheduled"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


NOT_BEGUN = frozenset({SurveyState.PLANNED, SurveyState.SCHEDULED})


def survey_bounds(survey: Survey) -> tuple[datetime, datetime]:
    """Give the moments ``[start, end)`` between which a survey takes answers once it is opened."""
    start, end = clock.day_bounds(survey.opens_on, survey.closes_on)
    return start, min(end, survey.closed_at) if survey.closed_at else end


def survey_state(survey: Survey, now: datetime) -> SurveyState:
    """Tell the state of a survey; an end counts before a pause, a pause before a beginning."""
    start, end = survey_bounds(survey)
    if survey.opened_at is None:
        return SurveyState.PLANNED
    if now >= end:
        return SurveyState.CLOSED
    if survey.paused_at is not None:
        return SurveyState.PAUSED
    return SurveyState.SCHEDULED if now < start else SurveyState.OPEN


def survey_at_a_point(surveys: Sequence[Survey], at: datetime) -> Survey | None:
    """Choose the survey whose form a point shows at a moment, of all that ask there.

    The latest of those open then, else the latest that was ever opened, else the latest plan.
    """

    def rank(survey: Survey) -> tuple[object, ...]:
        is_open = survey_state(survey, at) is SurveyState.OPEN
        return (is_open, survey.opened_at is not None, survey.opens_on, survey.id)

    return max(surveys, key=rank, default=None)
