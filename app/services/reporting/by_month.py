"""The answers of a survey tallied month by month, for the rule on periods."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis.results import Floats
from analysis.tallies.tally import A, B, N, Tally, tally_answers
from app.services.reporting.data import ReportData
from app.services.reporting.readable_periods import Calendar
from app.services.reporting.sheets import SheetPlan
from app.services.reporting.tallying import whole_sheet


@dataclass(frozen=True, slots=True, eq=False)
class Monthly:
    """A tally whose cells are units and months: unit × number of months + month."""

    tally: Tally | None
    calendar: Calendar

    def cells(self, measure: str) -> Mapping[int, Floats]:
        """Give for each unit months × (people, sum of scores, sum if all gave the best)."""
        if self.tally is None:
            return {}
        length = len(self.calendar.months)
        units, months = np.divmod(self.tally.cells.astype(np.int64), length)
        sums = self.tally.sums[:, self.tally.plan.position(measure), :][:, [N, A, B]]
        names, row = np.unique(units, return_inverse=True)
        table = np.zeros((names.size, length, 3))
        table[row, months] = sums
        return dict(zip(names.tolist(), table, strict=True))


def tallied_by_month(data: ReportData, plan: SheetPlan) -> Monthly:
    """Tally the answers that count at each unit itself in each month of the survey."""
    counted = ~data.answers.excluded
    columns = data.answers.columns
    days = columns.days[counted]
    last_day = days.max().astype(object) if days.size else None
    calendar = Calendar.of(data.survey, last_day)
    if not days.size:
        return Monthly(None, calendar)
    starts = np.array([first for first, _ in calendar.months], dtype=days.dtype)
    months = np.searchsorted(starts, days, side="right") - 1
    sheet = np.asfortranarray(whole_sheet(data, plan)[counted])
    cells = columns.units[counted] * len(starts) + months
    return Monthly(tally_answers(plan.tally, sheet, cells), calendar)
