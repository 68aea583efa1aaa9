"""How answers came about: verified by an invitation, open to everybody, or with somebody's help.

The three are strata. Whoever wants to please or to harm can send open answers; whoever helps can
colour the answer; an invitation counts once. So each is shown apart, and all together.
"""

import numpy as np
from numpy.typing import NDArray

from analysis.tallies.tally import Tally, tally_answers
from app.models import Mode
from app.services.reporting.data import Answers, ReportData
from app.services.reporting.records import Origin
from app.services.reporting.sheets import SheetPlan
from app.services.reporting.tallying import whole_sheet

HELPED = frozenset({Mode.ASSISTED, Mode.INTERVIEWER, Mode.PAPER})
"""Ways in which an answer passes through the hands of somebody else."""


def rows_by_origin(answers: Answers) -> dict[Origin, NDArray[np.bool_]]:
    """Divide the answers; an invitation goes before the way in which the answer was given."""
    places = [place for place, mode in enumerate(answers.mode_names) if mode in HELPED]
    verified = answers.columns.verified
    helped = np.isin(answers.columns.modes, places) & ~verified
    return {
        Origin.VERIFIED: verified,
        Origin.OPEN: ~verified & ~helped,
        Origin.ASSISTED: helped,
    }


def origin_tallies(
    data: ReportData, plan: SheetPlan, counted: Tally | None = None
) -> dict[Origin, Tally]:
    """Tally the answers that count by their origin; an origin without any is not there.

    Where all are of one origin it is the tally of all that were `counted`, if that is given.
    """
    answers = data.answers
    parts = {o: rows & ~answers.excluded for o, rows in rows_by_origin(answers).items()}
    parts = {origin: rows for origin, rows in parts.items() if rows.any()}
    if not parts:
        return {}
    if len(parts) == 1 and counted is not None:
        return dict.fromkeys(parts, counted)
    sheet, units = whole_sheet(data, plan), answers.columns.units
    return {
        origin: tally_answers(plan.tally, np.asfortranarray(sheet[rows]), units[rows])
        for origin, rows in parts.items()
    }
