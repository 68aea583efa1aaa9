"""Many points by a rule: for every unit of a kind below another one, a point per touchpoint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app import clock
from app.queries.unit_tree import TreeNode, unit_tree
from app.queries.units import UnitFacts, parents_on
from app.scope import Scope
from app.services.points.creating import PointEntry, stored_entries, usual_mode


class Body(StrEnum):
    """Who answers for the service at the places of a rule."""

    PLACE = "place"
    ABOVE = "above"


@dataclass(frozen=True)
class PointRule:
    """For every unit of a kind at or below a unit: a point for each touchpoint."""

    under: int
    kind: str
    touchpoints: tuple[str, ...]
    body: Body = Body.PLACE
    service_id: int | None = None


@dataclass(frozen=True)
class RulePlan:
    """What a rule would make: the places, the new points, and how many are there already."""

    places: tuple[UnitFacts, ...]
    entries: tuple[PointEntry, ...]
    there: int


def plan_rule(rule: PointRule, *, scope: Scope, now: datetime) -> RulePlan:
    """Work out what a rule would make at the units that a person answers for."""
    day = clock.local_day(now)
    places = tuple(u for u in units_below(rule.under, day) if is_meant(u, rule, scope))
    parents = parents_on(day)
    every = [
        entry_of(rule, place, touchpoint, parents)
        for place in places
        for touchpoint in rule.touchpoints
    ]
    there = stored_entries(place.id for place in places)
    new = tuple(entry for entry in every if entry not in there)
    return RulePlan(places, new, len(every) - len(new))


def entry_of(
    rule: PointRule, place: UnitFacts, touchpoint: str, parents: Mapping[int, int]
) -> PointEntry:
    """Give the combination of one place and touchpoint."""
    body = parents.get(place.id, place.id) if rule.body is Body.ABOVE else place.id
    return PointEntry(place.id, body, rule.service_id, touchpoint, usual_mode(touchpoint))


def is_meant(unit: UnitFacts, rule: PointRule, scope: Scope) -> bool:
    """Tell whether the rule speaks of a unit."""
    return unit.kind == rule.kind and scope.covers(unit.id)


def units_below(unit_id: int, day: date) -> list[UnitFacts]:
    """List a unit and all below it in force on a day."""
    return [node.unit for top in unit_tree(day) for node in found_below(top, unit_id)]


def found_below(node: TreeNode, unit_id: int) -> Sequence[TreeNode]:
    """Find the branch that begins with a unit, and give all of it."""
    if node.unit.id == unit_id:
        return whole_branch(node)
    return [found for below in node.below for found in found_below(below, unit_id)]


def whole_branch(node: TreeNode) -> list[TreeNode]:
    """Give a node and every one below it."""
    return [node, *(each for below in node.below for each in whole_branch(below))]
