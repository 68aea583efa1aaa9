"""What collection points tell of the answers given there."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.models import CollectionPoint, Service, SurveyPoint
from app.queries.chunks import chunks


@dataclass(frozen=True, slots=True)
class PointFacts:
    """The service (None for all of them) and the touchpoint of a point."""

    service_id: int | None
    touchpoint: str


def list_point_facts(survey_id: int) -> list[PointFacts]:
    """List what the points of a survey tell, each combination once."""
    query = (
        select(CollectionPoint.service_id, CollectionPoint.touchpoint)
        .join(SurveyPoint, SurveyPoint.point_id == CollectionPoint.id)
        .where(SurveyPoint.survey_id == survey_id)
        .distinct()
    )
    return [PointFacts(*row) for row in db.session.execute(query)]


def facts_of_points(point_ids: Iterable[int]) -> dict[int, PointFacts]:
    """Give what some points tell, by their id."""
    asked = select(CollectionPoint.id, CollectionPoint.service_id, CollectionPoint.touchpoint)
    return {
        row.id: PointFacts(row.service_id, row.touchpoint)
        for some in chunks(point_ids)
        for row in db.session.execute(asked.where(CollectionPoint.id.in_(some)))
    }


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """A service by its code, with its names."""

    id: int
    code: str
    name_vi: str
    name_en: str | None


def list_service_facts(service_ids: Iterable[int]) -> list[ServiceFacts]:
    """Give the names of some services in the order of their codes."""
    asked = select(Service.id, Service.code, Service.name_vi, Service.name_en)
    found = [
        ServiceFacts(*row)
        for some in chunks(service_ids)
        for row in db.session.execute(asked.where(Service.id.in_(some)))
    ]
    return sorted(found, key=lambda service: service.code)
