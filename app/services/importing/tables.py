"""CSV files as they come: comma, semicolon or tab, with or without BOM, row by row.

Nothing but one row is held in memory. Bytes that are not UTF-8 are carried through as lone
surrogates, so that the row they stand in can be named.
"""

import codecs
import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TextIO

from flask_babel import gettext

from app.services.importing.problems import InvalidFile
from surveys.plain_text import one_line

DELIMITERS = (",", ";", "\t")
LONGEST_CELL = 100_000
"""A longer cell is a quotation mark that was never closed. `csv` has a limit of its own, but any
module of the process can move it."""


class Reader(Protocol):
    """What we use of the reader that `csv.reader` makes, whose type has no public name."""

    @property
    def line_num(self) -> int:
        """Lines read so far."""

    def __next__(self) -> list[str]:
        """Read the next row."""


@dataclass(frozen=True)
class Record:
    """One row: the line it begins on, its cells, and what is wrong with it as a row."""

    line: int
    cells: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True)
class Table:
    """An open table: its headings, cleaned of stray spaces, and its rows still to be read."""

    headings: tuple[str, ...]
    records: Iterator[Record]


@contextmanager
def open_table(
    path: Path, *, wanted: Sequence[str] = (), delimiter: str | None = None
) -> Iterator[Table]:
    """Open a CSV file. Without a `delimiter`, the one that yields most of the `wanted` headings.

    Guessing from the headings is safe where guessing from the cells is not: a comment full of
    commas cannot mislead it. Raises `InvalidFile`.
    """
    check_readable(path)
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        candidates = (delimiter,) if delimiter else DELIMITERS
        best = max(candidates, key=lambda mark: headings_found(file, mark, wanted))
        file.seek(0)
        reader = csv.reader(file, delimiter=best, strict=True)
        headings = read_headings(reader)
        yield Table(headings, records(reader, len(headings)))


def check_readable(path: Path) -> None:
    """Raise `InvalidFile` for a missing file, or one in UTF-16, as Excel's "Unicode text" is."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise InvalidFile(
            gettext("%(file)s cannot be read: %(reason)s", file=path, reason=error.strerror)
        ) from error
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InvalidFile(gettext("%(file)s is UTF-16; save it as CSV UTF-8", file=path))
    if start.startswith(b"PK"):
        raise InvalidFile(gettext("%(file)s is a workbook; save it as CSV UTF-8", file=path))


def headings_found(file: TextIO, delimiter: str, wanted: Sequence[str]) -> tuple[int, int]:
    """Count how many wanted headings a delimiter yields, and how many headings at all."""
    file.seek(0)
    try:
        headings = cleaned(next(csv.reader(file, delimiter=delimiter), []))
    except csv.Error:
        return 0, 0
    return len(set(headings) & set(wanted)), len(headings)


def read_headings(reader: Reader) -> tuple[str, ...]:
    """Read the first row; raise `InvalidFile` if there is none or a heading stands twice."""
    try:
        return checked_headings(next(reader))
    except StopIteration:
        return checked_headings(())
    except csv.Error as error:
        raise InvalidFile(gettext("line 1: %(reason)s", reason=error)) from error


def checked_headings(cells: Sequence[str]) -> tuple[str, ...]:
    """Clean headings; raise `InvalidFile` if there are none or one stands twice."""
    headings = cleaned(cells)
    if not any(headings):
        raise InvalidFile(gettext("the file has no heading row"))
    twice = sorted({name for name in headings if name and headings.count(name) > 1})
    if twice:
        raise InvalidFile(gettext("the heading “%(name)s” stands twice", name="”, “".join(twice)))
    return headings


def records(reader: Reader, width: int) -> Iterator[Record]:
    """Go through the rows; blank ones are passed over, as spreadsheets append them."""
    while True:
        line = reader.line_num + 1
        try:
            cells = tuple(next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            yield Record(line, (), gettext("the row cannot be read: %(reason)s", reason=error))
            continue
        if any(cell.strip() for cell in cells):
            yield Record(line, cells, row_problem(cells, width))


def row_problem(cells: Sequence[str], width: int) -> str:
    """Say what is wrong with a row as a whole, or nothing."""
    if len(cells) != width:
        sentence = gettext("the row has %(cells)s cells, the heading row %(width)s")
        return str(sentence) % {"cells": len(cells), "width": width}
    if any(len(cell) > LONGEST_CELL for cell in cells):
        return str(gettext("a cell is longer than %(most)s characters")) % {"most": LONGEST_CELL}
    try:
        "".join(cells).encode()
    except UnicodeEncodeError:
        return str(gettext("the row is not UTF-8 text"))
    return ""


def cleaned(headings: Sequence[str]) -> tuple[str, ...]:
    """Bring headings to the form in which a mapping names them: NFC, single spaces."""
    return tuple(one_line(heading) for heading in headings)
