"""The response rate of a unit and of everything below it, as places in a drawn tree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report
from app.services.reporting.rows import index_rows

MOST_LEVELS, MOST_UNITS = 4, 200
"""How much of the tree one picture shows: levels, the chosen unit included, and units."""


@dataclass(frozen=True, slots=True)
class TreePlace:
    """A unit's row, how far below the chosen unit it stands, and its lines of the picture."""

    row: IndexRow
    depth: int
    first: int
    last: int


def response_tree(report: Report, unit_id: int, formula: str) -> list[TreePlace]:
    """Place a unit and the units below it; each unit has the lines of those below it."""
    tree = report.data.scope
    inside, level = {unit_id}, [unit_id]
    for _ in range(MOST_LEVELS - 1):
        level = [child for unit in level for child in tree.children.get(unit, ())]
        if len(inside) + len(level) > MOST_UNITS and len(inside) > 1:
            break
        inside.update(level)
    kinds = dict.fromkeys(tree.units[unit].kind for unit in inside)
    rows = {row.unit.id: row for kind in kinds for row in index_rows(report, formula, kind)}
    shown = {unit: row for unit, row in rows.items() if unit in inside}
    return list(_places(report.data.scope.children, unit_id, shown, 0, 0))


def _places(
    children: Mapping[int, tuple[int, ...]],
    unit_id: int,
    rows: Mapping[int, IndexRow],
    depth: int,
    first: int,
) -> Iterator[TreePlace]:
    """Give a unit's place, and those of the units below it, which share its lines."""
    below: list[TreePlace] = []
    last = first
    for child in children.get(unit_id, ()):
        if child in rows:
            below += _places(children, child, rows, depth + 1, last)
            last = max(place.last for place in below)
    yield TreePlace(rows[unit_id], depth, first, max(last, first + 1))
    yield from below
