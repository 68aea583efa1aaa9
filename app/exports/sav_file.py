"""SPSS: labelled variables, codes as numbers with value labels, and two sorts of missing values."""

from collections.abc import Iterator
from dataclasses import replace

from app.exports.cells import NUMERIC, Cell
from app.exports.spss import write_system_file
from app.exports.table import Table
from app.services.reporting.records import Outcome
from app.words import OUTCOMES

MISSING = {Outcome.WITHHELD: -9, Outcome.NO_ANSWERS: -8}
"""User-missing values. An empty cell without such a reason is system-missing."""


def write_sav(table: Table) -> bytes:
    """Write a table as an SPSS file; the same rows give the same bytes."""
    rows = list(table.rows)
    if table.empty:
        said = {number: str(OUTCOMES[outcome]) for outcome, number in MISSING.items()}
        columns = [replace(c, missing=said) if c.kind in NUMERIC else c for c in table.columns]
        table = replace(table, columns=columns, rows=_with_reasons(table))
    return b"".join(write_system_file(table, len(rows)))


def _with_reasons(table: Table) -> Iterator[list[Cell]]:
    """Put the number of its reason into each empty cell that holds a number otherwise."""
    for row, empty in zip(table.rows, table.empty, strict=True):
        cells = zip(table.columns, row, strict=True)
        yield [
            MISSING[Outcome(empty[column.id])]
            if column.id in empty and column.kind in NUMERIC
            else cell
            for column, cell in cells
        ]
