"""Looking through the units that were there on a day: level by level, or by words."""

from dataclasses import dataclass
from datetime import date

from app.errors import NotFound
from app.queries.pages import Page, page_of
from app.queries.point_list import holds, without_marks
from app.queries.units import UnitFacts, list_units, parents_on
from app.scope import EVERYTHING, Scope


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit on a day, what it stood under, and how many stood directly under it."""

    unit: UnitFacts
    parent: UnitFacts | None
    below: int


@dataclass(frozen=True)
class UnitsOnDay:
    """The units of a day that a person may see, each with its parent and children."""

    units: dict[int, UnitFacts]
    parents: dict[int, int]
    children: dict[int, list[int]]

    def listed(self, unit_id: int) -> ListedUnit:
        """Give a unit with what is around it."""
        parent = self.units.get(self.parents.get(unit_id, 0))
        return ListedUnit(self.units[unit_id], parent, len(self.children.get(unit_id, ())))

    def top(self) -> list[int]:
        """List the units above which nothing can be seen."""
        return [u for u in self.units if self.parents.get(u) not in self.units]

    def trail(self, unit_id: int) -> list[UnitFacts]:
        """List what stands above a unit, the topmost first, and the unit itself."""
        way: list[UnitFacts] = []
        step: int | None = unit_id
        while step is not None and step in self.units and self.units[step] not in way:
            way.append(self.units[step])
            step = self.parents.get(step)
        return way[::-1]


def units_on(day: date, scope: Scope = EVERYTHING) -> UnitsOnDay:
    """Read the units that were there on a day, as far as a person may see them."""
    units = {
        unit.id: unit
        for unit in list_units(day)
        if unit.valid_from <= day and unit.valid_to is None and scope.covers(unit.id)
    }
    parents = {u: parent for u, parent in parents_on(day).items() if u in units}
    children: dict[int, list[int]] = {}
    for unit_id in units:
        if (parent := parents.get(unit_id)) in units and parent is not None:
            children.setdefault(parent, []).append(unit_id)
    return UnitsOnDay(units, parents, children)


def browse(
    found: UnitsOnDay, *, text: str = "", under: int | None = None, number: int = 1
) -> Page[ListedUnit]:
    """Give a page of the units that fit some words, or that stand directly under one.

    Words are found with Vietnamese marks or without. Raises `NotFound` for a unit or page that is
    not there.
    """
    if under is not None and under not in found.units:
        raise NotFound(f"no unit {under} on that day")
    if text:
        words = without_marks(text).split()
        chosen = [u for u, unit in found.units.items() if holds(words, _called(unit))]
    elif under is not None:
        chosen = found.children.get(under, [])
    else:
        chosen = found.top()
    return page_of([found.listed(unit_id) for unit_id in chosen], number)


def _called(unit: UnitFacts) -> str:
    return without_marks(f"{unit.code} {unit.name_vi} {unit.name_en or ''}")
