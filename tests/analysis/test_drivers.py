"""Truth leaned on: relaimpo's LMG by way of base R (test_golden_around_r.py), the definition over
all orders of entering, and populations whose drivers are known.

Mistake of statistics.md 16 tested here: 16 (seed not stored with bootstrap results).
"""

import csv
import itertools
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.design import SurveyDesign
from analysis.drivers.correlations import correlations, weighted_moments
from analysis.drivers.importance import drivers
from analysis.drivers.johnson import relative_weights
from analysis.drivers.penalty_reward import LEAST_PEOPLE, penalty_reward
from analysis.drivers.quadrants import importance_performance
from analysis.drivers.scores import factor_means
from analysis.drivers.shapley import shapley_contributions
from analysis.errors import AnalysisError, IndistinguishableFactors, NoResponses, TooFewData
from analysis.replicates import bootstrap

DATA = Path(__file__).parent / "golden/data/complete300.csv"
NAMES = ("f1", "f2", "f3", "f4", "f5")


def golden_people():
    with DATA.open() as file:
        rows = list(csv.DictReader(file))
    overall = np.array([float(row["overall"]) for row in rows])
    return overall, np.array([[float(row[name]) for name in NAMES] for row in rows])


def resamples(people, *, seed=5, replicates=200, **design):
    sample = SurveyDesign.from_columns(people, **design)
    return bootstrap(sample, rng=seed, replicates=replicates)


def random_correlation(seed, p):
    x = np.random.default_rng(seed).normal(size=(60, p + 1))
    x[:, -1] += x[:, 0]
    return correlations(weighted_moments(x, np.ones(60)))


def explained(correlation, chosen):
    if not chosen:
        return 0.0
    c, r = correlation[np.ix_(chosen, chosen)], correlation[chosen, -1]
    return float(r @ np.linalg.solve(c, r))


@pytest.mark.parametrize("p", [1, 2, 3, 5])
def test_lmg_is_the_mean_gain_over_all_orders_of_entering(p):
    correlation = random_correlation(p, p)
    gains = np.zeros(p)
    for order in itertools.permutations(range(p)):
        for place, j in enumerate(order):
            before = list(order[:place])
            gains[j] += explained(correlation, [*before, j]) - explained(correlation, before)
    assert shapley_contributions(correlation) == pytest.approx(gains / math.factorial(p))


@pytest.mark.parametrize("divide", [shapley_contributions, relative_weights])
def test_contributions_add_up_to_r2_for_a_stack_too(divide):
    stack = np.array([random_correlation(seed, 4) for seed in range(6)])
    parts = divide(stack)
    assert parts.shape == (6, 4)
    for correlation, part in zip(stack, parts, strict=True):
        assert part.sum() == pytest.approx(explained(correlation, [0, 1, 2, 3]))
        assert divide(correlation) == pytest.approx(part)


def test_uncorrelated_factors_get_their_squared_correlation():
    correlation = np.eye(4)
    correlation[:3, 3] = correlation[3, :3] = (0.6, 0.3, 0.0)
    for divide in (shapley_contributions, relative_weights):
        assert divide(correlation) == pytest.approx([0.36, 0.09, 0.0], abs=1e-12)


def test_lmg_stops_at_twelve_factors():
    with pytest.raises(AnalysisError):
        shapley_contributions(np.eye(14))
    assert relative_weights(np.eye(14)).shape == (13,)


def test_table_of_drivers_on_the_golden_data():
    overall, factors = golden_people()
    got = drivers(overall, factors, NAMES, resamples(300))
    assert got.method == "lmg"
    assert got.n == 300
    assert sum(row.contribution for row in got.rows) == pytest.approx(got.r2)
    assert sum(row.share for row in got.rows) == pytest.approx(1)
    assert sorted(row.rank for row in got.rows) == [1, 2, 3, 4, 5]
    assert all(0 <= row.interval.low < row.share < row.interval.high <= 1 for row in got.rows)
    # five factors under one halo: their order is not certain, and the table says so
    assert not any(row.rank_certain for row in got.rows[:3])


