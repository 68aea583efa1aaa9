"""Whose comments may be read: those of cells of unit and month with enough answers.

Whether a comment is shown depends on its own cell alone, never on what a page is narrowed to: no
two views differ by a comment that one of them must not show.
"""

from collections.abc import Mapping

import numpy as np

from app.scope import Scope
from app.services.reporting.report import Report
from app.services.reporting.sheets import measure_name

MONTH = "datetime64[M]"
WIDE = 2**32
"""More than any unit's number: a month and a unit in one number."""

Cells = Mapping[int, frozenset[int]]
"""Units by month."""


def readable_cells(report: Report) -> Cells:
    """Give the units of each month that have the survey's minimum of answers that count.

    Units whose figure is hidden in the whole survey are left out: so is what they were told.
    """
    answers, data = report.data.answers, report.data
    counted = ~answers.excluded
    months = answers.columns.days[counted].astype(MONTH).astype(np.int64)
    cells, counts = np.unique(months * WIDE + answers.columns.units[counted], return_counts=True)
    hidden = set().union(*(report.hidden(measure_name(f, None)) for f in report.formulas[:1]))
    found: dict[int, set[int]] = {}
    for cell in cells[counts >= data.survey.minimum_cell].tolist():
        month, unit_id = divmod(cell, WIDE)
        if unit_id not in hidden:
            found.setdefault(month, set()).add(unit_id)
    return {month: frozenset(units) for month, units in found.items()}


def narrowed(
    cells: Cells, report: Report, months: range, under: int | None, visible: Scope
) -> Cells:
    """Keep the months of a period, and the units that a person may see below another one."""
    tree = report.data.scope
    return {
        month: frozenset(
            unit_id
            for unit_id in units
            if visible.covers(unit_id) and (under is None or tree.is_below(unit_id, under))
        )
        for month, units in cells.items()
        if month in months
    }
