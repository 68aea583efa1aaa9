"""The price of cheating beside each verdict: how many invented answers would change it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from analysis.columns import sum_by
from analysis.quality.price import Ballots, prices_of_verdicts
from analysis.results import Floats, Moments
from analysis.tallies.frame import place_rows
from analysis.tallies.plan import TallyPlan
from analysis.tallies.tally import tally_answers
from app.services.reporting.levels import Level
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report


def with_prices(report: Report, measure: str, kind: str, rows: list[IndexRow]) -> list[IndexRow]:
    """Add its price to every verdict of a unit whose answers all weigh alike.

    Where several units are weighted together, an invented answer weighs what it weighs at the
    counter it is invented at: no single number would be right, so none is given.
    """
    level = report.level(measure, kind)
    if level is None:
        return rows
    alike = _weighs_alike(level)
    place_of = {
        unit: k
        for k, unit in enumerate(level.unit_ids)
        if alike[level.rows[k]] and unit not in level.apart
    }
    priced = [
        (place, row.target.value, place_of[row.unit.id])
        for place, row in enumerate(rows)
        if row.figure is not None and row.target is not None and row.unit.id in place_of
    ]
    if not priced:
        return rows
    prices = prices_of_verdicts(
        _ballots(level, measure, [at for _, _, at in priced]),
        target=[target for _, target, _ in priced],
        confidence_level=report.data.survey.confidence_level,
    )
    result = list(rows)
    for (place, _, _), price in zip(priced, prices, strict=True):
        result[place] = replace(rows[place], price=price)
    return result


def _weighs_alike(level: Level) -> NDArray[np.bool_]:
    """Tell of every unit of a frame whether it is one stratum."""
    frame = level.found.frame
    _, first = np.unique(frame.stratum, return_index=True)
    return np.asarray(np.bincount(frame.unit[first], minlength=len(frame.units)) == 1)


def _ballots(level: Level, measure: str, places: Sequence[int]) -> Ballots:
    tally, frame = level.found.tally, level.found.frame
    column, unit = tally.plan.position(measure), frame.unit[place_rows(frame, tally)]
    sums = np.zeros((len(frame.units), tally.sums.shape[2]))
    np.add.at(sums, unit, tally.sums[:, column, :])
    responses = sum_by(unit, tally.responses.astype(np.float64), len(frame.units))
    rows = [level.rows[place] for place in places]
    best, worst = invented_people(tally.plan, measure)
    company = [k for k, unit_id in enumerate(level.unit_ids) if unit_id not in level.apart]
    moments = level.moments(measure)
    return Ballots(
        level=Moments(*(getattr(moments, name)[company] for name in Moments.__slots__)),
        places=np.searchsorted(company, places),
        sums=sums[rows],
        responses=responses[rows],
        best=best,
        worst=worst,
    )


def invented_people(plan: TallyPlan, measure: str) -> tuple[Floats, Floats]:
    """Give the sums of who answers every item with the best mark, and with the worst."""
    scale = plan.scale
    sheet = np.array([[scale.highest], [scale.lowest]], np.int8).repeat(len(plan.items), axis=1)
    both = tally_answers(plan, sheet, ["best", "worst"])  # in the order of their names
    best, worst = both.sums[:, plan.position(measure), :].astype(np.float64)
    return best, worst
