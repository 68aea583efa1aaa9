"""Rows of a correction that stay as they were published: too few answers have changed."""

from collections.abc import Sequence

from analysis.disclosure.closing import WIDTH
from app.services.publishing.differences import Table, small_differences, table_of
from app.services.publishing.documents import Document, row_of
from app.services.reporting.records import IndexRow


def keep_small_changes(
    rows: list[IndexRow], before: Document | None, *, least: int
) -> tuple[list[IndexRow], frozenset[int]]:
    """Leave the earlier row of units whose figure changed by too few people to show it."""
    if before is None:
        return rows, frozenset()
    old = {row["unit"]["id"]: row_of(before, row) for row in before["rows"]}
    minimum = max(least, WIDTH)
    small = small_differences(_plain(rows), [_plain(list(old.values()))], minimum=minimum)
    kept = frozenset(int(unit_id) for unit_id in small if int(unit_id) in old)
    return [old[row.unit.id] if row.unit.id in kept else row for row in rows], kept


def named_before(before: Document | None, kept: frozenset[int]) -> dict[int, bool]:
    """Tell of each kept row whether it was named; a document of before names nobody."""
    rows = before["rows"] if before else []
    return {row["unit"]["id"]: row.get("named", False) for row in rows if row["unit"]["id"] in kept}


def _plain(rows: Sequence[IndexRow]) -> Table:
    """Give the cells of the units alone, without what they add up to."""
    table = table_of(rows)
    own = {str(row.unit.id) for row in rows}
    return Table(
        table.first, table.last, {key: cell for key, cell in table.cells.items() if key in own}
    )
