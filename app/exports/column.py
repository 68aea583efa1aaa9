"""One column of results: what every format needs to know of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.exports.cells import Cell, Kind
from app.services.reporting.records import IndexRow, Outcome

Take = Callable[[IndexRow, str], Cell]
Why = Callable[[IndexRow], Outcome | None]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a stable id, the heading people read, and the cell of a row.

    take : gets the row and the language of the file
    kind : what the column holds
    words : what the codes of a column of codes stand for; `take` gives the code
    why_empty : says of a row why the cell is empty: withheld, nobody answered, or no reason
    """

    id: str
    heading: Any
    take: Take
    kind: Kind = Kind.TEXT
    words: Mapping[Any, Any] | None = None
    why_empty: Why = lambda _: None

    def shown(self, row: IndexRow, language: str) -> Cell:
        """Give the cell as people read it: words in the place of a code."""
        cell = self.take(row, language)
        return cell if self.words is None or cell is None else str(self.words[cell])


def name_of(thing: Any, field: str, language: str) -> str:
    """Give the name of a unit or source in a language, or the Vietnamese one."""
    name: str = getattr(thing, f"{field}_{language}") or getattr(thing, f"{field}_vi")
    return name


def field_of(part: str, field: str) -> Take:
    """Take a field of a part of the row; an absent or withheld part leaves the cell empty."""

    def take(row: IndexRow, _: str) -> Cell:
        found = getattr(row, part)
        value: Cell = None if found is None else getattr(found, field)
        return value

    return take


def without_answers(row: IndexRow) -> Outcome | None:
    """Say why a row has no figures."""
    return row.outcome if row.outcome in (Outcome.WITHHELD, Outcome.NO_ANSWERS) else None
