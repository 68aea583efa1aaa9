"""Plain sheets (CSV, XLSX) with the documented columns of `app.services.registers`.

What is downloaded here can be uploaded again; the template is the same file without rows.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter

from app.exports.cells import Cell, guarded
from app.exports.csv_file import BYTE_ORDER_MARK, shown
from app.exports.xlsx_file import write_cell
from app.services.registers.columns import SheetColumn
from app.words import say

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX_TYPE}


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
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet(say("Data"))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 18)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, str(column.heading), bold)
        for line, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                is_day = cell is not None and not isinstance(cell, str | int | float)
                write_cell(sheet, line, place, cell, day if is_day else None)
        _write_explanations(book, columns, bold)
    return file.getvalue()


def _write_explanations(book: Any, columns: Sequence[SheetColumn], bold: Any) -> None:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(say("What to write where"))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 80)
    for line, column in enumerate(columns):
        sheet.write_string(line, 0, str(column.heading), bold)
        needed = say("Must be filled in.") + " " if column.needed else ""
        sheet.write_string(line, 1, needed + str(column.explanation), wrapped)


WRITERS: dict[str, Callable[[Sequence[SheetColumn], Sequence[Sequence[Cell]]], bytes]] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
}
