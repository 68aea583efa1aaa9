"""What stands in a cell, and the guard against cells that a spreadsheet would run as a formula."""

from datetime import date

Cell = str | int | float | bool | date | None

DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")
"""First characters that make Excel, LibreOffice or Google Sheets read a text as a formula (OWASP,
"CSV injection"). A unit's name is entered by people; a file is opened by others."""


def guarded(text: str) -> str:
    """Give a text that no spreadsheet runs; the apostrophe says "text" to all of them."""
    return f"'{text}" if text.startswith(DANGEROUS) else text
