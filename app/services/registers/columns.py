"""Sheets with documented columns: headings known by id or by words, cells given by id."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask_babel import force_locale, gettext

from app.config import LANGUAGES
from app.services.importing.files import open_file
from app.services.importing.problems import InvalidFile, Problem
from app.services.importing.tables import Record
from surveys.plain_text import one_line


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: its id, what people call it, and what to write there."""

    id: str
    heading: Any
    explanation: Any
    needed: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: the line it begins on, its cells by column id, and what is wrong with it as a row.

    A column the file does not have reads as blank.
    """

    line: int
    cells: Mapping[str, str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An open sheet: its rows still to be read, and the headings nobody reads.

    headings : what the file calls each column it has, by id
    """

    rows: Iterator[SheetRow]
    headings: Mapping[str, str]
    unread: tuple[str, ...]
    spelled: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def words_of(self, column: str, choices: Mapping[Any, Any]) -> Mapping[str, str]:
        """Give the spellings of a column's choices, looked up once a file."""
        if column not in self.spelled:
            self.spelled[column] = words_of(choices)
        return self.spelled[column]

    def problem(self, line: int, column: str, reason: str, value: str = "") -> Problem:
        """Say what is wrong in the words of the file's own headings."""
        return Problem(line, self.headings.get(column, column), reason, value)


@contextmanager
def open_sheet(path: Path, columns: Sequence[SheetColumn]) -> Iterator[Sheet]:
    """Open a CSV or XLSX sheet. Raises `InvalidFile`, naming every missing column."""
    names = names_of(columns)
    with open_file(path, wanted=spellings(columns)) as table:
        ids = [names.get(heading.casefold()) for heading in table.headings]
        missing = [str(c.heading) for c in columns if c.needed and c.id not in ids]
        if missing:
            raise InvalidFile(
                gettext("the file has no column “%(column)s”", column="”, “".join(missing))
            )
        check_no_column_twice(ids, table.headings)
        yield Sheet(
            rows=(row_of(record, ids) for record in table.records),
            headings={i: h for i, h in zip(ids, table.headings, strict=True) if i},
            unread=tuple(h for i, h in zip(ids, table.headings, strict=True) if h and not i),
        )


def names_of(columns: Sequence[SheetColumn]) -> dict[str, str]:
    """Give the id of every spelling of a heading, upper and lower case alike."""
    names = {column.id: column.id for column in columns}
    for language in LANGUAGES:
        with force_locale(language):
            names |= {one_line(str(column.heading)).casefold(): column.id for column in columns}
    return names


def spellings(columns: Sequence[SheetColumn]) -> list[str]:
    """List the headings as files write them, to tell the delimiter by."""
    found = [column.id for column in columns]
    for language in LANGUAGES:
        with force_locale(language):
            found += [one_line(str(column.heading)) for column in columns]
    return found


def check_no_column_twice(ids: Sequence[str | None], headings: Sequence[str]) -> None:
    """Refuse a file with two headings of one column: which of the two counts?"""
    for column in {i for i in ids if i and ids.count(i) > 1}:
        both = [h for i, h in zip(ids, headings, strict=True) if i == column]
        raise InvalidFile(
            gettext("the headings “%(headings)s” mean the same column", headings="”, “".join(both))
        )


def row_of(record: Record, ids: Sequence[str | None]) -> SheetRow:
    """Give the cells of a row by column id, on one line each."""
    if record.problem:
        return SheetRow(record.line, {}, record.problem)
    pairs = zip(ids, record.cells, strict=True)
    return SheetRow(record.line, {i: plain(cell) for i, cell in pairs if i})


def words_of(choices: Mapping[Any, Any]) -> dict[str, str]:
    """Give the code of every spelling of a choice: the code itself, its words in any language."""
    found = {str(code).casefold(): str(code) for code in choices}
    for language in LANGUAGES:
        with force_locale(language):
            found |= {one_line(str(words)).casefold(): str(code) for code, words in choices.items()}
    return found


def plain(cell: str) -> str:
    """Clean a cell; the apostrophe that our own files put before a formula is taken off again."""
    text = one_line(cell)
    return text[1:] if text.startswith(("'=", "'+", "'-", "'@")) else text


def rows_by_hand(rows: Sequence[SheetRow]) -> Sheet:
    """Give rows that came by no file, so that they are read by the same rule."""
    return Sheet(iter(rows), {}, ())
