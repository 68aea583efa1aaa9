"""Workbooks (XLSX) as tables of texts: the first sheet, row by row.

openpyxl reads them; with defusedxml installed it refuses entities that blow up. How much a
workbook unpacks to is looked at first, because a small file can hold gigabytes.
"""

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import chain
from pathlib import Path
from typing import IO, Any

from flask_babel import gettext
from openpyxl import load_workbook

from app.services.importing.problems import InvalidFile
from app.services.importing.tables import Record, Table, checked_headings, row_problem

LARGEST_UNPACKED = 300 * 1024 * 1024
MOST_COLUMNS = 1000
MOST_BLANK_ROWS = 1000
"""Sheets whose cells were once formatted to the end of the page go on blank; here reading stops."""


def is_workbook(path: Path) -> bool:
    """Tell whether a file begins like a workbook."""
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK"
    except OSError:
        return False


@contextmanager
def open_workbook(path: Path) -> Iterator[Table]:
    """Open the first sheet of a workbook. Raises `InvalidFile`."""
    check_size(path)
    # Handed over as a file: from a path openpyxl would judge by the ending.
    with path.open("rb") as file:
        book = loaded(file)
        try:
            sheet = next(iter(book.worksheets), None)
            if sheet is None:
                raise InvalidFile(gettext("the workbook has no sheet"))
            sheet.reset_dimensions()
            yield table_of(rows_of(sheet))
        finally:
            book.close()


def loaded(file: IO[bytes]) -> Any:
    """Open a workbook for reading on the way through; raises `InvalidFile`."""
    try:
        with warnings.catch_warnings():
            # It warns of pictures and rules it does not read, which we do not want either.
            warnings.simplefilter("ignore")
            return load_workbook(file, read_only=True, data_only=True)
    except Exception as error:
        # It raises whatever the broken part of a file brings about, KeyError and ValueError too.
        raise InvalidFile(gettext("the workbook cannot be read; save it again as XLSX")) from error


def check_size(path: Path) -> None:
    """Refuse a file that is no archive or unpacks to too much."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (OSError, zipfile.BadZipFile) as error:
        raise InvalidFile(gettext("the workbook cannot be read; save it again as XLSX")) from error
    if unpacked > LARGEST_UNPACKED:
        raise InvalidFile(gettext("the workbook is too large"))


def rows_of(sheet: Any) -> Iterator[tuple[str, ...]]:
    """Go through the rows as texts; raises `InvalidFile` where a sheet breaks off."""
    blank = 0
    try:
        for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
            cells = tuple(map(text_of, row))
            blank = 0 if any(cells) else blank + 1
            if blank > MOST_BLANK_ROWS:
                return
            yield cells
    except Exception as error:
        raise InvalidFile(gettext("the workbook cannot be read; save it again as XLSX")) from error


def table_of(rows: Iterator[tuple[str, ...]]) -> Table:
    """Take the first row that says anything as headings; the others keep their line numbers."""
    numbered = enumerate(rows, start=1)
    _, first = next(((line, row) for line, row in numbered if any(row)), (1, ()))
    headings = checked_headings(without_blank_end(first))
    return Table(headings, records(numbered, len(headings)))


def records(rows: Iterator[tuple[int, tuple[str, ...]]], width: int) -> Iterator[Record]:
    """Go through the rows below the headings, blank ones passed over."""
    for line, row in rows:
        cells = without_blank_end(row)
        if any(cell.strip() for cell in cells):
            filled = tuple(chain(cells, [""] * (width - len(cells))))
            yield Record(line, filled, row_problem(filled, width))


def without_blank_end(cells: Sequence[str]) -> tuple[str, ...]:
    """Leave blank cells at the end of a row out."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return tuple(cells[:end])


def text_of(value: object) -> str:
    """Write a cell as the text that a CSV would hold."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.date().isoformat() if is_day else value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
