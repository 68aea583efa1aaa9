"""Which places below a unit have answers that wait for somebody to look at them."""

from collections.abc import Collection
from dataclasses import dataclass

from app.models import CollectionPoint, Survey
from app.queries.integrity import points_by_id
from app.services.integrity.evidence import recent_evidence


@dataclass(frozen=True, slots=True)
class WaitingPoint:
    """A point with entries of the review list about which nobody has decided."""

    point: CollectionPoint
    open_items: int


def waiting_points(survey: Survey, inside: Collection[int]) -> list[WaitingPoint]:
    """List the points at some units that wait for a decision, most entries first."""
    found = {point_id: e.open_items for point_id, e in recent_evidence(survey).items()}
    points = points_by_id(point_id for point_id, items in found.items() if items)
    waiting = [WaitingPoint(p, found[p.id]) for p in points.values() if p.place_id in inside]
    return sorted(waiting, key=lambda one: (-one.open_items, one.point.id))
