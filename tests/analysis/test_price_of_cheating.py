"""The price of cheating of many verdicts at once, against counting up one answer at a time.

Truth leaned on: the published verdict itself (tallied sheets, `unit_moments`, `pooled_limits`,
`verdicts`), computed afresh with every number of invented answers.
"""

import numpy as np
import pytest

from analysis.answers import SKIPPED, Scale
from analysis.intervals import pooled_limits
from analysis.quality.price import Ballots, prices_of_verdicts
from analysis.results import Moments
from analysis.tallies.frame import Frame
from analysis.tallies.moments import unit_moments
from analysis.tallies.one_stratum import one_stratum_moments
from analysis.tallies.plan import Measure, TallyPlan
from analysis.tallies.tally import tally_answers
from analysis.verdict import Verdict, verdicts

ITEMS = tuple("abcdef")
PLAN = TallyPlan.of(
    ITEMS,
    [Measure("index", "items_top2", ITEMS), Measure("all", "all_items_top2", ITEMS)],
    scale=Scale.of({1}, 0, 1),
)
PEOPLE = (6, 9, 14, 25, 40, 60)
MOST = 60


def answers(seed: int) -> list[np.ndarray]:
    """Sheets of units of different level and halo, with questions skipped."""
    rng = np.random.default_rng(seed)
    sheets = []
    for n in PEOPLE:
        level, halo = rng.uniform(0.6, 0.97), rng.uniform(1, 30)
        own = rng.beta(halo * level, halo * (1 - level), (n, 1))
        sheet = (rng.random((n, len(ITEMS))) < own).astype(np.int8)
        sheet[rng.random(sheet.shape) < 0.1] = SKIPPED
        sheets.append(sheet)
    return sheets


def tallied(sheets: list[np.ndarray]):
    """All sheets in one tally, a cell each."""
    cells = np.repeat([f"{k:02}" for k in range(len(sheets))], [len(sheet) for sheet in sheets])
    return tally_answers(PLAN, np.vstack(sheets), cells)


def moments_of(sheets: list[np.ndarray], measure: str) -> Moments:
    tally = tallied(sheets)
    found = unit_moments(tally, Frame.of([str(cell) for cell in tally.cells])).moments
    column = PLAN.position(measure)
    return Moments(*(getattr(found, name)[:, column] for name in Moments.__slots__))


def published(sheets: list[np.ndarray], measure: str) -> list[Verdict]:
    """The verdicts of all units as they would be published."""
    moments = moments_of(sheets, measure)
    low, high = pooled_limits(moments)
    return verdicts(low, high, moments.n, target=0.8, minimum_cell=3)


def counted_up(sheets: list[np.ndarray], unit: int, measure: str, mark: int, wanted) -> int | None:
    """Add one invented answer after the other to a unit until its verdict is one wanted."""
    for more in range(MOST):
        grown = list(sheets)
        grown[unit] = np.vstack([sheets[unit], np.full((more, len(ITEMS)), mark, np.int8)])
        if published(grown, measure)[unit] in wanted:
            return more
    return None


def prices(sheets: list[np.ndarray], measure: str):
    tally = tallied(sheets)
    column = PLAN.position(measure)
    people = tally_answers(PLAN, [[1] * len(ITEMS), [0] * len(ITEMS)], ["best", "worst"])
    best, worst = people.sums[:, column, :].astype(float)
    return prices_of_verdicts(
        Ballots(
            level=moments_of(sheets, measure),
            places=np.arange(len(sheets)),
            sums=tally.sums[:, column, :].astype(float),
            responses=tally.responses.astype(float),
            best=best,
            worst=worst,
        ),
        target=[0.8] * len(sheets),
        confidence_level=0.95,
    )


@pytest.mark.parametrize("measure", ["index", "a"])
def test_it_is_the_number_at_which_the_published_verdict_changes(measure: str) -> None:
    sheets = answers(seed=11)
    now = published(sheets, measure)
    for unit, price in enumerate(prices(sheets, measure)):
        if unit % 2:  # counting up is slow: every other unit
            continue
        to_met = counted_up(sheets, unit, measure, 1, {Verdict.MET})
        to_not_met = counted_up(sheets, unit, measure, 0, {Verdict.NOT_MET})
        assert price.to_met == to_met or (to_met is None and price.to_met >= MOST)
        assert price.to_not_met == to_not_met or (to_not_met is None and price.to_not_met >= MOST)
        if now[unit] in {Verdict.MET, Verdict.NOT_MET}:
            mark = 0 if now[unit] is Verdict.MET else 1
            others = set(Verdict) - {now[unit]}
            assert price.to_change == counted_up(sheets, unit, measure, mark, others)
        else:
            assert price.to_change == min(price.to_met, price.to_not_met)


def counted_down(sheets: list[np.ndarray], unit: int, measure: str) -> int | None:
    """Take one best answer after the other away from a unit until it meets its target no more."""
    best = np.flatnonzero((sheets[unit] == 1).all(axis=1))
    for fewer in range(len(best) + 1):
        left = list(sheets)
        left[unit] = np.delete(sheets[unit], best[:fewer], axis=0)
        if published(left, measure)[unit] is not Verdict.MET:
            return fewer
    return None


@pytest.mark.parametrize("measure", ["index", "a"])
def test_met_is_held_up_by_as_many_best_answers_as_can_be_taken_away(measure: str) -> None:
    compared = 0
    for seed in range(24):
        sheets = answers(seed)
        now = published(sheets, measure)
        for unit, price in enumerate(prices(sheets, measure)):
            if now[unit] is not Verdict.MET:
                assert price.held_up_by is None
            elif (fewer := counted_down(sheets, unit, measure)) is not None:
                assert price.held_up_by == fewer
                compared += 1
    assert compared >= 3


@pytest.mark.parametrize("measure", ["index", "a"])
def test_moments_from_sums_are_those_of_the_tally(measure: str) -> None:
    tally = tallied(answers(seed=5))
    column = PLAN.position(measure)
    found = one_stratum_moments(
        tally.sums[:, column, :].astype(float), tally.responses.astype(float)
    )
    for name, wanted in zip(
        Moments.__slots__, np.array(list(map_of(moments_of(answers(seed=5), measure)))), strict=True
    ):
        assert getattr(found, name) == pytest.approx(wanted), name


def map_of(moments: Moments):
    return (getattr(moments, name) for name in Moments.__slots__)
