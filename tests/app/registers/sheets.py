"""Small sheets for tests, as CSV and as workbooks."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import xlsxwriter


def csv_sheet(folder: Path, *lines: str) -> Path:
    """A CSV file of these lines."""
    path = folder / "sheet.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def workbook(rows: Sequence[Sequence[object]]) -> BytesIO:
    """A workbook whose first sheet has these rows; days and numbers in cells of their kind."""
    file = BytesIO()
    with xlsxwriter.Workbook(
        file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}
    ) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    file.seek(0)
    return file


def xlsx_sheet(folder: Path, *rows: Sequence[object]) -> Path:
    """A workbook on disk."""
    path = folder / "sheet.xlsx"
    path.write_bytes(workbook(rows).getvalue())
    return path
