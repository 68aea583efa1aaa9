"""The evidence of a survey by the units of the tree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.errors import NotFound
from app.models import CollectionPoint
from app.queries.units import UnitFacts, list_units, parents_on
from app.scope import Scope
from app.services.integrity.evidence import PointEvidence
from app.services.integrity.gaps import Gaps, Sorts, gaps_across


@dataclass(frozen=True)
class UnitEvidence:
    """A unit with what is found at its points and at all below it."""

    unit: UnitFacts
    points: int
    n: int
    open_items: int
    decided_items: int


@dataclass(frozen=True)
class Branch:
    """A unit with the units right below it; `unit` is None above the tops of a person's scope.

    way : the units above, highest first
    listed : points below with entries on the review list, those that wait first
    gaps : how sorts of answers differ below, each place compared with itself
    """

    unit: UnitFacts | None
    way: tuple[UnitFacts, ...]
    below: tuple[UnitEvidence, ...]
    listed: tuple[tuple[CollectionPoint, PointEvidence], ...]
    points: int
    gaps: Gaps


def evidence_below(
    found: Mapping[int, PointEvidence],
    points: Mapping[int, CollectionPoint],
    *,
    under: int | None,
    scope: Scope,
    day: date,
    least: int,
) -> Branch:
    """Put the evidence of a person's scope under the units right below one of them.

    Raises `NotFound` for a unit outside the scope.
    """
    if under is not None and not scope.covers(under):
        raise NotFound("no such unit")
    parents, units = parents_on(day), {unit.id: unit for unit in list_units()}
    if under is not None and under not in units:
        raise NotFound("no such unit")
    ways = {
        point.id: way
        for point in points.values()
        if scope.covers(point.place_id)
        and (way := way_from(under, way_to(point.place_id, parents, scope))) is not None
    }
    by_child: dict[int, list[PointEvidence]] = {}
    for point_id, way in ways.items():
        if way:
            by_child.setdefault(way[0], []).append(found[point_id])
    above = way_to(under, parents, scope)[:-1] if under is not None else ()
    return Branch(
        unit=None if under is None else units[under],
        way=tuple(units[unit_id] for unit_id in above),
        below=tuple(
            sorted(
                (unit_evidence(units[child], of) for child, of in by_child.items()),
                key=lambda row: (-row.open_items, -row.decided_items, row.unit.code),
            )
        ),
        listed=in_order((points[point_id], found[point_id]) for point_id in ways),
        points=len(ways),
        gaps=gaps_across(by_place((points[point_id], found[point_id]) for point_id in ways), least),
    )


def by_place(pairs: Iterable[tuple[CollectionPoint, PointEvidence]]) -> list[Sorts]:
    """Count the sorts of answers of each place."""
    places: dict[int, Sorts] = {}
    for point, evidence in pairs:
        known = places.get(point.place_id)
        places[point.place_id] = evidence.sorts if known is None else known + evidence.sorts
    return list(places.values())


def way_to(unit_id: int, parents: Mapping[int, int], scope: Scope) -> tuple[int, ...]:
    """Give the units of a scope from the highest above a unit down to itself."""
    way: list[int] = []
    at: int | None = unit_id
    while at is not None and at not in way and scope.covers(at):
        way.insert(0, at)
        at = parents.get(at)
    return tuple(way)


def way_from(under: int | None, way: tuple[int, ...]) -> tuple[int, ...] | None:
    """Cut a way off below a unit; None if it does not pass there."""
    if under is None:
        return way
    return way[way.index(under) + 1 :] if under in way else None


def unit_evidence(unit: UnitFacts, found: Iterable[PointEvidence]) -> UnitEvidence:
    """Add up what was found at the points of a unit."""
    all_found = list(found)
    open_items = sum(evidence.open_items for evidence in all_found)
    return UnitEvidence(
        unit=unit,
        points=len(all_found),
        n=sum(evidence.n for evidence in all_found),
        open_items=open_items,
        decided_items=sum(len(evidence.items) for evidence in all_found) - open_items,
    )


def in_order(
    pairs: Iterable[tuple[CollectionPoint, PointEvidence]],
) -> tuple[tuple[CollectionPoint, PointEvidence], ...]:
    """Take the points with entries: those that wait first, the most improbable first."""
    with_items = [(point, evidence) for point, evidence in pairs if evidence.items]
    return tuple(
        sorted(with_items, key=lambda pair: (-pair[1].open_items, pair[1].items[0].p_value))
    )
