"""Data files: comma, semicolon or tab, quoted or not, with or without a byte order mark.

Every problem is told with file, line and column. A blank cell, NA or N/A is "not applicable, or no
reason told"; the word SKIPPED says that a person left out what concerned them.
"""

import csv
import io
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis.arguments import LARGEST
from analysis.commands.mistakes import BadInput
from analysis.results import Floats

DELIMITERS = (",", ";", "\t")
NO_LABEL = frozenset({"", "NA", "N/A"})
WORDS = dict.fromkeys(("", "na", "n/a", "nan", "null"), np.nan) | {"true": 1.0, "false": 0.0}
"""Cells, in small letters, that stand for a number or for none; R writes TRUE and FALSE."""
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)

# A cell longer than this is a forgotten quotation mark.
csv.field_size_limit(1_000_000)


@dataclass(frozen=True, slots=True)
class DataFile:
    """The wanted columns of a file, as text, with the line on which each row begins.

    decimal_comma : whether 0,5 is a number: in files separated by semicolons
    """

    path: str
    lines: Sequence[int]
    cells: dict[str, list[str]]
    decimal_comma: bool

    @property
    def rows(self) -> int:
        """Number of rows below the heading."""
        return len(self.lines)

    def mistake(self, row: int | None, column: str, problem: str) -> BadInput:
        """Build the error about one cell, or about a column."""
        line = None if row is None else self.lines[row]
        return BadInput.at(self.path, problem, line=line, column=column)

    def labels(self, column: str) -> list[str | None]:
        """Read labels; None where the cell is empty."""
        return [None if cell in NO_LABEL else cell for cell in self.cells[column]]

    def complete_labels(self, column: str) -> list[str]:
        """Read labels of which none may be missing."""
        found = self.labels(column)
        for row, label in enumerate(found):
            if label is None:
                raise self.mistake(row, column, "a name is needed in every row")
        return [label for label in found if label is not None]

    def numbers(
        self,
        column: str,
        *,
        low: float = -LARGEST,
        high: float = LARGEST,
        words: Mapping[str, float] = WORDS,
    ) -> Floats:
        """Read numbers from `low` to `high`, and words that stand for a number or NaN."""
        known: dict[str, float] = {}
        result = np.empty(self.rows)
        for row, cell in enumerate(self.cells[column]):
            value = known.get(cell)
            if value is None:
                value = words.get(cell.lower())
                if value is None:
                    value = self._number(row, column, cell, low, high)
                known[cell] = value
            result[row] = value
        return result

    def complete_numbers(self, column: str, *, low: float, high: float = LARGEST) -> Floats:
        """Read numbers of which none may be missing."""
        found = self.numbers(column, low=low, high=high)
        missing = np.isnan(found)
        if missing.any():
            raise self.mistake(int(missing.argmax()), column, "a number is needed in every row")
        return found

    def _number(self, row: int, column: str, cell: str, low: float, high: float) -> float:
        text = cell.replace(",", ".") if self.decimal_comma else cell
        if not NUMBER.fullmatch(text):
            raise self.mistake(row, column, f"{shortened(cell)} is not a number")
        value = float(text)
        if not low <= value <= high:
            limits = f"at least {low:g}" if high >= LARGEST else f"from {low:g} to {high:g}"
            raise self.mistake(row, column, f"{shortened(cell)} is not {limits}")
        return value


def read_data(path: str, wanted: Sequence[str]) -> DataFile:
    """Read the wanted columns of a file with a heading; `-` is the standard input."""
    text = read_text(path)
    delimiter = find_delimiter(text)
    records = _records(path, text, delimiter)
    _, heading = next(records, (0, []))
    places = [_place(path, heading, name) for name in dict.fromkeys(wanted)]
    lines, columns = _columns(path, records, len(heading), places)
    if not lines:
        raise BadInput.at(path, "there are no rows below the heading")
    cells = dict(zip(dict.fromkeys(wanted), columns, strict=True))
    return DataFile(path, lines, cells, delimiter == ";")


def read_rows(path: str) -> tuple[list[tuple[int, list[str]]], bool]:
    """Read all rows with their lines, and whether numbers may have a decimal comma."""
    text = read_text(path)
    delimiter = find_delimiter(text)
    return list(_records(path, text, delimiter)), delimiter == ";"


def read_text(path: str) -> str:
    """Read a whole file as UTF-8 without its byte order mark."""
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise BadInput.at(path, f"cannot be read ({reason})") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput.at(path, "not UTF-8 text; save it as CSV UTF-8", line=line) from error


def find_delimiter(text: str) -> str:
    """Take the delimiter that cuts the heading into most columns; a comma when in doubt."""
    heading = io.StringIO(text, newline="").readline()
    return max(DELIMITERS, key=lambda delimiter: _width(heading, delimiter))


def shortened(cell: str) -> str:
    """Quote a cell for a message of one line."""
    return repr(cell if len(cell) <= 40 else f"{cell[:37]}...")


def _width(heading: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([heading], delimiter=delimiter), []))
    except csv.Error:
        return 0


def _records(path: str, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that are not empty, stripped, with the line on which each begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise BadInput.at(path, f"not a CSV file ({error})", line=line) from error
        if row is None:
            return
        if row:
            yield line, [cell.strip() for cell in row]


def _place(path: str, heading: list[str], name: str) -> int:
    if name not in heading:
        there = ", ".join(heading[:60]) or "none"
        raise BadInput.at(path, f"there is no column {name!r}; the columns are: {there}")
    if heading.count(name) > 1:
        raise BadInput.at(path, "two columns have this name", line=1, column=name)
    return heading.index(name)


def _columns(
    path: str, records: Iterator[tuple[int, list[str]]], width: int, places: list[int]
) -> tuple[list[int], list[list[str]]]:
    lines: list[int] = []
    columns: list[list[str]] = [[] for _ in places]
    for line, row in records:
        if len(row) < width or any(row[width:]):
            problem = f"{len(row)} cells, but the heading has {width}"
            raise BadInput.at(path, problem, line=line)
        lines.append(line)
        for column, place in zip(columns, places, strict=True):
            column.append(row[place])
    return lines, columns
