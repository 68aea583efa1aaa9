"""How the figures of one unit move together, because the same people answered them.

Computed for the few pairs that are asked for, from the unit's own answers and in the strata of its
figures. The correlation of many answers is that of every k-th of them: of 50,000 it is known to
less than 0.01, whatever the variances of all.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analysis.answers import sum_answers
from analysis.indices.base import who_counts
from analysis.paired import AnswerPairs, paired_correlation
from analysis.tallies.plan import TallyPlan
from app.services.reporting.levels import weigh
from app.services.reporting.report import Report
from app.services.reporting.sheets import Sheet, SheetPlan
from app.services.reporting.tallying import sheet_of

MOST = 50_000


def correlations(report: Report, unit_id: int, measure: str, others: Sequence[str]) -> list[float]:
    """Give the correlation of one share satisfied of a unit with each of some others.

    All must be hidden alike, so that their strata are the same.
    """
    key = ("correlations", unit_id, measure, tuple(others))
    return report.once(key, lambda: _correlations(report, unit_id, measure, others))


def _correlations(report: Report, unit_id: int, measure: str, others: Sequence[str]) -> list[float]:
    whole = report.plan(measure)
    if whole is None or not others:
        return [0.0] * len(others)
    plan = _reduced(whole, (measure, *others))
    stratum_of, weight = _strata(report, unit_id, measure)
    answers = report.data.answers
    stratum = stratum_of[answers.columns.units]
    rows = np.flatnonzero((stratum >= 0) & ~answers.excluded)
    rows = rows[:: -(-rows.size // MOST) or 1]
    sheet = sheet_of(report.data, plan, rows)
    one, *rest = (_pairs(plan.tally, sheet, name) for name in (measure, *others))
    stratum = stratum[rows]
    return [paired_correlation(one, other, stratum, weight) for other in rest]


def _reduced(plan: SheetPlan, measures: Sequence[str]) -> SheetPlan:
    """Keep of a plan what some measures need."""
    tally = plan.tally
    kept = tuple(tally.measures[tally.position(name)] for name in measures)
    needed = {item for measure in kept for item in measure.items}
    items = tuple(item for item in tally.items if item in needed)
    return SheetPlan(replace(tally, items=items, measures=kept), plan.feeds)


def _strata(report: Report, unit_id: int, measure: str) -> tuple[np.ndarray, np.ndarray]:
    """Give the stratum of each unit that answers were given at, -1 for none, and its weight."""
    data = report.data
    weights = weigh(data, data.direct, report.collapsed(measure))
    strata = weights.strata(unit_id)
    units = data.answers.columns.units
    place = np.full(int(units.max(initial=0)) + 1, -1, dtype=np.intp)
    for k, stratum in enumerate(strata):
        place[list(stratum.cells)] = k
    people = [sum(data.direct[cell] for cell in stratum.cells) for stratum in strata]
    return place, np.array([s.total / n for s, n in zip(strata, people, strict=True)])


def _pairs(plan: TallyPlan, sheet: Sheet, name: str) -> AnswerPairs:
    measure = plan.measures[plan.position(name)]
    person = sum_answers(sheet[:, [plan.items.index(item) for item in measure.items]], plan.scale)
    counted = who_counts(person, plan.least_answered)
    a, b = (np.where(counted, x, 0.0) for x in measure.index.pairs(person, plan.scale))
    return AnswerPairs(a, b)