def test_a_strong_driver_is_certain():
    rng = np.random.default_rng(3)
    factors = rng.normal(4, 1, (400, 3))
    overall = 2 * factors[:, 1] + 0.3 * factors[:, 0] + rng.normal(0, 1, 400)
    got = drivers(overall, factors, ("a", "b", "c"), resamples(400))
    assert (got.rows[1].rank, got.rows[1].rank_certain) == (1, True)


def test_seed_is_stored_and_gives_the_same_limits_again():
    overall, factors = golden_people()
    first = drivers(overall, factors, NAMES, resamples(300, seed=11))
    assert first.seed == 11
    assert drivers(overall, factors, NAMES, resamples(300, seed=first.seed)) == first


def test_people_with_a_missing_factor_do_not_count():
    overall, factors = golden_people()
    factors[:40, 2] = np.nan
    overall[40:50] = np.nan
    got = drivers(overall, factors, NAMES, resamples(300))
    assert got.n == 250
    whole = drivers(overall[50:], factors[50:], NAMES, resamples(250))
    assert [r.share for r in got.rows] == pytest.approx([r.share for r in whole.rows])


def test_factor_means_use_the_answered_items():
    answers = [[5, np.nan, 3], [np.nan, np.nan, 2], [1, 2, np.nan]]
    got = factor_means(answers, [[0, 1], [2]])
    assert got[0].tolist() == [5, 3]
    assert np.isnan(got[1, 0])
    assert got[2, 0] == 1.5
    for bad in ([[0, 3]], [[]], []):
        with pytest.raises(AnalysisError):
            factor_means(answers, bad)


def test_weights_count_people_several_times():
    overall, factors = golden_people()
    weights = np.where(np.arange(300) < 150, 2.0, 1.0)
    doubled = np.concatenate([np.arange(300), np.arange(150)])
    weighted = drivers(overall, factors, NAMES, resamples(300, weights=weights))
    copied = drivers(overall[doubled], factors[doubled], NAMES, resamples(450))
    assert weighted.r2 == pytest.approx(copied.r2)


def test_too_few_answers_are_refused():
    overall, factors = golden_people()
    with pytest.raises(TooFewData, match="99 complete"):
        drivers(overall[:99], factors[:99], NAMES, resamples(99))
    assert drivers(overall[:100], factors[:100], NAMES, resamples(100)).n == 100


def test_factors_that_repeat_each_other_are_refused():
    overall, factors = golden_people()
    factors[:, 1] = factors[:, 0]
    with pytest.raises(IndistinguishableFactors):
        drivers(overall, factors, NAMES, resamples(300))


def test_unanimous_data_are_refused():
    _, factors = golden_people()
    with pytest.raises(TooFewData):
        drivers(np.full(300, 4.0), factors, NAMES, resamples(300))


