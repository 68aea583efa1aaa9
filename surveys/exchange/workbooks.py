"""Workbooks (XLSX) as sheets of texts, read with suspicion and written without formulas."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from surveys.exchange.problems import ImportRefused, Problem, ProblemCode, refuse
from surveys.plain_text import clean

LARGEST = 5_000_000
LARGEST_UNPACKED = 20_000_000
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5000, 200, 30
MOST_BLANK_ROWS = 200
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """A row as the spreadsheet numbers it, with its cells that are not blank by heading."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """A sheet: its headings in order, its rows, and the problems met while reading it."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = field(default=())


def read_workbook(content: bytes) -> dict[str, Sheet]:
    """Read all sheets of a workbook by name.

    Raises
    ------
    ImportRefused
        If the bytes are no workbook, or unpack to too much, or declare XML entities.
    """
    _check_archive(content)
    try:
        with warnings.catch_warnings():
            # It warns of pictures and rules it does not read, which we do not want either.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
            try:
                sheets = book.worksheets[:MOST_SHEETS]
                return {str(sheet.title): _sheet(sheet) for sheet in sheets}
            finally:
                book.close()
    except ImportRefused:
        raise
    except Exception as error:
        # It raises whatever the broken part of a file brings about, KeyError and ValueError too.
        raise refuse(ProblemCode.FILE_UNREADABLE, reason=type(error).__name__) from error


def _check_archive(content: bytes) -> None:
    """Look at what a file unpacks to before anything is unpacked into memory.

    The sizes an archive states of itself may be lies, so every part is read to its stated end.
    """
    if len(content) > LARGEST:
        raise refuse(ProblemCode.FILE_TOO_LARGE, maximum=LARGEST)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                raise refuse(ProblemCode.FILE_TOO_LARGE, maximum=LARGEST_UNPACKED)
            for entry in entries:
                if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _check_entities(archive.read(entry))
    except ImportRefused:
        raise
    except Exception as error:
        # Broken archives raise whatever their broken part brings about.
        raise refuse(ProblemCode.FILE_UNREADABLE, reason=type(error).__name__) from error


def _check_entities(part: bytes) -> None:
    """Refuse a document type or entity; without zero bytes UTF-16 reads the same."""
    if _DECLARATION.search(part.replace(b"\0", b"")):
        raise refuse(ProblemCode.FILE_UNSAFE)


def _sheet(sheet: Any) -> Sheet:
    sheet.reset_dimensions()
    problems: list[Problem] = []
    rows = _rows(sheet, problems)
    number, first = next(rows, (1, []))
    headings = tuple(clean(cell) for cell in first)
    for heading in {h for h in headings if h and headings.count(h) > 1}:
        code = ProblemCode.HEADING_TWICE
        problems.append(Problem(code, sheet.title, number, heading, {"value": heading}))
    below = []
    for number, cells in rows:
        named = {}
        for place, cell in enumerate(cells):
            if cell:
                heading = headings[place] if place < len(headings) else ""
                named[heading or get_column_letter(place + 1)] = cell
        below.append(Row(number, named))
    return Sheet(sheet.title, tuple(filter(None, headings)), tuple(below), tuple(problems))


def _rows(sheet: Any, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Go through the rows that are not blank."""
    blank = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
        cells = [_text(cell, sheet.title, number, problems) for cell in row]
        blank = 0 if any(cells) else blank + 1
        if blank > MOST_BLANK_ROWS:
            return
        if number > MOST_ROWS or any(cells[MOST_COLUMNS:]):
            many = {"maximum": MOST_ROWS if number > MOST_ROWS else MOST_COLUMNS}
            problems.append(Problem(ProblemCode.TOO_MANY_ROWS, sheet.title, number, params=many))
            return
        if any(cells):
            yield number, cells


def _text(cell: Any, sheet: str, row: int, problems: list[Problem]) -> str:
    if cell.data_type == "f":
        column = get_column_letter(cell.column)
        problems.append(Problem(ProblemCode.FORMULA_CELL, sheet, row, column))
        return ""
    value = cell.value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return "" if value is None else clean(str(value))


def write_workbook(sheets: Mapping[str, Sequence[Iterable[str]]]) -> bytes:
    """Write sheets of texts, the first row as headings; no cell is ever a formula.

    The same texts give the same bytes.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.datetime(2000, 1, 1)})  # noqa: DTZ001  # a constant
        heading = book.add_format({"bold": True, "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for number, cells in enumerate(rows):
                sheet.set_column(0, 20, 28)
                for place, text in enumerate(cells):
                    if text:
                        sheet.write_string(number, place, text, wrapped if number else heading)
    return file.getvalue()
