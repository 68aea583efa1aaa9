"""Answers as a workbook: the rows, the codebook, and what must be known; row by row to the disk."""

import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

import xlsxwriter

from app.exports.answers.answer_file import AnswerFile
from app.exports.answers.codebook import COLUMNS
from app.exports.answers.streams import pieces
from app.exports.cells import Cell, safe
from app.exports.xlsx_file import write_cell
from app.words import say

MOST_ROWS = 2**20 - 1
"""Lines of a sheet, without that of the headings."""
WIDTH = 16


def stream_xlsx(file: AnswerFile) -> Iterator[bytes]:
    """Give a workbook of at most `MOST_ROWS` answers; each row goes to the disk when it is full."""
    with tempfile.TemporaryFile() as made:
        with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
            bold = book.add_format({"bold": True, "bottom": 1})
            day = book.add_format({"num_format": "dd/mm/yyyy"})
            ids = [column.id for column in file.table.columns]
            _write_sheet(book, say("Answers"), ids, file.table.rows, (bold, day))
            headings = [str(column.heading) for column in COLUMNS]
            _write_sheet(book, say("Codebook"), headings, file.codebook, (bold, day))
            names = [say("Subject"), say("Explanation")]
            _write_sheet(book, say("Method"), names, file.table.notes, (bold, day))
        yield from pieces(made)


def _write_sheet(
    book: Any, name: str, headings: Sequence[str], rows: Any, formats: tuple[Any, Any]
) -> None:
    bold, day = formats
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings) - 1, WIDTH)
    for place, heading in enumerate(headings):
        sheet.write_string(0, place, heading, bold)
    for line, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            _write(sheet, line, place, cell, day)


def _write(sheet: Any, line: int, place: int, cell: Cell, day: Any) -> None:
    is_day = cell is not None and not isinstance(cell, str | int | float)
    write_cell(sheet, line, place, safe(cell), day if is_day else None)
