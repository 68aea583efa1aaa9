"""CSV that opens right in a Vietnamese Excel: UTF-8 with a mark, semicolons, decimal commas.

Windows set to Vietnamese separates lists by semicolons and decimals by a comma, and Excel takes
both from there; without the mark it reads UTF-8 as an old code page. Any program reads the file as
``separator ; decimal , encoding utf-8-sig``. Days are ISO 8601. Numbers are not rounded.
"""

import csv
import io
from datetime import date

from app.exports.cells import Cell
from app.exports.table import Table

BYTE_ORDER_MARK = "\ufeff"


def write_csv(table: Table) -> bytes:
    """Write a table as CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.headings())
    writer.writerows([shown(cell) for cell in row] for row in table.shown())
    return (BYTE_ORDER_MARK + text.getvalue()).encode("utf-8")


def shown(cell: Cell) -> str:
    """Write one cell as text."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return repr(cell).replace(".", ",")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
