"""Procedures: the list, searched, and one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app.errors import NotFound
from app.extensions import db
from app.models import CollectionPoint, Population, Service
from app.queries.pages import LARGEST_ID, Page, page_of
from app.queries.point_list import holds, without_marks


@dataclass(frozen=True, slots=True)
class ServiceUse:
    """What hangs on a procedure."""

    points: int
    counts: int


def list_services(*, in_force_only: bool = False) -> list[Service]:
    """List the procedures in the order of their codes."""
    query = select(Service).order_by(Service.code)
    if in_force_only:
        query = query.where(Service.retired_on.is_(None))
    return list(db.session.scalars(query))


def find_services(text: str, *, sector: str = "", number: int = 1) -> Page[Service]:
    """List a page of the procedures whose code or names hold every word of `text`.

    Words are compared here, because no database folds Vietnamese marks; a province has about two
    thousand procedures. Raises `NotFound` for a page that is not there.
    """
    words = without_marks(text).split()
    found = [
        service
        for service in list_services()
        if sector in ("", service.sector) and holds(words, without_marks(all_names(service)))
    ]
    return page_of(found, number)


def all_names(service: Service) -> str:
    """Join what a procedure can be found by."""
    return f"{service.code} {service.name_vi} {service.name_en or ''}"


def get_service(service_id: int) -> Service:
    """Give one procedure; raises `NotFound`."""
    service = db.session.get(Service, service_id) if service_id <= LARGEST_ID else None
    if service is None:
        raise NotFound("no such service")
    return service


def services_by_code(codes: Sequence[str] | None = None) -> dict[str, Service]:
    """Find procedures by their codes; all of them if none are named."""
    query = select(Service)
    if codes is not None:
        query = query.where(Service.code.in_(codes))
    return {service.code: service for service in db.session.scalars(query)}


def count_service_use(service_id: int) -> ServiceUse:
    """Count the points and the dossier counts of a procedure."""
    points = select(func.count(CollectionPoint.id)).where(CollectionPoint.service_id == service_id)
    counts = select(func.count(Population.id)).where(Population.service_id == service_id)
    return ServiceUse(db.session.scalar(points) or 0, db.session.scalar(counts) or 0)
