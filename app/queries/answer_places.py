"""Where answers were given: the names that units had, and the points of a survey."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.models import CollectionPoint, Response, Service, Unit, UnitFormerName


@dataclass(frozen=True, slots=True)
class FormerName:
    """What a unit was called up to a day."""

    last_day: date
    code: str
    name_vi: str
    name_en: str | None


@dataclass(frozen=True, slots=True)
class PointFacts:
    """What a file says of a collection point."""

    touchpoint: str
    body_code: str
    service_code: str | None


def list_former_names() -> dict[int, list[FormerName]]:
    """List the former names of each unit that had any, the oldest first."""
    found: dict[int, list[FormerName]] = {}
    for name in db.session.scalars(select(UnitFormerName).order_by(UnitFormerName.last_day)):
        former = FormerName(name.last_day, name.code, name.name_vi, name.name_en)
        found.setdefault(name.unit_id, []).append(former)
    return found


def point_facts(survey_id: int) -> dict[int, PointFacts]:
    """Describe every point at which a survey was answered."""
    answered = select(Response.point_id).where(Response.survey_id == survey_id)
    query = (
        select(CollectionPoint.id, CollectionPoint.touchpoint, Unit.code, Service.code)
        .join(Unit, Unit.id == CollectionPoint.body_id)
        .outerjoin(Service, Service.id == CollectionPoint.service_id)
        .where(CollectionPoint.id.in_(answered))
    )
    return {point_id: PointFacts(*facts) for point_id, *facts in db.session.execute(query)}
