"""A point to show somebody who has just started the service."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.models import AccessCode, CollectionPoint, Survey, SurveyPoint


@dataclass(frozen=True)
class ExamplePoint:
    """A point that can be answered today, with a code that leads to it."""

    point_id: int
    access_code: str


def get_example_point(today: date) -> ExamplePoint | None:
    """Give the first point with a code in force and a survey open today, or None."""
    query = (
        select(CollectionPoint.id, AccessCode.code)
        .join(AccessCode, AccessCode.point_id == CollectionPoint.id)
        .join(SurveyPoint, SurveyPoint.point_id == CollectionPoint.id)
        .join(Survey, Survey.id == SurveyPoint.survey_id)
        .where(
            AccessCode.revoked_at.is_(None),
            AccessCode.expires_at.is_(None),
            AccessCode.redirects_to.is_(None),
            Survey.opens_on <= today,
            Survey.closes_on >= today,
            Survey.paused_at.is_(None),
        )
        .order_by(CollectionPoint.id, AccessCode.issued_at)
        .limit(1)
    )
    found = db.session.execute(query).first()
    return ExamplePoint(*found) if found else None
