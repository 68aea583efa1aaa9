"""Parts of a period: its months, and what a report holds of one of them."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from app.queries.populations import list_dossier_counts
from app.services.reporting.data import Answers, ReportData
from app.services.reporting.dossiers import dossiers_of_units
from app.services.reporting.scope import added_upwards


def months_of(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Go through the calendar months of a period, cut at both ends."""
    begin = first
    while begin <= last:
        end = date(begin.year, begin.month, monthrange(begin.year, begin.month)[1])
        yield begin, min(end, last)
        begin = end + timedelta(days=1)


def parts_of(data: ReportData, parts: Sequence[tuple[date, date]]) -> list[ReportData]:
    """Give what a report holds of each part of its period, from what was read already.

    Dossiers stay those of the whole period: a month's own counts are often not known, and its
    weights would move a centre's line where nothing but the season changed.
    """
    counts = list_dossier_counts(data.first, data.last)
    found = []
    for first, last in parts:
        answers = _between(data.answers, first, last)
        units, numbers = np.unique(answers.columns.units[~answers.excluded], return_counts=True)
        direct = dict(zip(units.tolist(), numbers.tolist(), strict=True))
        answered = added_upwards(data.scope, direct)
        found.append(
            replace(
                data,
                first=first,
                last=last,
                answers=answers,
                direct=direct,
                answered=answered,
                dossiers=dossiers_of_units(counts, data.scope, answered),
            )
        )
    return found


def _between(answers: Answers, first: date, last: date) -> Answers:
    days = answers.columns.days
    inside = (days >= np.datetime64(first)) & (days <= np.datetime64(last))
    return replace(
        answers,
        columns=answers.columns.taken(inside),
        excluded=answers.excluded[inside],
        flagged=answers.flagged[inside],
    )
