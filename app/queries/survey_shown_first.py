"""Which survey a reader is shown who asked for none."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models import CollectionPoint, Response, Survey, SurveyPoint
from app.queries.survey_states import NOT_BEGUN, SurveyState, survey_state
from app.scope import Scope

WIDE = 0.5
"""The share of the widest survey's places at which one must ask to stand first."""
LONG_OVER = timedelta(days=366)
"""What ended longer ago stands behind every later survey with answers."""


def survey_to_show(surveys: Sequence[Survey], visible: Scope, now: datetime) -> Survey | None:
    """Choose what is shown unasked, of surveys in the order of their closing, the last one first.

    A survey that has answers from the reader's units and asks at many of them: a running one, else
    the last to close, of several the widest. Without any answer the last to close of those that
    have begun, else a plan.
    """
    answered = answered_surveys([survey.id for survey in surveys], visible)
    begun = [survey for survey in surveys if survey_state(survey, now) not in NOT_BEGUN]
    heard = [survey for survey in begun if survey.id in answered]
    today = clock.local_day(now)
    heard = [survey for survey in heard if survey.closes_on >= today - LONG_OVER] or heard
    if not heard:
        return next(iter(begun or surveys), None)
    reach = places_asked(visible)
    widest = max(reach.get(survey.id, 0) for survey in heard)
    wide = [survey for survey in heard if reach.get(survey.id, 0) >= WIDE * widest]
    return max(wide, key=lambda survey: _rank(survey, reach, now))


def _rank(survey: Survey, reach: Mapping[int, int], now: datetime) -> tuple[object, ...]:
    running = survey_state(survey, now) in (SurveyState.OPEN, SurveyState.PAUSED)
    places = reach.get(survey.id, 0)
    return (running, places, survey.closes_on) if running else (running, survey.closes_on, places)


def answered_surveys(survey_ids: Sequence[int], visible: Scope) -> set[int]:
    """Tell which surveys have answers from the units of a scope."""
    heard = select(Response.sequence).where(
        Response.survey_id == Survey.id, visible.clause(Response.unit_id)
    )
    return set(
        db.session.scalars(select(Survey.id).where(Survey.id.in_(survey_ids), heard.exists()))
    )


def places_asked(visible: Scope) -> dict[int, int]:
    """Count the units of a scope at which each survey asks."""
    query = (
        select(SurveyPoint.survey_id, func.count(CollectionPoint.place_id.distinct()))
        .join(CollectionPoint, CollectionPoint.id == SurveyPoint.point_id)
        .where(visible.clause(CollectionPoint.place_id))
        .group_by(SurveyPoint.survey_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}
