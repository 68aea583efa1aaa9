"""An Excel workbook: the rows in typed cells, their pictures, how they came about."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import xlsxwriter

from app.exports.cells import Cell, Kind
from app.exports.sheet_layout import (
    height_of,
    lay_out_table,
    lay_out_text,
    print_on_a4,
    width_of,
)
from app.exports.table import Table, TableColumn, TablePicture
from app.words import say

NAMES = 2
"""The first columns, the code and the name of a unit, stay in view."""
NO_DAY = date(2000, 1, 1)
PICTURES_WIDE, METHOD_WIDE = 110, (28, 96)
PICTURE_SCALE = 0.5
"""Pictures are drawn twice as large as they are shown, for sharp prints."""


def write_xlsx(table: Table) -> bytes:
    """Write a table as a workbook; the same rows give the same bytes."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        day = table.created or NO_DAY
        made = datetime.combine(day, time.min, tzinfo=UTC).replace(tzinfo=None)
        book.set_properties({"title": table.title, "created": made})
        _write_results(book, table)
        if table.pictures:
            _write_pictures(book, table.pictures)
        _write_method(book, table.notes)
    return file.getvalue()


def _write_results(book: Any, table: Table) -> None:
    sheet = book.add_worksheet(say("Results"))
    heading = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "indent": 1}
    )
    lines, headings = list(table.shown()), table.headings()
    cells = list(zip(*lines, strict=True)) or [()] * len(headings)
    widths = [
        width_of(column.heading, found, column.kind)
        for column, found in zip(table.columns, cells, strict=True)
    ]
    lay_out_table(sheet, widths, names=NAMES)
    sheet.set_row(0, height_of(headings, widths))
    for column, text in enumerate(headings):
        sheet.write_string(0, column, text, heading)
    formats = _formats(book, table.columns, is_share=table.is_share)
    for place, line in enumerate(lines, start=1):
        sheet.set_row(place, height_of(line, widths))
        for column, cell in enumerate(line):
            write_cell(sheet, place, column, cell, formats[column])
    sheet.autofilter(0, 0, max(len(lines), 1), len(table.columns) - 1)


def _formats(book: Any, columns: Sequence[TableColumn], *, is_share: bool) -> list[Any]:
    """Give each column its format; shares show two decimals, so that 79,96 % is not "80 %"."""
    top = {"valign": "top"}
    percent = book.add_format({**top, "num_format": "0.00%"})
    day = book.add_format({**top, "num_format": "dd/mm/yyyy"})
    number = book.add_format({**top, "num_format": "0.00"})
    count = book.add_format({**top, "num_format": "#,##0"})
    text = book.add_format({**top, "text_wrap": True, "align": "left", "indent": 1})
    index = percent if is_share else number
    by_kind = {
        Kind.SHARE: percent,
        Kind.INDEX: index,
        Kind.DAY: day,
        Kind.NUMBER: number,
        Kind.COUNT: count,
    }
    return [by_kind.get(column.kind, text) for column in columns]


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


def _write_pictures(book: Any, pictures: Sequence[TablePicture]) -> None:
    """Put the pictures on a sheet of their own, one below the other, each with its words."""
    sheet = book.add_worksheet(say("Pictures"))
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, PICTURES_WIDE)
    line, breaks = 0, []
    for picture in pictures:
        breaks.append(line)
        sheet.write_string(line, 0, picture.title, bold)
        sheet.set_row(line + 1, height_of([picture.alt], [PICTURES_WIDE]))
        sheet.write_string(line + 1, 0, picture.alt, wrapped)
        shown = {"image_data": io.BytesIO(picture.png), "description": picture.alt}
        sizes = {"x_scale": PICTURE_SCALE, "y_scale": PICTURE_SCALE, "object_position": 2}
        sheet.insert_image(line + 2, 0, f"{line}.png", {**shown, **sizes})
        line += 4 + pixels_high(picture.png) // 40
    sheet.set_h_pagebreaks(breaks[1:])
    sheet.hide_gridlines(2)
    print_on_a4(sheet)


def pixels_high(png: bytes) -> int:
    """Read how many pixels high a PNG is."""
    return int.from_bytes(png[20:24], "big")


def _write_method(book: Any, notes: Sequence[tuple[str, str]]) -> None:
    sheet = book.add_worksheet(say("Method"))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    lay_out_text(sheet, METHOD_WIDE, notes)
    for line, (name, text) in enumerate(notes):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, text, wrapped)
