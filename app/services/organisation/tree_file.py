"""The tree as a CSV file: one row for each period of a unit's life; `docs/units.md` tells how.

What is written here is read by `tree_reading` without loss.
"""

import csv
import io
from collections.abc import Iterator

from app.services.organisation.findings import Column
from app.services.organisation.records import Period, Succession, Tree, UnitRecord

HEADINGS = (
    Column.UNIT,
    Column.KIND,
    Column.SECTOR,
    Column.CODE,
    Column.NAME_VI,
    Column.NAME_EN,
    Column.PARENT,
    Column.FROM,
    Column.TO,
    Column.SUCCESSORS,
    Column.ONE_PERSON,
)
BETWEEN = "; "
YES, NO = "yes", "no"
RISKY = tuple("=+-@'")
"""A spreadsheet takes what begins so for a formula, or eats the mark."""


def write_tree(tree: Tree) -> bytes:
    """Write the whole tree as CSV in UTF-8, with a mark by which spreadsheets know it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for record in tree.values():
        writer.writerows(_rows(record))
    return file.getvalue().encode("utf-8-sig")


def _rows(record: UnitRecord) -> Iterator[list[str]]:
    for period in record.periods:
        is_last = period is record.latest
        cells = {
            Column.UNIT: str(record.key),
            Column.KIND: record.kind,
            Column.SECTOR: record.sector,
            **_period_cells(period),
            Column.ONE_PERSON: YES if record.one_person else NO,
            Column.SUCCESSORS: BETWEEN.join(map(_link, record.successors)) if is_last else "",
        }
        yield [shielded(cells[heading]) for heading in HEADINGS]


def _period_cells(period: Period) -> dict[Column, str]:
    return {
        Column.CODE: period.code,
        Column.NAME_VI: period.name_vi,
        Column.NAME_EN: period.name_en or "",
        Column.PARENT: str(period.parent) if period.parent else "",
        Column.FROM: period.first.isoformat(),
        Column.TO: period.last.isoformat() if period.last else "",
    }


def _link(link: Succession) -> str:
    share = "" if link.share == 1 else f" {link.share!r}"
    return f"{link.kind} {link.new}{share}"


def shielded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(RISKY) else cell


def unshielded(cell: str) -> str:
    """Take the apostrophe away again."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(RISKY) else cell
