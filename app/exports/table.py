"""A table for programs: described columns, and rows of values that are made as they are asked for.

Formats that stream take one, be it of results or of answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.exports.cells import Cell, Kind


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: an id in letters of every program, what people call it, what it holds.

    words : what each code stands for, in a column of codes
    missing : numbers that are no measurement, with what they say
    longest : the most bytes of UTF-8 that a text of the column takes
    """

    id: str
    heading: str
    kind: Kind = Kind.TEXT
    words: Mapping[str | int, str] | None = None
    missing: Mapping[int, str] | None = None
    longest: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with rows; `notes` are what must be known to read them, a name and a text each."""

    title: str
    columns: Sequence[TableColumn]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[tuple[str, str]]
