"""From answers to tallies, kept apart by what corrections stand beside them.

Answers are kept in columns between requests (`columns`), so a tally is a pass over arrays.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from analysis.tallies.tally import Tally, merge, tally_answers
from app.services.reporting.data import Answers, ReportData
from app.services.reporting.records import Kept
from app.services.reporting.sheets import Sheet, SheetPlan


def tallies(data: ReportData, plan: SheetPlan) -> Mapping[Kept, Tally]:
    """Tally the answers that count, and those of each alternative that differs from them.

    Empty where nobody answered.
    """
    answers = data.answers
    if not answers.rows:
        return {}
    sheet = whole_sheet(data, plan)
    plain = ~answers.excluded & ~answers.flagged
    parts = {
        "plain": _part(plan, sheet, answers, plain),
        "flagged": _part(plan, sheet, answers, answers.flagged & ~answers.excluded),
        "excluded": _part(plan, sheet, answers, answers.excluded),
    }
    wanted: dict[Kept, tuple[str, ...]] = {Kept.COUNTED: ("plain", "flagged")}
    if parts["excluded"]:
        wanted[Kept.WITH_EXCLUDED] = ("plain", "flagged", "excluded")
    if parts["flagged"]:
        wanted[Kept.WITHOUT_FLAGGED] = ("plain",)
    chosen = {
        kept: [part for name in names if (part := parts[name]) is not None]
        for kept, names in wanted.items()
    }
    return {kept: merge(found) for kept, found in chosen.items() if found}


def whole_sheet(data: ReportData, plan: SheetPlan) -> Sheet:
    """Put all answers into one sheet, each read by the version it answers."""
    answers = data.answers
    sheet = np.empty((answers.rows, len(plan.tally.items)), np.int8, order="F")
    for version, questionnaire in data.questionnaires.items():
        rows = np.flatnonzero(answers.columns.versions == version)
        sheet[rows] = plan.sheet(questionnaire, answers, rows)
    return sheet


def _part(plan: SheetPlan, sheet: Sheet, answers: Answers, rows: NDArray[np.bool_]) -> Tally | None:
    if not rows.any():
        return None
    whole = bool(rows.all())
    units = answers.columns.units
    chosen = sheet if whole else np.asfortranarray(sheet[rows])
    return tally_answers(plan.tally, chosen, units if whole else units[rows])
