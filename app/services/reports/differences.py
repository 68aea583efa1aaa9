"""What a report would give away beside those signed before it: units that differ by a few people.

Whoever has both can subtract. Within the office both are seen anyway; handed out, the two together
would tell of a group smaller than the survey's minimum.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from analysis.disclosure.cells import Cell
from app.models import FrozenReport
from app.queries.reports import figures_of, signed_alike
from app.services.publishing.differences import Table, small_differences


def units_that_differ_little(report: FrozenReport) -> list[str]:
    """Name the units whose figure differs from that of a signed report by too few people."""
    earlier = signed_alike(report)
    if not earlier:
        return []
    document = _read(report)
    found = small_differences(
        _table(document),
        _tables(earlier),
        minimum=document["survey"]["minimum_cell"],
    )
    names = {str(row["unit"]["id"]): row["unit"]["name_vi"] for row in _rows(document)}
    return [name for key, name in names.items() if key in found]


def _tables(reports: Iterable[FrozenReport]) -> list[Table]:
    return [_table(_read(report)) for report in reports]


def _read(report: FrozenReport) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(figures_of(report.id))
    return document


def _rows(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [document["whole"], *document["rows"]]


def _table(document: dict[str, Any]) -> Table:
    """Take the visible cells of a report out of its JSON."""
    first, last = (date.fromisoformat(document["parameters"][name]) for name in ("first", "last"))
    shown = [row for row in _rows(document) if row["figure"]]
    return Table(first, last, {str(row["unit"]["id"]): _cell(row) for row in shown})


def _cell(row: dict[str, Any]) -> Cell:
    n, share = row["figure"]["n"], row["figure"]["share"]
    count = share * n
    # Only a plain share of people tells how many were satisfied; a weighted one does not.
    is_count = row["formula"]["high"] == 1.0 and abs(count - round(count)) < 1e-6
    return Cell(str(row["unit"]["id"]), n, round(count) if is_count else None)