def test_two_clusters_give_no_bootstrap():
    overall, factors = golden_people()
    clusters = [np.arange(300) // 150]
    factors[:150, 0] = 4.0  # constant inside the first cluster
    with pytest.raises(TooFewData):
        drivers(overall, factors, NAMES, resamples(300, clusters=clusters))


def test_penalties_and_rewards_below_fifteen_people_are_not_shown():
    overall, factors = golden_people()
    rows = penalty_reward(overall, factors, NAMES, resamples(300))
    low = (factors < 3).sum(axis=0)
    assert [row.penalty is None for row in rows] == [n < LEAST_PEOPLE for n in low.tolist()]
    assert rows[2].penalty is None
    assert rows[2].kind is None
    assert rows[0].penalty.n == 19
    assert rows[0].penalty.value == pytest.approx(-0.29095869097505)


def test_a_must_be_factor_and_an_attractive_one_are_told_apart():
    rng = np.random.default_rng(9)
    factors = rng.choice([2.0, 4.0, 5.0], (900, 2))
    overall = 3.5 - 1.2 * (factors[:, 0] < 3) + 1.2 * (factors[:, 1] >= 4.5)
    rows = penalty_reward(overall + rng.normal(0, 0.5, 900), factors, ("a", "b"), resamples(900))
    assert [row.kind for row in rows] == ["must_be", "attractive"]
    assert rows[0].penalty.interval.low < -1.2 < rows[0].penalty.interval.high


def test_a_factor_nobody_scored_low_has_no_penalty():
    overall, factors = golden_people()
    factors[:, 4] = np.maximum(factors[:, 4], 3.0)
    rows = penalty_reward(overall, factors, NAMES, resamples(300))
    assert rows[4].penalty is None
    assert rows[4].reward is not None


def index_parts(factors, target_share):
    answered = np.full(factors.shape, 5.0)
    return np.round(answered * np.asarray(target_share)), answered


def test_quadrants_cross_at_the_target_not_at_the_mean_performance():
    rng = np.random.default_rng(3)
    factors = rng.normal(4, 1, (400, 3))
    overall = 2 * factors[:, 1] + 0.3 * factors[:, 0] + rng.normal(0, 1, 400)
    satisfied, answered = index_parts(factors, [1.0, 0.6, 0.6])
    got = importance_performance(
        overall, factors, satisfied, answered, ("a", "b", "c"), resamples(400), target=0.8
    )
    assert [point.quadrant for point in got.points] == [
        "possible_overkill",
        "concentrate_here",
        "low_priority",
    ]
    assert got.performance_cut == 0.8
    assert got.importance_cut == pytest.approx(1 / 3)


def test_a_factor_on_the_line_is_undecided():
    rng = np.random.default_rng(4)
    factors = rng.normal(4, 1, (400, 2))
    overall = 2 * factors[:, 0] + 0.3 * factors[:, 1] + rng.normal(0, 1, 400)
    satisfied = rng.binomial(1, 0.8, (400, 2)).astype(float)
    satisfied[:, 1] = 1.0
    got = importance_performance(
        overall,
        factors,
        satisfied,
        np.ones((400, 2)),
        ("a", "b"),
        resamples(400),
        target=float(satisfied[:, 0].mean()),
    )
    assert got.points[0].quadrant == "undecided"
    assert got.points[0].probability < 0.8


def test_a_factor_nobody_answered_has_no_place():
    overall, factors = golden_people()
    satisfied, answered = index_parts(factors, [0.8] * 5)
    answered[:, 3] = satisfied[:, 3] = 0
    with pytest.raises(NoResponses):
        importance_performance(
            overall, factors, satisfied, answered, NAMES, resamples(300), target=0.8
        )


@given(seed=st.integers(0, 10_000), people=st.integers(60, 90), levels=st.integers(1, 5))
def test_any_answers_give_numbers_or_a_named_error(seed, people, levels):
    rng = np.random.default_rng(seed)
    factors = rng.integers(1, levels + 1, (people, 2)).astype(float)
    factors[rng.random((people, 2)) < 0.1] = np.nan
    overall = rng.integers(1, levels + 1, people).astype(float)
    sample = resamples(people, replicates=20)
    try:
        rows = drivers(overall, factors, ("a", "b"), sample).rows
    except AnalysisError:
        return
    assert np.isfinite([(r.share, r.interval.low, r.interval.high) for r in rows]).all()


@pytest.mark.parametrize(
    "call",
    [
        lambda y, x, s: drivers(y, x, ("a",), s),
        lambda y, x, s: drivers(y[:200], x, NAMES, s),
        lambda y, x, s: drivers(y, x, NAMES, s, method="beta"),
        lambda y, x, s: drivers(np.tile(y, 2), np.tile(x, (2, 1)), NAMES, s),
        lambda y, x, s: penalty_reward(y, x, NAMES, s, low=5, high=3),
        lambda y, x, s: penalty_reward(y, x, ("a",), s),
        lambda y, x, s: importance_performance(y, x, x + 1, x, NAMES, s, target=0.8),
        lambda y, x, s: importance_performance(y, x, x, x, NAMES, s, target=80),
    ],
)
def test_bad_arguments_are_named(call):
    with pytest.raises(AnalysisError):
        call(*golden_people(), resamples(300, replicates=20))
