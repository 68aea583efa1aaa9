"""Publications of other formulas beside a new one: the same people, or nearly the same, counted.

What is hidden is hidden in all indices of a survey (`reporting/together.py`), for nearly the same
people stand behind each. So how many answered may not differ by a few between two of them either.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.disclosure.cells import Cell
from app.services.publishing.differences import Table, small_differences, table_of
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report
from app.services.reporting.rows import index_rows
from app.services.reporting.sheets import measure_name

Rows = Sequence[IndexRow]


@dataclass(frozen=True, slots=True)
class Beside:
    """Earlier tables of the same people, and how many they are at each unit now.

    `people` is None where the people are those of the new publication: its rows tell how many.
    """

    tables: Sequence[Table]
    people: Mapping[int, int] | None

    def differences(self, rows: Rows, *, minimum: int) -> dict[int, int]:
        """Give the units that would differ by too few people, and by how many."""
        new = table_of(rows) if self.people is None else _counts(table_of(self._as_counted(rows)))
        small = small_differences(new, self.tables, minimum=minimum)
        return {int(unit_id): n for unit_id, n in small.items()}

    def _as_counted(self, rows: Rows) -> list[IndexRow]:
        people = self.people or {}
        return [
            replace(row, figure=replace(row.figure, n=people[row.unit.id]))
            if row.figure and row.unit.id in people
            else replace(row, figure=None)
            for row in rows
        ]


def beside(
    report: Report, whole: Report, rows: Rows, earlier: Iterable[Rows], kept: frozenset[int]
) -> list[Beside]:
    """Sort what is public by the people behind it; `whole` is the report on the whole survey.

    A kept row tells nothing new of other people: it is compared with its own alone.
    """
    formula, level = rows[0].formula.id, rows[0].unit.kind
    mine = _people(whole, formula)
    groups: dict[frozenset[tuple[int, int]], dict[str, list[Table]]] = {}
    for found in earlier:
        name, table = found[0].formula.id, table_of(found)
        table = table if name == formula else _counts(table)
        groups.setdefault(_people(whole, name), {}).setdefault(name, []).append(table)
    result = []
    for people, by_name in groups.items():
        name = next(iter(by_name))
        now = None if people == mine else _now(report, name, level, kept)
        result.append(Beside([table for tables in by_name.values() for table in tables], now))
    return result


def _people(whole: Report, formula: str) -> frozenset[tuple[int, int]]:
    if formula not in whole.formulas:
        return frozenset()
    return frozenset(whole.people_at(measure_name(formula, None)).items())


def _now(report: Report, formula: str, level: str, kept: frozenset[int]) -> dict[int, int]:
    if formula not in report.formulas:
        return {}
    rows = index_rows(report, formula, level)
    return {row.unit.id: row.figure.n for row in rows if row.figure and row.unit.id not in kept}


def _counts(table: Table) -> Table:
    """Leave out how many were satisfied: another formula counts others as such."""
    cells = {key: Cell(key, cell.n) for key, cell in table.cells.items()}
    return Table(table.first, table.last, cells)
