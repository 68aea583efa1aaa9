"""The points at which a survey asks, as far as it matters whether anybody answers there."""

from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.models import CollectionPoint, Service, SurveyPoint


@dataclass(frozen=True, slots=True)
class AskingPoint:
    """A point of a survey: where it stands, what it stands for, where people meet it."""

    id: int
    place_id: int
    touchpoint: str
    service_vi: str | None
    service_en: str | None


def list_asking_points(survey_id: int) -> list[AskingPoint]:
    """List the points of a survey; one query."""
    query = (
        select(
            CollectionPoint.id,
            CollectionPoint.place_id,
            CollectionPoint.touchpoint,
            Service.name_vi,
            Service.name_en,
        )
        .join(SurveyPoint, SurveyPoint.point_id == CollectionPoint.id)
        .outerjoin(Service, Service.id == CollectionPoint.service_id)
        .where(SurveyPoint.survey_id == survey_id)
        .order_by(CollectionPoint.id)
    )
    return [AskingPoint(*row) for row in db.session.execute(query)]
