"""Who is of a rated office: whoever holds any role there, whatever else that person may do.

The rated party has a motive to answer for the citizen. So whoever interviews, and whoever makes
invitations, must not be of the office that is rated: the place and the answerable body of a point
with all below them; of a counter or a ward, the whole centre or hospital around it.
"""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import select

from app.errors import NotFound
from app.extensions import db
from app.models import CollectionPoint, UnitKind
from app.queries.rights import list_held_roles
from app.queries.units import parents_on
from app.services.rights.deciding import scope_on, units_below


class OfTheRatedOffice(NotFound):
    """A person of the rated office asks for what only others may do."""


PARTS = frozenset({UnitKind.COUNTER, UnitKind.HOSPITAL_DEPARTMENT, UnitKind.COURSE})
"""Kinds of units that are no office of their own, but a part of the one above them."""


def offices_of(point_ids: Collection[int], day: date) -> frozenset[int]:
    """Give every unit of the offices that are rated at some points."""
    query = select(CollectionPoint).where(CollectionPoint.id.in_(point_ids))
    tops: set[int] = set()
    parents = parents_on(day)
    for point in db.session.scalars(query):
        tops |= {point.body_id, office_around(point.place_id, point.place.kind, parents)}
    return scope_on(tops, units_below(day)).unit_ids or frozenset()


def office_around(unit_id: int, kind: str, parents: Mapping[int, int]) -> int:
    """Give the office that a unit is a part of, or the unit itself."""
    return parents.get(unit_id, unit_id) if kind in PARTS else unit_id


def is_of_rated_office(user_id: int, point_ids: Collection[int], day: date) -> bool:
    """Tell whether a person holds any role at an office that is rated at one of the points."""
    held = {unit_id for _, unit_id in list_held_roles(user_id, day)}
    return not held.isdisjoint(offices_of(point_ids, day))


def is_of_office_around(user_id: int, unit_id: int, kind: str, day: date) -> bool:
    """Tell whether a person holds any role at a unit, below it, or at the office around it."""
    office = office_around(unit_id, kind, parents_on(day))
    below = scope_on({office}, units_below(day)).unit_ids or frozenset()
    return not below.isdisjoint(unit_id for _, unit_id in list_held_roles(user_id, day))
