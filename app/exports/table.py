"""A table that every format writes: described columns, and rows of values.

Rows may be made as they are asked for; formats that stream take one of results or of answers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

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
class TablePicture:
    """A picture of the rows, for formats that can hold one: a PNG, its name, its words."""

    title: str
    png: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with rows; `notes` are what must be known to read them, a name and a text each.

    about : further facts for programs, by short names
    empty : for each row the columns whose figure is hidden or for which nobody answered
    is_share : whether an index runs from 0 to 1
    created : a day that depends on the rows alone
    """

    title: str
    columns: Sequence[TableColumn]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[tuple[str, str]]
    about: Mapping[str, str] = field(default_factory=dict)
    empty: Sequence[Mapping[str, str]] = ()
    is_share: bool = True
    created: date | None = None
    pictures: Sequence[TablePicture] = ()

    def headings(self) -> list[str]:
        """Give the first line as people read it."""
        return [column.heading for column in self.columns]

    def shown(self) -> Iterator[list[Cell]]:
        """Give the rows as people read them: words in the place of codes."""
        words = [column.words or {} for column in self.columns]
        for row in self.rows:
            yield [_said(told, cell) for told, cell in zip(words, row, strict=True)]


def _said(words: Mapping[str | int, str], cell: Cell) -> Cell:
    return words.get(cell, cell) if isinstance(cell, str | int) else cell
