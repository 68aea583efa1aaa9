"""How the sheets of workbooks lie on the screen and on A4: widths, heights, print set-up."""

import textwrap
from collections.abc import Sequence
from math import ceil
from typing import Any

from app.exports.cells import Cell, Kind

NARROWEST, WIDEST = 9, 48
"""Widths of columns in characters."""
A4 = 9
"""The number of this paper in the file format."""
CHARACTERS_ACROSS = 230
"""What an A4 page on its side holds at about 60 % of the usual size, the smallest easily read."""
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
LINE = 15.0
"""Points a line of text takes in the default font."""
HIGHEST = 400.0
"""Excel refuses rows above 409 points."""
OF_KIND = {
    Kind.DAY: 11,
    Kind.COUNT: NARROWEST,
    Kind.NUMBER: 10,
    Kind.SHARE: 10,
    Kind.INDEX: 10,
}
"""Widths of numbers, which are shown with two decimals whatever they hold."""


def width_of(heading: str, cells: Sequence[Cell], kind: Kind = Kind.TEXT) -> int:
    """Choose a width: the longest text up to a limit, and the longest word of the heading."""
    words = max((len(word) for word in heading.split()), default=0) + 2
    told = OF_KIND.get(kind) or max(
        (len(str(cell)) + 1 for cell in cells if cell is not None), default=0
    )
    return min(max(told, words, NARROWEST), WIDEST)


def height_of(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """Estimate the height in points of a row whose texts are wrapped; programs do not all do it."""
    long = [
        (cell, int(width) - 1)
        for cell, width in zip(cells, widths, strict=True)
        if isinstance(cell, str) and len(cell) >= width
    ]
    lines = max((len(textwrap.wrap(cell, width)) for cell, width in long), default=1)
    return min(max(lines, 1) * LINE, HIGHEST)


def lay_out_table(sheet: Any, widths: Sequence[float], *, names: int = 0) -> None:
    """Set a table for A4 on its side, at a size that can be read, however many pages across.

    names : how many of the first columns say what a row is about; each page repeats them
    """
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    named = sum(widths[:names])
    across = ceil((sum(widths) - named) / (CHARACTERS_ACROSS - named))
    sheet.freeze_panes(1, names)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    if names:
        sheet.repeat_columns(0, names - 1)
    print_on_a4(sheet, across)


def lay_out_text(sheet: Any, widths: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
    """Set a sheet of names and texts for A4, each row as high as its wrapped text."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for line, row in enumerate(rows):
        sheet.set_row(line, height_of(row, widths))
    print_on_a4(sheet)


def print_on_a4(sheet: Any, across: int = 1) -> None:
    """Print on A4, so many pages across, with the name of the sheet and the page below."""
    sheet.set_paper(A4)
    sheet.set_margins(**MARGINS)
    sheet.fit_to_pages(max(across, 1), 0)
    sheet.set_footer("&L&8&A&R&8&P / &N")
