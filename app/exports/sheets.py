"""Plain sheets (CSV, XLSX) with the documented columns of `app.services.registers`.

What is downloaded here can be uploaded again; the template is the same file without rows.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from app.exports.cells import Cell, guarded
from app.exports.csv_file import BYTE_ORDER_MARK, shown
from app.exports.sheet_layout import height_of, lay_out_table, lay_out_text, width_of
from app.exports.xlsx_file import write_cell
from app.services.registers.columns import SheetColumn
from app.words import say

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPLAINED_WIDE = 28, 80
TYPES = {"csv": "text/csv", "xlsx": XLSX_TYPE}


def write_sheet(
    format_name: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence[Cell]]
) -> bytes:
    """Write rows under the headings of their columns; texts are guarded against formulas."""
    safe = [[guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    return WRITERS[format_name](columns, safe)


def _write_csv(columns: Sequence[SheetColumn], rows: Sequence[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([str(column.heading) for column in columns])
    writer.writerows([shown(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode("utf-8")


def _write_xlsx(columns: Sequence[SheetColumn], rows: Sequence[Sequence[Cell]]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        bold = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "indent": 1}
        )
        _write_data(book, columns, rows, bold)
        _write_explanations(book, columns, bold)
    return file.getvalue()


def _write_data(
    book: Any, columns: Sequence[SheetColumn], rows: Sequence[Sequence[Cell]], bold: Any
) -> None:
    top = {"valign": "top"}
    text = book.add_format({**top, "text_wrap": True, "align": "left", "indent": 1})
    number, day = book.add_format(top), book.add_format({**top, "num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet(say("Data"))
    headings = [str(column.heading) for column in columns]
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    widths = [width_of(*told) for told in zip(headings, cells, strict=True)]
    lay_out_table(sheet, widths)
    sheet.set_row(0, height_of(headings, widths))
    for place, heading in enumerate(headings):
        sheet.write_string(0, place, heading, bold)
    for line, row in enumerate(rows, start=1):
        sheet.set_row(line, height_of(row, widths))
        for place, cell in enumerate(row):
            shaped = text if isinstance(cell, str) else day if isinstance(cell, date) else number
            write_cell(sheet, line, place, cell, shaped)


def _write_explanations(book: Any, columns: Sequence[SheetColumn], bold: Any) -> None:
    """Say what each column holds; a sheet that is to be filled in says so in its name."""
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    to_fill_in = any(column.needed for column in columns)
    sheet = book.add_worksheet(say("What to write where") if to_fill_in else say("Explanation"))
    lines = [(str(column.heading), _explained(column)) for column in columns]
    lay_out_text(sheet, EXPLAINED_WIDE, lines)
    for line, (heading, text) in enumerate(lines):
        sheet.write_string(line, 0, heading, bold)
        sheet.write_string(line, 1, text, wrapped)


def _explained(column: SheetColumn) -> str:
    needed = say("Must be filled in.") + " " if column.needed else ""
    return needed + str(column.explanation)


WRITERS: dict[str, Callable[[Sequence[SheetColumn], Sequence[Sequence[Cell]]], bytes]] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
}
