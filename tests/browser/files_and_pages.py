"""Lines of results, read from the page, from the CSV file and from the workbook."""

import csv
import io
import re
from dataclasses import dataclass
from math import isclose
from typing import Any

from openpyxl import load_workbook

from app.exports.columns import COLUMNS

CELLS = """rows => rows.map(row => ({
  name: row.querySelector("th").innerText,
  cells: [...row.querySelectorAll("td")].map(cell => [cell.dataset.label || "", cell.innerText]),
}))"""


@dataclass(frozen=True)
class Line:
    """One unit's line. Shares are per cent; None where nothing is shown."""

    index: float | None
    low: float | None
    high: float | None
    verdict: str
    n: int | None
    dossiers: int | None
    on_time: float | None

    def equals(self, other: "Line") -> bool:
        """Whether both are the same numbers; Excel's format keeps sixteen digits of them."""
        pairs = [(getattr(self, name), getattr(other, name)) for name in NUMBERS]
        return self.verdict == other.verdict and all(
            a == b if a is None or b is None else isclose(a, b, rel_tol=1e-14) for a, b in pairs
        )

    def is_shown_as(self, other: "Line") -> bool:
        """Whether this line, unrounded, is what `other`, a page's, shows.

        A page rounds to one decimal, away from the target if need be: 79.96 is shown as 79.9.
        """
        pairs = [(getattr(self, name), getattr(other, name)) for name in SHARES]
        return (
            all((a is None) == (b is None) for a, b in pairs)
            and all(abs(a - b) <= 0.1 for a, b in pairs if a is not None)
            # A page says 0 where nobody answered; a file has no figure to give an n for.
            and (self.n or 0) == (other.n or 0)
            and (self.verdict, self.dossiers) == (other.verdict, other.dossiers)
        )


SHARES = ("index", "low", "high", "on_time")
NUMBERS = (*SHARES, "n", "dossiers")


def lines_on_page(page: Any) -> dict[str, Line]:
    """Read the table of a page in Vietnamese."""
    rows = page.locator(".results-table tbody tr").evaluate_all(CELLS)
    return {row["name"].strip(): line_of(dict(row["cells"])) for row in rows}


def line_of(cells: dict[str, str]) -> Line:
    """Read one line by the labels of its cells."""
    low, high = shares(cells.get("Khoảng tin cậy", "")) or (None, None)
    return Line(
        index=next(iter(shares(cells.get("Chỉ số", ""))), None),
        low=low,
        high=high,
        verdict=VERDICT.match(cells["Kết luận"])[1],
        n=count(cells["Số phiếu (n)"]),
        dossiers=count(cells["Hồ sơ"]),
        on_time=next(iter(shares(cells["Đúng hạn"])), None),
    )


VERDICT = re.compile(r"\W*([^\n]+)")


def shares(text: str) -> list[float]:
    """Read every percentage of a text."""
    return [float(found.replace(",", ".")) for found in re.findall(r"(\d+,\d)%", text)]


def count(text: str) -> int | None:
    """Read the number at the end of a cell, thousands apart by points."""
    found = re.search(r"([\d.]+)$", text.strip())
    return int(found[1].replace(".", "")) if found else None


def lines_in_csv(content: bytes) -> dict[str, Line]:
    """Read the CSV file as a Vietnamese Excel does."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    return lines_in_table(rows[0], [[number_or_text(cell) for cell in row] for row in rows[1:]])


def number_or_text(cell: str) -> Any:
    """Read a cell: nothing, a number with a decimal comma, or a text."""
    try:
        return float(cell.replace(",", ".")) if cell else None
    except ValueError:
        return cell


def lines_in_workbook(content: bytes) -> dict[str, Line]:
    """Read the first sheet of the workbook."""
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    first, *rows = book.worksheets[0].iter_rows(values_only=True)
    book.close()
    return lines_in_table(list(first), rows)


def lines_in_table(headings: list[str], rows: Any) -> dict[str, Line]:
    """Read the lines of a file by the places of its columns."""
    place = {column.id: number for number, column in enumerate(COLUMNS)}
    assert len(headings) == len(place)

    def share(row: Any, name: str) -> float | None:
        value = row[place[name]]
        return None if value is None else 100 * value

    return {
        row[place["unit"]]: Line(
            *(share(row, name) for name in ("index", "low", "high")),
            verdict=row[place["verdict"]],
            n=row[place["n"]],
            dossiers=row[place["dossiers"]],
            on_time=share(row, "on_time_rate"),
        )
        for row in rows
    }
