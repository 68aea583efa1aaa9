"""What is done to a survey: opened, paused, resumed, extended, closed before its day."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import Survey, SurveyUnit, SurveyVersion
from app.queries.survey_states import SurveyState, survey_state
from app.services.auditing import record_event
from app.services.fielding.scope import attach_points, audited_unit


class Refusal(StrEnum):
    """Why an act is refused."""

    NOT_A_PLAN = "not_a_plan"
    STILL_A_PLAN = "still_a_plan"
    ALREADY_OVER = "already_over"
    ALREADY_PAUSED = "already_paused"
    NOT_PAUSED = "not_paused"
    NOT_LATER = "not_later"
    NO_UNITS = "no_units"


class ActRefused(LangNgheError):
    """The survey is not in a state for this act; nothing was changed."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def open_survey(survey: Survey, *, actor: Actor, now: datetime) -> int:
    """Open a plan in one transaction: from its first day on it takes answers at its points.

    Every collection point at its units collects for it; gives their number. From here on what its
    figures mean is fixed. Raises `ActRefused`.
    """
    if survey.opened_at is not None:
        raise ActRefused(Refusal.NOT_A_PLAN)
    if survey.closes_on < clock.local_day(now):
        raise ActRefused(Refusal.ALREADY_OVER)
    if not has_units(survey):
        raise ActRefused(Refusal.NO_UNITS)
    points = mark_open(survey, now)
    finish("survey.open", survey, actor, now, points=points, version=survey.version_id)
    return points


def mark_open(survey: Survey, now: datetime) -> int:
    """Open a survey without committing; give how many points collect for it."""
    survey.opened_at = now
    db.session.add(SurveyVersion(survey_id=survey.id, since=now, version_id=survey.version_id))
    return attach_points(survey, now)


def pause_survey(survey: Survey, *, actor: Actor, now: datetime) -> None:
    """Take no answers for a while, in one transaction; raises `ActRefused`."""
    refuse_unless_running(survey, now)
    if survey.paused_at is not None:
        raise ActRefused(Refusal.ALREADY_PAUSED)
    survey.paused_at = now
    finish("survey.pause", survey, actor, now)


def resume_survey(survey: Survey, *, actor: Actor, now: datetime) -> None:
    """Take answers again, in one transaction; raises `ActRefused`."""
    refuse_unless_running(survey, now)
    if survey.paused_at is None:
        raise ActRefused(Refusal.NOT_PAUSED)
    survey.paused_at = None
    finish("survey.resume", survey, actor, now)


def extend_survey(survey: Survey, closes_on: date, *, actor: Actor, now: datetime) -> None:
    """Put the last day off, in one transaction.

    Never once the survey is over: whoever goes on asking until the verdict suits decides the
    verdict. Raises `ActRefused`.
    """
    refuse_unless_running(survey, now)
    if closes_on <= survey.closes_on:
        raise ActRefused(Refusal.NOT_LATER)
    before, survey.closes_on = survey.closes_on, closes_on
    days = {"before": before.isoformat(), "after": closes_on.isoformat()}
    finish("survey.extend", survey, actor, now, **days)


def close_survey(survey: Survey, *, actor: Actor, now: datetime) -> None:
    """Close a survey before its last day is over, in one transaction; raises `ActRefused`."""
    refuse_unless_running(survey, now)
    planned_end = survey.closes_on
    survey.closed_at = now
    survey.closes_on = max(survey.opens_on, min(planned_end, clock.local_day(now)))
    finish("survey.close", survey, actor, now, planned_end=planned_end.isoformat())


def refuse_unless_running(survey: Survey, now: datetime) -> None:
    """Raise `ActRefused` for a plan and for a survey that is over."""
    state = survey_state(survey, now)
    if state is SurveyState.PLANNED:
        raise ActRefused(Refusal.STILL_A_PLAN)
    if state is SurveyState.CLOSED:
        raise ActRefused(Refusal.ALREADY_OVER)


def has_units(survey: Survey) -> bool:
    """Tell whether the survey asks anywhere."""
    query = select(SurveyUnit.unit_id).where(SurveyUnit.survey_id == survey.id).limit(1)
    return db.session.scalar(query) is not None


def finish(act: str, survey: Survey, actor: Actor, now: datetime, **details: str | int) -> None:
    """Record the act and commit."""
    record_event(
        act,
        actor=actor,
        thing=f"survey:{survey.id}",
        unit_id=audited_unit(survey.id),
        now=now,
        name=survey.code,
        **details,
    )
    db.session.commit()
