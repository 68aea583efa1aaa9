"""One pass over the answers for a dimension: the sums of one measure by unit and part."""

from dataclasses import dataclass, replace

import numpy as np

from analysis.disclosure.parts import Counts, Parts
from analysis.tallies.tally import A, B, N, Tally, tally_answers
from app.services.breakdowns.dimensions import Dimension, Places
from app.services.reporting.data import ReportData
from app.services.reporting.part_counts import counted_parts
from app.services.reporting.scope import Scope
from app.services.reporting.sheets import Sheet, SheetPlan


@dataclass(frozen=True, slots=True, eq=False)
class PartTally:
    """A tally whose rows are a unit's part each; the last part is of those without a value.

    units, parts : id of the unit and place of the part of each row
    """

    tally: Tally
    units: Counts
    parts: Counts

    def of_rows(self, rows: np.ndarray) -> Tally | None:
        """Take some rows and add up those of a unit; None where there are none."""
        if not rows.any():
            return None
        units, place = np.unique(self.units[rows], return_inverse=True)
        names = np.array([str(unit) for unit in units.tolist()])
        order = np.argsort(names)
        rank = np.empty_like(order)
        rank[order] = np.arange(order.size)
        responses = np.zeros(units.size, dtype=np.int64)
        sums = np.zeros((units.size, *self.tally.sums.shape[1:]), dtype=np.int64)
        np.add.at(responses, rank[place], self.tally.responses[rows])
        np.add.at(sums, rank[place], self.tally.sums[rows])
        scores = np.zeros((units.size, *self.tally.scores.shape[1:]), dtype=np.int64)
        return Tally(self.tally.plan, names[order], None, responses, scores, sums)


def one_measure(plan: SheetPlan, measure: str) -> SheetPlan:
    """Keep of a plan what one measure needs."""
    found = plan.tally.measures[plan.tally.position(measure)]
    return SheetPlan(replace(plan.tally, items=found.items, measures=(found,)), plan.feeds)


def part_tally(data: ReportData, plan: SheetPlan, sheet: Sheet, dimension: Dimension) -> PartTally:
    """Tally the answers that count by unit and part."""
    counted = ~data.answers.excluded
    ids, unit = np.unique(data.answers.columns.units[counted], return_inverse=True)
    width = len(dimension.values) + 1
    cell = unit.reshape(-1) * width + part_of(dimension)[counted]
    tally = tally_answers(plan.tally, np.asfortranarray(sheet[counted]), cell)
    numbers = tally.cells.astype(np.int64)
    # What is not asked for again is not kept: a row for each part, item and answer.
    light = replace(tally, scores=np.zeros((numbers.size, tally.scores.shape[1], 0), np.int64))
    return PartTally(light, ids[numbers // width], numbers % width)


def part_of(dimension: Dimension) -> Places:
    """Give the part of each answer; those without a value come last."""
    return np.where(dimension.places < 0, len(dimension.values), dimension.places)


def parts_of(scope: Scope, found: PartTally, width: int) -> Parts:
    """Set the people of every unit of the tree, in the order of its units, against the parts."""
    sums = found.tally.sums[:, 0, :][:, [N, A, B]]
    return counted_parts(scope, found.units, found.parts, sums, width)
