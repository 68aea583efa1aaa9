"""Who is of a rated office: whoever holds any role there, whatever else that person may do.

The rated party has a motive to answer for the citizen. So whoever interviews, and whoever makes
invitations, must not be of the office that is rated: the place and the answerable body of a point
with all below them; of a counter or a ward, the whole centre or hospital around it.
"""

from collections.abc import Collection
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
        tops.add(point.body_id)
        is_part = point.place.kind in PARTS
        tops.add(parents.get(point.place_id, point.place_id) if is_part else point.place_id)
    return scope_on(tops, units_below(day)).unit_ids or frozenset()


def is_of_rated_office(user_id: int, point_ids: Collection[int], day: date) -> bool:
    """Tell whether a person holds any role at an office that is rated at one of the points."""
    held = {unit_id for _, unit_id in list_held_roles(user_id, day)}
    return not held.isdisjoint(offices_of(point_ids, day))
