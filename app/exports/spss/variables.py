"""Variables of a system file: from a column of a table to a name, a type, labels, and cells."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.exports.cells import Cell, Kind
from app.exports.table import TableColumn

Value = float | bytes | None

EPOCH = date(1582, 10, 14)
DAY = 86_400.0
F, A, EDATE = 5, 1, 38
"""Formats: a number, a text, a day written 31.12.2026."""
NOMINAL, SCALE = 1, 3
LONGEST_TEXT, LONGEST_NAME = 32_767, 64
RESERVED = frozenset(
    {"ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"}
)
NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_]")


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable; `width` is 0 for a number, else the bytes of its texts."""

    name: str
    label: str
    width: int
    format: tuple[int, int, int]
    measure: int
    labels: Mapping[float, str]
    missing: tuple[float, ...]
    value: Callable[[Any], Value]


def variable_of(column: TableColumn) -> Variable:
    """Make the variable of a column."""
    if column.kind is Kind.TEXT:
        width = min(max(column.longest, 1), LONGEST_TEXT)
        text_format = (A, min(width, 255), 0)
        return _variable(column, width, text_format, NOMINAL, {}, lambda text: _text(text, width))
    if column.kind is Kind.DAY:
        return _variable(column, 0, (EDATE, 10, 0), SCALE, {}, _day)
    if column.kind is Kind.CODE:
        numbers = numbers_of(column)
        labels = {numbers[code]: words for code, words in (column.words or {}).items()}
        return _variable(column, 0, (F, 8, 0), NOMINAL, labels, numbers.get)
    decimals = 0 if column.kind is Kind.COUNT else 6
    return _variable(column, 0, (F, 12, decimals), SCALE, {}, _number)


def numbers_of(column: TableColumn) -> dict[Cell, float]:
    """Give each code its number: itself if all are numbers, else its place in the list."""
    codes = list(column.words or {})
    missing: dict[Cell, float] = {number: float(number) for number in column.missing or {}}
    if all(isinstance(code, int) for code in codes):
        return missing | {code: float(code) for code in codes}
    return missing | {code: float(place) for place, code in enumerate(codes, start=1)}


def _variable(
    column: TableColumn,
    width: int,
    form: tuple[int, int, int],
    measure: int,
    labels: Mapping[float, str],
    value: Callable[[Any], Value],
) -> Variable:
    missing = {float(number): words for number, words in (column.missing or {}).items()}
    labelled = {**labels, **missing}
    name = name_of(column.id)
    return Variable(name, column.heading, width, form, measure, labelled, tuple(missing), value)


def name_of(column_id: str) -> str:
    """Give a name that SPSS takes: it begins with a letter and is no word of its language."""
    name = NOT_IN_NAMES.sub("_", column_id)
    if not name[:1].isalpha() or name.upper() in RESERVED:
        name = f"v_{name}"
    return name[:LONGEST_NAME].rstrip("_")


def _number(cell: Cell) -> Value:
    return None if cell is None else float(cell)  # type: ignore[arg-type]


def _day(cell: Cell) -> Value:
    if not isinstance(cell, date) or isinstance(cell, datetime):
        return None
    return (cell - EPOCH).days * DAY


def _text(cell: Cell, width: int) -> bytes:
    """Give a text in its bytes, cut between letters where it is too long."""
    cut = str(cell or "").encode()[:width]
    return cut.decode(errors="ignore").encode().ljust(width)
