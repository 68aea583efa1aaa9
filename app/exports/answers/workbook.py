"""Answers as a workbook: the rows, the codebook, and what must be known; row by row to the disk."""

import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

import xlsxwriter

from app.exports.answers.answer_file import AnswerFile
from app.exports.answers.codebook import COLUMNS
from app.exports.answers.streams import pieces
from app.exports.cells import Cell, safe
from app.exports.sheet_layout import lay_out_table, lay_out_text, width_of
from app.exports.xlsx_file import write_cell
from app.words import say

MOST_ROWS = 2**20 - 1
"""Lines of a sheet, without that of the headings."""
WIDTH, WIDER = 16, {"survey": 24, "unit": 40, "unit_today": 40}
"""Widths of columns in characters; rows are not read before they are written."""
NOTES_WIDE = 28, 96


def stream_xlsx(file: AnswerFile) -> Iterator[bytes]:
    """Give a workbook of at most `MOST_ROWS` answers; each row goes to the disk when it is full."""
    with tempfile.TemporaryFile() as made:
        with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
            bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
            day = book.add_format({"num_format": "dd/mm/yyyy"})
            ids = [column.id for column in file.table.columns]
            wide = [max(WIDER.get(name, WIDTH), len(name) + 2) for name in ids]
            _write_sheet(book, say("Answers"), ids, file.table.rows, wide, (bold, day))
            headings = [str(column.heading) for column in COLUMNS]
            told = list(zip(*file.codebook, strict=True)) or [()] * len(headings)
            wide = [width_of(*column) for column in zip(headings, told, strict=True)]
            _write_sheet(book, say("Codebook"), headings, file.codebook, wide, (bold, day))
            _write_notes(book, file.table.notes, bold)
        yield from pieces(made)


def _write_sheet(
    book: Any,
    name: str,
    headings: Sequence[str],
    rows: Any,
    widths: Sequence[float],
    formats: tuple[Any, Any],
) -> None:
    bold, day = formats
    sheet = book.add_worksheet(name)
    lay_out_table(sheet, widths)
    for place, heading in enumerate(headings):
        sheet.write_string(0, place, heading, bold)
    for line, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            _write(sheet, line, place, cell, day)


def _write_notes(book: Any, notes: Sequence[tuple[str, str]], bold: Any) -> None:
    """Write the sheet of the method; rows go to the disk in turn, so heights come before cells."""
    sheet = book.add_worksheet(say("Method"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    lines = [(say("Subject"), say("Explanation")), *notes]
    lay_out_text(sheet, NOTES_WIDE, lines)
    for line, (name, text) in enumerate(lines):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, text, wrapped if line else bold)


def _write(sheet: Any, line: int, place: int, cell: Cell, day: Any) -> None:
    is_day = cell is not None and not isinstance(cell, str | int | float)
    write_cell(sheet, line, place, safe(cell), day if is_day else None)
