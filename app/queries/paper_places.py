"""Places where a survey can collect on paper: each place × body × service once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.extensions import db
from app.models import CollectionPoint, Service, Survey, SurveyPoint, Unit
from app.queries.pages import PAGE_SIZE
from app.queries.point_list import services_of, units_called
from app.scope import Scope


@dataclass(frozen=True)
class PaperPlace:
    """A place, body and service of a survey, and one of its points that stands for them."""

    point: CollectionPoint
    service: Service | None


def list_paper_places(
    survey: Survey, text: str, scope: Scope, *, now: datetime, limit: int = PAGE_SIZE
) -> tuple[list[PaperPlace], int]:
    """List places of a survey in the scope that fit a search, and how many there are of them."""
    wanted = (
        select(func.min(CollectionPoint.id).label("id"))
        .join(SurveyPoint, SurveyPoint.point_id == CollectionPoint.id)
        .where(SurveyPoint.survey_id == survey.id, scope.clause(CollectionPoint.place_id))
        .group_by(CollectionPoint.place_id, CollectionPoint.body_id, CollectionPoint.service_id)
    )
    if text:
        units = units_called(text, now)
        wanted = wanted.where(CollectionPoint.place_id.in_(units))
    places = wanted.subquery()
    total = db.session.scalar(select(func.count()).select_from(places)) or 0
    query = (
        select(CollectionPoint)
        .join(places, places.c.id == CollectionPoint.id)
        .join(Unit, Unit.id == CollectionPoint.place_id)
        .order_by(Unit.code, CollectionPoint.id)
        .limit(limit)
    )
    points = db.session.scalars(query).all()
    services = services_of([point.service_id for point in points if point.service_id is not None])
    return [PaperPlace(point, services.get(point.service_id or 0)) for point in points], total
