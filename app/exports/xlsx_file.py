"""An Excel workbook: the rows in typed cells, and a sheet that says how they came about."""

import io
from datetime import UTC, date, datetime, time
from typing import Any

import xlsxwriter

from app.exports.cells import Cell, Kind
from app.exports.columns import COLUMNS
from app.exports.export import Export
from app.words import say

NARROWEST, WIDEST = 9, 48


def write_xlsx(export: Export) -> bytes:
    """Write the rows as a workbook; the same rows give the same bytes."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        made = datetime.combine(export.survey.opens_on, time.min, tzinfo=UTC).replace(tzinfo=None)
        book.set_properties({"title": export.survey.title_vi, "created": made})
        _write_results(book, export)
        _write_method(book, export)
    return file.getvalue()


def _write_results(book: Any, export: Export) -> None:
    sheet = book.add_worksheet(say("Results"))
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    table = [export.cells(row) for row in export.rows]
    for column, text in enumerate(export.headings()):
        sheet.write_string(0, column, text, heading)
        longest = max((len(str(line[column])) for line in table), default=0)
        sheet.set_column(column, column, min(max(longest, NARROWEST), WIDEST))
    formats = _formats(book, export)
    for place, line in enumerate(table, start=1):
        for column, cell in enumerate(line):
            write_cell(sheet, place, column, cell, formats[column])
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(table), 1), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _formats(book: Any, export: Export) -> list[Any]:
    """Give each column its format; shares show two decimals, so that 79,96 % is not "80 %"."""
    percent = book.add_format({"num_format": "0.00%"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    number = book.add_format({"num_format": "0.00"})
    is_share = all(row.formula.is_share for row in export.rows)
    index = percent if is_share else number
    by_kind = {Kind.SHARE: percent, Kind.INDEX: index, Kind.DAY: day}
    return [by_kind.get(column.kind) for column in COLUMNS]


def write_cell(sheet: Any, line: int, column: int, cell: Cell, cell_format: Any) -> None:
    """Write a cell by its type; a text is never handed to anything that could see a formula."""
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(line, column, cell, cell_format)
    elif isinstance(cell, date):
        sheet.write_datetime(line, column, datetime.combine(cell, time.min), cell_format)
    else:
        sheet.write_number(line, column, cell, cell_format)


def _write_method(book: Any, export: Export) -> None:
    sheet = book.add_worksheet(say("Method"))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 96)
    for line, (name, text) in enumerate(export.notes()):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, text, wrapped)
