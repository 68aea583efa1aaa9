"""Narrowing a long list of results to some names or one verdict; no figure changes by it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.alphabet import search_key
from app.errors import InvalidFilter
from app.results.selection import Arguments
from app.services.reporting.records import IndexRow, Outcome

LONGEST = 100


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is looked for in names and codes, and the one verdict that is shown; empty for all."""

    words: str = ""
    outcome: Outcome | None = None

    def named(self, rows: Sequence[IndexRow]) -> list[IndexRow]:
        """Keep the units whose names or code hold what is looked for, with or without marks."""
        wanted = search_key(self.words)
        return [row for row in rows if wanted in _texts(row)]

    def judged(self, rows: Sequence[IndexRow]) -> list[IndexRow]:
        """Keep the units of the verdict."""
        return [row for row in rows if self.outcome in (None, row.outcome)]

    def arguments(self, **changes: object) -> dict[str, object]:
        """Give the query arguments that lead here with some changes."""
        given = {"q": self.words, "verdict": self.outcome.value if self.outcome else None}
        return {name: value for name, value in {**given, **changes}.items() if value}


def _texts(row: IndexRow) -> str:
    unit = row.unit
    return "\n".join(search_key(text) for text in (unit.name_vi, unit.name_en or "", unit.code))


def read_narrowing(arguments: Arguments) -> Narrowing:
    """Read it from query arguments; raises `InvalidFilter` for a verdict that does not exist."""
    asked = arguments.get("verdict") or None
    if asked is not None and asked not in set(Outcome):
        raise InvalidFilter(f"no verdict {asked!r}", name="verdict")
    words = " ".join(arguments.get("q", "").split())[:LONGEST]
    return Narrowing(words, Outcome(asked) if asked else None)
