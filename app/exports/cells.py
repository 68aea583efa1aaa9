"""What stands in a cell, and the guard against cells that a spreadsheet would run as a formula."""

from datetime import date
from enum import StrEnum

Cell = str | int | float | bool | date | None


class Kind(StrEnum):
    """What a column holds; formats choose types, widths and number formats by it."""

    TEXT = "text"
    CODE = "code"  # one of a list, each with its words
    DAY = "day"
    COUNT = "count"
    NUMBER = "number"
    SHARE = "share"
    INDEX = "index"  # on the scale of its formula, a share or not


NUMERIC = frozenset({Kind.COUNT, Kind.NUMBER, Kind.SHARE, Kind.INDEX})

DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")
"""First characters that make Excel, LibreOffice or Google Sheets read a text as a formula (OWASP,
"CSV injection"). A unit's name is entered by people; a file is opened by others."""


def guarded(text: str) -> str:
    """Give a text that no spreadsheet runs; the apostrophe says "text" to all of them."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def plain(cell: Cell) -> str:
    """Write a cell for programs: ISO days, unrounded numbers, "true", nothing where it is empty."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    return repr(cell) if isinstance(cell, int | float) else guarded(str(cell))


def safe(cell: Cell) -> Cell:
    """Guard a cell if it is a text."""
    return guarded(cell) if isinstance(cell, str) else cell
