"""Surveys, as the pages of results choose among them."""

from sqlalchemy import select

from app.errors import NotFound
from app.extensions import db
from app.models import CollectionPoint, Survey, SurveyPoint
from app.scope import EVERYTHING, Scope


def list_surveys(scope: Scope = EVERYTHING) -> list[Survey]:
    """List the surveys that ask at a unit of the scope, the one that closes last first."""
    query = select(Survey).order_by(Survey.closes_on.desc(), Survey.code)
    if not scope.is_everything:
        asking = (
            select(SurveyPoint.survey_id)
            .join(CollectionPoint, CollectionPoint.id == SurveyPoint.point_id)
            .where(scope.clause(CollectionPoint.place_id))
        )
        query = query.where(Survey.id.in_(asking))
    return list(db.session.scalars(query))


def get_survey(code: str) -> Survey:
    """Give the survey with this code; raises `NotFound`."""
    # PostgreSQL has no text with this character and would answer with an error.
    survey = None if "\0" in code else db.session.scalar(select(Survey).where(Survey.code == code))
    if survey is None:
        raise NotFound(f"no survey {code!r}")
    return survey
