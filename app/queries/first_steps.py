"""How far a service has come from an empty database to its first result."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from app import clock
from app.extensions import db
from app.models import (
    AccessCode,
    CollectionPoint,
    QuestionnaireVersion,
    Response,
    Survey,
    SurveyPoint,
    Unit,
)
from app.queries.point_list import in_force
from app.queries.unit_tree import valid_on


@dataclass(frozen=True)
class FirstSteps:
    """What there is of each step; `answers` is 1 as soon as there is any.

    `trial` is a code whose page takes answers now.
    """

    units: int
    versions: int
    planned: int
    opened: int
    points: int
    answers: int
    trial: str | None


def first_steps(now: datetime) -> FirstSteps:
    """Count what there is."""
    return FirstSteps(
        units=count(select(func.count(Unit.id)).where(*valid_on(clock.local_day(now)))),
        versions=count(select(func.count(QuestionnaireVersion.id))),
        planned=count(select(func.count(Survey.id))),
        opened=count(select(func.count(Survey.id)).where(Survey.opened_at.is_not(None))),
        points=count(select(func.count(CollectionPoint.id))),
        answers=int(has_answers()),
        trial=trial_code(now),
    )


def has_answers() -> bool:
    """Tell whether anybody has ever answered."""
    return db.session.scalar(select(Response.sequence).limit(1)) is not None


def count(query: Select[int]) -> int:
    """Run a query that counts."""
    return db.session.scalar(query) or 0


def trial_code(now: datetime) -> str | None:
    """Find a code in force at a point of a survey that is open today."""
    today = clock.local_day(now)
    query = (
        select(AccessCode.code)
        .join(SurveyPoint, SurveyPoint.point_id == AccessCode.point_id)
        .join(Survey, Survey.id == SurveyPoint.survey_id)
        .where(
            in_force(now),
            Survey.opened_at.is_not(None),
            Survey.paused_at.is_(None),
            Survey.opens_on <= today,
            Survey.closes_on >= today,
        )
        .order_by(AccessCode.issued_at, AccessCode.code)
        .limit(1)
    )
    return db.session.scalar(query)
