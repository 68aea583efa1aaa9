"""What a new publication would give away together with the earlier ones, withdrawn ones too.

Whoever copied an earlier table can subtract. Two tables of the same people, or one of a longer
period and those inside it, must not differ by a handful of answers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

from analysis.disclosure.cells import Cell
from analysis.disclosure.publications import differencing
from app.services.reporting.records import IndexRow

MOST_PARTS = 3
"""So many disjoint periods are put together at most; a year is published in quarters or halves."""

Cells = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """The visible cells of a publication: of its units, and of the units above that they fill."""

    first: date
    last: date
    cells: Cells

    def holds(self, other: "Table") -> bool:
        """Tell whether the other period lies within this one."""
        return self.first <= other.first and other.last <= self.last


def table_of(rows: Sequence[IndexRow]) -> Table:
    """Give the cells that an outsider reads or adds up from published rows."""
    cells = {str(row.unit.id): cell for row in rows if (cell := _cell(row))}
    below: dict[int, list[IndexRow]] = {}
    for row in rows:
        if row.parent:
            below.setdefault(row.parent.id, []).append(row)
    for parent, parts in below.items():
        found = [cells.get(str(part.unit.id)) for part in parts]
        if all(found):
            cells.setdefault(str(parent), _sum(str(parent), [c for c in found if c]))
    return Table(rows[0].first, rows[0].last, cells)


def small_differences(new: Table, earlier: Iterable[Table], *, minimum: int) -> dict[str, int]:
    """Find the units whose figure would differ from an earlier one by too few people.

    Gives for each by how many. Compared are the same period, a longer one, and up to three
    disjoint ones inside of it together.
    """
    found: dict[str, int] = {}
    for whole, part in _nested(new, list(earlier)):
        for entry in differencing(part.values(), whole.values(), minimum=minimum):
            found[entry.larger] = min(entry.n, found.get(entry.larger, entry.n))
    return found


def _nested(new: Table, earlier: list[Table]) -> Iterator[tuple[Cells, Cells]]:
    """Give pairs of cells of a whole period, and of parts of it put together; one is the new."""
    inside = [table for table in earlier if new.holds(table)]
    for parts in _disjoint(inside, least=1):
        yield new.cells, _together(parts)
    for whole in earlier:
        if whole.holds(new) and not new.holds(whole):
            others = [t for t in earlier if whole.holds(t) and _are_disjoint((new, t))]
            for parts in _disjoint(others, least=0):
                yield whole.cells, _together((new, *parts))


def _disjoint(tables: list[Table], *, least: int) -> Iterator[tuple[Table, ...]]:
    for size in range(least, MOST_PARTS + 1):
        yield from filter(_are_disjoint, combinations(tables, size))


def _are_disjoint(tables: Sequence[Table]) -> bool:
    in_order = sorted(tables, key=lambda table: table.first)
    return all(one.last < two.first for one, two in pairwise(in_order))


def _together(tables: Sequence[Table]) -> Cells:
    shared = set.intersection(*(set(table.cells) for table in tables))
    return {key: _sum(key, [table.cells[key] for table in tables]) for key in shared}


def _sum(key: str, cells: Sequence[Cell]) -> Cell:
    counts = [cell.satisfied for cell in cells]
    known = [count for count in counts if count is not None]
    satisfied = sum(known) if len(known) == len(counts) else None
    return Cell(key, sum(cell.n for cell in cells), satisfied)


def _cell(row: IndexRow) -> Cell | None:
    if row.figure is None:
        return None
    count = row.figure.share * row.figure.n
    # Only a plain share of people tells how many were satisfied; a weighted one or a mean does not.
    is_count = row.formula.is_share and abs(count - round(count)) < 1e-6
    return Cell(str(row.unit.id), row.figure.n, round(count) if is_count else None)
