"""From answers to tallies, kept apart by what corrections stand beside them.

Answers are kept in columns between requests (`columns`), so a tally is a pass over arrays.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.tallies.tally import Tally, merge, tally_answers
from app.services.reporting.data import Answers, ReportData
from app.services.reporting.records import Kept
from app.services.reporting.sheets import Sheet, SheetPlan


@dataclass(frozen=True, slots=True, eq=False)
class Tallied:
    """The same answers tallied in several ways; nothing stands for what nobody answered.

    kept : those that count, and those of each alternative that differs from them
    apart : the answers by which an alternative differs, tallied alone
    """

    kept: Mapping[Kept, Tally]
    apart: Mapping[Kept, Tally]


def tallied(data: ReportData, plan: SheetPlan) -> Tallied:
    """Tally the answers that count, and those of each alternative that differs from them."""
    answers = data.answers
    if not answers.rows:
        return Tallied({}, {})
    sheet = whole_sheet(data, plan)
    plain = _part(plan, sheet, answers, ~answers.excluded & ~answers.flagged)
    flagged = _part(plan, sheet, answers, answers.flagged & ~answers.excluded)
    excluded = _part(plan, sheet, answers, answers.excluded)
    wanted: dict[Kept, tuple[Tally | None, ...]] = {Kept.COUNTED: (plain, flagged)}
    if excluded:
        wanted[Kept.WITH_EXCLUDED] = (plain, flagged, excluded)
    if flagged:
        wanted[Kept.WITHOUT_FLAGGED] = (plain,)
    chosen = {kept: [part for part in parts if part] for kept, parts in wanted.items()}
    apart = {Kept.WITH_EXCLUDED: excluded, Kept.WITHOUT_FLAGGED: flagged}
    return Tallied(
        {kept: merge(found) for kept, found in chosen.items() if found},
        {kept: part for kept, part in apart.items() if part},
    )


def whole_sheet(data: ReportData, plan: SheetPlan) -> Sheet:
    """Put all answers into one sheet, each read by the version it answers."""
    return sheet_of(data, plan, np.arange(data.answers.rows))


def sheet_of(data: ReportData, plan: SheetPlan, rows: NDArray[np.intp]) -> Sheet:
    """Put the answers in some rows into one sheet, each read by the version it answers."""
    sheet = np.empty((rows.size, len(plan.tally.items)), np.int8, order="F")
    versions = data.answers.columns.versions[rows]
    for version, questionnaire in data.questionnaires.items():
        own = np.flatnonzero(versions == version)
        sheet[own] = plan.sheet(questionnaire, data.answers, rows[own])
    return sheet


def _part(plan: SheetPlan, sheet: Sheet, answers: Answers, rows: NDArray[np.bool_]) -> Tally | None:
    if not rows.any():
        return None
    whole = bool(rows.all())
    units = answers.columns.units
    chosen = sheet if whole else np.asfortranarray(sheet[rows])
    return tally_answers(plan.tally, chosen, units if whole else units[rows])
