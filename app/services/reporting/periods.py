"""Parts of a period, and what a report holds of one of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from app.queries.populations import DossierCount, list_dossier_counts
from app.queries.targets import list_survey_targets
from app.services.reporting.data import Answers, ReportData
from app.services.reporting.dossiers import dossiers_of_units
from app.services.reporting.scope import added_upwards


def part_of(data: ReportData, first: date, last: date) -> ReportData:
    """Give what a report holds of a part of its period: the dossiers and targets of that part.

    The tree of units stays that of the whole.
    """
    (part,) = _parts(data, [(first, last)], list_dossier_counts(first, last))
    targets = tuple(list_survey_targets(data.survey.id, last))
    return replace(part, targets=targets)


def parts_of(data: ReportData, parts: Sequence[tuple[date, date]]) -> list[ReportData]:
    """Give what a report holds of each part of its period, from what was read already.

    Dossiers stay those of the whole period: a month's own counts are often not known, and its
    weights would move a centre's line where nothing but the season changed.
    """
    return _parts(data, parts, list_dossier_counts(data.first, data.last))


def _parts(
    data: ReportData, parts: Sequence[tuple[date, date]], counts: Sequence[DossierCount]
) -> list[ReportData]:
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
                counted=frozenset(count.unit_id for count in counts) & data.scope.units.keys(),
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
