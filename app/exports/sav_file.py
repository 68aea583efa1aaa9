"""SPSS: labelled variables, codes as numbers with value labels, and two sorts of missing values."""

from collections.abc import Iterator
from dataclasses import replace

from app.exports.cells import NUMERIC, Cell
from app.exports.columns import COLUMNS
from app.exports.export import Export
from app.exports.spss import write_system_file
from app.exports.table import Table, TableColumn
from app.services.reporting.records import Outcome
from app.words import OUTCOMES

MISSING = {Outcome.WITHHELD: -9, Outcome.NO_ANSWERS: -8}
"""User-missing values. An empty cell without such a reason is system-missing."""


def write_sav(export: Export) -> bytes:
    """Write the rows as an SPSS file; the same rows give the same bytes."""
    missing = {number: str(OUTCOMES[outcome]) for outcome, number in MISSING.items()}
    plain = export.table()
    columns = [_with_missing(column, missing) for column in plain.columns]
    table = Table(plain.title, columns, _rows(export), plain.notes)
    return b"".join(write_system_file(table, len(export.rows)))


def _with_missing(column: TableColumn, missing: dict[int, str]) -> TableColumn:
    return replace(column, missing=missing) if column.kind in NUMERIC else column


def _rows(export: Export) -> Iterator[list[Cell]]:
    for row in export.rows:
        cells = zip(COLUMNS, export.values(row), strict=True)
        yield [
            MISSING.get(column.why_empty(row), cell)  # type: ignore[arg-type]
            if cell is None and column.kind in NUMERIC
            else cell
            for column, cell in cells
        ]
