"""The units of a day as a tree to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from app.extensions import db
from app.models import Unit
from app.queries.units import UnitFacts, list_units, parents_on


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A unit with what stands below it; `is_open` that something below is chosen.

    `offered` is false for a unit above a person's own, which is only shown for its name.
    """

    unit: UnitFacts
    below: tuple["TreeNode", ...]
    offered: bool
    chosen: bool
    is_open: bool

    @property
    def size(self) -> int:
        """How many units stand below."""
        return sum(1 + node.size for node in self.below)


def unit_tree(
    day: date, *, chosen: Iterable[int] = (), offered: frozenset[int] | None = None
) -> list[TreeNode]:
    """Build the tree of the units in force on a day; `offered` None offers every unit.

    Branches without any unit that is offered are left out.
    """
    in_force = set(db.session.scalars(select(Unit.id).where(*valid_on(day))))
    units = {unit.id: unit for unit in list_units() if unit.id in in_force}
    parents = {u: p for u, p in parents_on(day).items() if u in units and p in units}
    below: dict[int, list[int]] = {}
    for unit_id in units:
        if unit_id in parents:
            below.setdefault(parents[unit_id], []).append(unit_id)
    marked = frozenset(chosen)

    def node(unit_id: int) -> TreeNode | None:
        nodes = tuple(n for n in map(node, below.get(unit_id, ())) if n is not None)
        is_offered = offered is None or unit_id in offered
        if not (is_offered or nodes):
            return None
        is_open = any(n.chosen or n.is_open for n in nodes)
        return TreeNode(units[unit_id], nodes, is_offered, unit_id in marked, is_open)

    # A circle among the parents has no top, so that nothing here goes round in it.
    return [n for n in map(node, (u for u in units if u not in parents)) if n is not None]


def valid_on(day: date) -> tuple[ColumnElement[bool], ...]:
    """Say in SQL that a unit was in force on a day."""
    return (Unit.valid_from <= day, or_(Unit.valid_to.is_(None), Unit.valid_to >= day))
