"""Whose comments may be read: those of blocks of months of a unit with enough answers.

Text is readable from more people than a figure (statistics.md 14). A unit's months are put together
until a block has enough; a comment is told with its block, not with its month. Whether it is shown
depends on its own block alone, never on what a page is narrowed to: no two views differ by a
comment that one of them must not show.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from analysis.disclosure.cells import TEXT_MINIMUM
from app.scope import Scope
from app.services.comments.preparing import month_number
from app.services.reporting.report import Report
from app.services.reporting.withheld import withheld_units

MONTH = "datetime64[M]"
WIDE = 2**32
"""More than any unit's number: a month and a unit in one number."""

Cells = Mapping[int, Mapping[int, range]]
"""By month, the units that may be read, each with the block of months that the month is in."""


def least_answers(report: Report) -> int:
    """Say how many answers a unit must have in a block of months."""
    return max(TEXT_MINIMUM, report.data.survey.minimum_cell)


def readable_cells(report: Report, today: date) -> Cells:
    """Give the units that may be read in each month, with their blocks of months.

    Units whose figure is hidden in the whole survey are left out: so is what they were told.
    """
    survey, hidden = report.data.survey, withheld_units(report)
    end = min(survey.closes_on, max(today, survey.opens_on))
    months = range(month_number(survey.opens_on), month_number(end) + 1)
    found: dict[int, dict[int, range]] = {}
    for unit_id, counts in _counts(report, months).items():
        if unit_id in hidden:
            continue
        for block in blocks(counts, least_answers(report), is_over=survey.closes_on < today):
            whole = range(months[block.start], months[block.stop - 1] + 1)
            for month in whole:
                found.setdefault(month, {})[unit_id] = whole
    return found


def _counts(report: Report, months: range) -> dict[int, list[int]]:
    """Count the answers of each unit that count, month by month."""
    answers = report.data.answers
    counted = ~answers.excluded
    number = answers.columns.days[counted].astype(MONTH).astype(np.int64)
    cells, counts = np.unique(number * WIDE + answers.columns.units[counted], return_counts=True)
    found: dict[int, list[int]] = {}
    for cell, count in zip(cells.tolist(), counts.tolist(), strict=True):
        month, unit_id = divmod(cell, WIDE)
        if month in months:
            found.setdefault(unit_id, [0] * len(months))[month - months.start] = count
    return found


def blocks(counts: Sequence[int], least: int, *, is_over: bool) -> list[range]:
    """Put months together until each block has enough answers.

    It begins and ends with months of answers. What is left at the end goes to the last block once
    the survey is over; till then it waits.
    """
    found: list[range] = []
    months: list[int] = []
    people = 0
    for month in (place for place, count in enumerate(counts) if count):
        months.append(month)
        people += counts[month]
        if people >= least:
            found.append(range(months[0], month + 1))
            months, people = [], 0
    if found and months and is_over:
        found[-1] = range(found[-1].start, months[-1] + 1)
    return found


def narrowed(
    cells: Cells, report: Report, months: range, under: int | None, visible: Scope
) -> Cells:
    """Keep the blocks with a month of a period, and the units that a person may see below one."""
    tree = report.data.scope
    return {
        month: {
            unit_id: block
            for unit_id, block in units.items()
            if block.start < months.stop and months.start < block.stop
            if visible.covers(unit_id) and (under is None or tree.is_below(unit_id, under))
        }
        for month, units in cells.items()
    }
