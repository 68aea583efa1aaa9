"""The units a survey speaks of, as a tree: those it asks at, and everything above them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.queries.units import UnitFacts
from app.scope import EVERYTHING
from app.scope import Scope as Visible


@dataclass(frozen=True, slots=True)
class Scope:
    """A tree of units in the order of the official codes.

    units : every unit of the tree by id
    parents : of every unit but the topmost
    children : of every unit that has any
    bottom_up : every unit after all those below it
    parts : former units that stand only for a part of the one above them, which took them over
    one_person : units at which one person serves
    """

    units: dict[int, UnitFacts]
    parents: dict[int, int]
    children: dict[int, tuple[int, ...]]
    bottom_up: tuple[int, ...]
    parts: frozenset[int] = frozenset()
    one_person: frozenset[int] = frozenset()

    def upwards(self, unit_id: int) -> Iterator[int]:
        """Go from a unit up to the top, itself included."""
        step: int | None = unit_id
        while step is not None:
            yield step
            step = self.parents.get(step)

    def at_level(self, unit_id: int, kind: str) -> int | None:
        """Find the unit of a kind to which a unit belongs: itself or the nearest one above."""
        above = (u for u in self.upwards(unit_id) if u not in self.parts)
        return next((u for u in above if self.units[u].kind == kind), None)

    def of_kind(self, kind: str) -> list[int]:
        """List the units of a kind."""
        return [u for u, f in self.units.items() if f.kind == kind and u not in self.parts]

    def is_below(self, unit_id: int, ancestor_id: int) -> bool:
        """Tell whether a unit is another one or stands somewhere below it."""
        return ancestor_id in self.upwards(unit_id)

    def kinds(self, visible: Visible = EVERYTHING) -> dict[str, int]:
        """Count the visible units of each kind, from the top of the tree downwards."""
        counts: dict[str, int] = {}
        for unit_id in filter(visible.covers, reversed(self.bottom_up)):
            kind = self.units[unit_id].kind
            counts[kind] = counts.get(kind, 0) + 1
        return counts


def build_scope(
    units: Iterable[UnitFacts],
    parents: Mapping[int, int],
    asked: Iterable[int],
    parts: Iterable[int] = (),
) -> Scope:
    """Keep the asked units and all their ancestors.

    A circle among the parents, which no constraint of the database can refuse, is cut where it
    closes.
    """
    kept: dict[int, int | None] = {}
    for unit_id in asked:
        step: int | None = unit_id
        while step is not None and step not in kept:
            kept[step] = parents.get(step)
            step = kept[step]
    uncircled = {u: p for u, p in kept.items() if p is not None and not _leads_back(u, kept)}
    facts = {unit.id: unit for unit in units if unit.id in kept}
    children: dict[int, list[int]] = {}
    for unit_id in facts:
        if unit_id in uncircled:
            children.setdefault(uncircled[unit_id], []).append(unit_id)
    tree = {u: tuple(below) for u, below in children.items()}
    top_down = [u for u in facts if u not in uncircled]
    for unit_id in top_down:  # grows while it is gone through
        top_down += tree.get(unit_id, ())
    alone = frozenset(unit_id for unit_id, unit in facts.items() if unit.one_person)
    return Scope(facts, uncircled, tree, tuple(reversed(top_down)), frozenset(parts), alone)


def _leads_back(unit_id: int, parents: Mapping[int, int | None]) -> bool:
    seen, step = {unit_id}, parents.get(unit_id)
    while step is not None and step not in seen:
        seen.add(step)
        step = parents.get(step)
    return step == unit_id


def added_upwards(scope: Scope, direct: Mapping[int, int]) -> dict[int, int]:
    """Add up what was counted at each unit over the units below it."""
    totals = dict(direct)
    for unit_id in scope.bottom_up:
        below = scope.children.get(unit_id, ())
        totals[unit_id] = direct.get(unit_id, 0) + sum(totals.get(u, 0) for u in below)
    return totals


def cells_in(scope: Scope, cells: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Tell for each unit which of some units are it or stand below it."""
    found: dict[int, list[int]] = {}
    for cell in cells:
        for unit_id in scope.upwards(cell):
            found.setdefault(unit_id, []).append(cell)
    return {unit_id: tuple(inside) for unit_id, inside in found.items()}
