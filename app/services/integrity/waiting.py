"""Which places below a unit have answers that wait for somebody to look at them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from app.models import CollectionPoint, Survey
from app.queries.integrity import points_by_id
from app.services.integrity.evidence import with_decisions
from app.services.integrity.searching import last_search


@dataclass(frozen=True, slots=True)
class WaitingPoint:
    """A point with entries of the review list about which nobody has decided."""

    point: CollectionPoint
    open_items: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """The points that wait, most entries first, and when their answers were searched.

    `searched_at` is None, and no point is listed, while they are searched for the first time.
    """

    points: tuple[WaitingPoint, ...]
    searched_at: datetime | None


def waiting_points(survey: Survey, inside: Collection[int]) -> Waiting:
    """List the points at some units that wait for a decision.

    What was found may be some time old, what was decided is not.
    """
    last = last_search(survey)
    if last is None:
        return Waiting((), None)
    found = {point_id: e.open_items for point_id, e in with_decisions(survey, last.found).items()}
    points = points_by_id(point_id for point_id, items in found.items() if items)
    waiting = [WaitingPoint(p, found[p.id]) for p in points.values() if p.place_id in inside]
    return Waiting(tuple(sorted(waiting, key=lambda w: (-w.open_items, w.point.id))), last.at)
