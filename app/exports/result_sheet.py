"""Tables of what a page of results shows besides its index rows: comparisons, trends, questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.exports.cells import Cell, Kind, safe
from app.exports.export import longest_of
from app.exports.table import Table, TableColumn

Notes = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column: a stable id, the heading people read, what it says, what it holds.

    words : what its codes stand for, in a column of codes
    """

    id: str
    heading: Any
    explanation: Any
    kind: Kind = Kind.TEXT
    words: Mapping[Any, Any] | None = None


def result_table(
    title: str,
    columns: Sequence[ResultColumn],
    rows: Sequence[Sequence[Cell]],
    notes: Notes,
    *,
    is_share: bool,
) -> Table:
    """Put rows under described columns; the notes end with what each column says."""
    lines = [[safe(cell) for cell in row] for row in rows]
    cells: Sequence[Sequence[Cell]] = list(zip(*lines, strict=True)) or [()] * len(columns)
    described = [
        TableColumn(
            id=column.id,
            heading=str(column.heading),
            kind=column.kind,
            words={c: str(w) for c, w in column.words.items()} if column.words else None,
            longest=longest_of(found),
        )
        for column, found in zip(columns, cells, strict=True)
    ]
    meanings = [(str(column.heading), str(column.explanation)) for column in columns]
    return Table(title, described, lines, [*notes, *meanings], is_share=is_share)
