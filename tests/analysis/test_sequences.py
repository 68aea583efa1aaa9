"""Truth leaned on: the equations of statistics.md 6 solved by scipy's brentq, an independent loop
of the betting strategy, and seeded runs at a truth of exactly 80 %. Golden beta_mixture is met in
test_golden_intervals.py. Mistake of statistics.md 16 tested here: 11.
"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq
from scipy.special import betaln

from analysis.betting import hedged_betting
from analysis.errors import AnalysisError, NoResponses, TooFewData
from analysis.sequences import (
    asymptotic_sequence,
    beta_mixture,
    beta_mixture_limits,
    running_intersection,
)
from analysis.verdict import Verdict


def log_mixture(p, total, n, a=8.0, b=2.0):
    evidence = betaln(a + total, b + n - total) - betaln(a, b)
    return evidence - total * math.log(p) - (n - total) * math.log1p(-p)


@pytest.mark.parametrize(("total", "n"), [(45, 50), (88.25, 100), (4, 5), (9000, 10000)])
def test_limits_are_where_the_mixture_reaches_its_bound(total, n):
    got = beta_mixture(total, n)

    def excess(p):
        return log_mixture(p, total, n) - math.log(20)

    assert got.low == pytest.approx(brentq(excess, 1e-9, total / n), abs=1e-9)
    assert got.high == pytest.approx(brentq(excess, total / n, 1 - 1e-12), abs=1e-9)


def test_unanimous_streams_keep_one_end():
    assert beta_mixture(0, 7).low == 0
    assert beta_mixture(7, 7).high == 1
    with pytest.raises(NoResponses):
        beta_mixture(0, 0)


def test_36_satisfied_in_a_row_prove_the_target_and_25_do_not():
    low, _ = beta_mixture_limits([25, 36], [25, 36])
    assert low[0] < 0.8 <= low[1]


def test_a_table_of_looks_may_start_before_the_first_answer():
    low, high = beta_mixture_limits([0, 1, 9], [0, 1, 10])
    assert (low[0], high[0]) == (0, 1)
    assert low[2] == beta_mixture(9, 10).low


@given(st.integers(1, 10**6), st.floats(0, 1), st.floats(0.5, 0.999), st.floats(0.01, 0.99))
def test_any_stream_has_limits_around_its_mean(n, share, level, target):
    got = beta_mixture(n * share, n, target=target, confidence_level=level)
    assert 0 <= got.low <= n * share / n <= got.high <= 1


@pytest.mark.parametrize(("total", "n"), [(5, 4), (-1, 4), (math.nan, 4), (1, math.inf), (1, -4)])
def test_impossible_streams_are_refused(total, n):
    with pytest.raises(AnalysisError):
        beta_mixture(total, n)
    with pytest.raises(AnalysisError):
        beta_mixture(1, 4, prior=(0, 1))


@pytest.mark.slow
def test_the_sequence_is_hardly_ever_wrong_at_any_of_119_looks():
    rng = np.random.default_rng(20261123)
    looks = np.arange(10, 601, 5)
    sums = np.cumsum(rng.random((1000, 600)) < 0.8, axis=1)[:, looks - 1]
    low, high = beta_mixture_limits(sums.ravel(), np.tile(looks, 1000))
    wrong = ((low > 0.8) | (high < 0.8)).reshape(1000, -1).any(axis=1)
    assert wrong.mean() <= 0.05


def test_the_asymptotic_sequence_is_its_formula():
    got = asymptotic_sequence(0.9, 0.0009, 200)
    width = 200 * 0.20263**2
    half = math.sqrt(0.0009 * 200 * 2 * (width + 1) / (200 * width))
    half *= math.sqrt(math.log(math.sqrt(width + 1) / 0.05))
    assert got.high - 0.9 == pytest.approx(half, rel=1e-4) or got.high == 1
    assert 0.9 - got.low == pytest.approx(half, rel=1e-4)
    assert asymptotic_sequence(0.5, 0.5, 60).low == 0


@pytest.mark.parametrize(("variance", "n"), [(0.001, 49), (0, 200)])
def test_the_asymptotic_sequence_refuses_too_little(variance, n):
    with pytest.raises(TooFewData):
        asymptotic_sequence(0.9, variance, n)


def test_fifty_respondents_of_nineteen_clusters_are_too_few():
    with pytest.raises(TooFewData, match="20 clusters"):
        asymptotic_sequence(0.9, 0.001, 90, clusters=19)


@pytest.mark.slow
def test_the_asymptotic_sequence_is_seldom_ever_wrong_on_weighted_clusters():
    """400 streams of 120 days of 5 people each; θ of a day and weights vary; read every 5 days."""
    rng = np.random.default_rng(20250214)
    theta = rng.beta(0.8 * 19, 0.2 * 19, (400, 120))
    weights = rng.lognormal(0, 0.3, (400, 120))
    a, b = weights * rng.binomial(5, theta), weights * 5.0
    sums = {k: np.cumsum(x, axis=1) for k, x in {"a": a, "b": b}.items()}
    squares = [np.cumsum(x, axis=1) for x in (a * a, a * b, b * b)]
    days = np.arange(20, 121, 5)
    wrong = np.zeros(400, dtype=bool)
    for day in days - 1:
        share = sums["a"][:, day] / sums["b"][:, day]
        aa, ab, bb = (x[:, day] for x in squares)
        spread = (aa - 2 * share * ab + share**2 * bb) / sums["b"][:, day] ** 2
        for run in range(400):
            variance = spread[run] * (day + 1) / day
            got = asymptotic_sequence(share[run], variance, 5 * (day + 1), clusters=day + 1)
            wrong[run] |= not got.low <= 0.8 <= got.high
    assert wrong.mean() <= 0.05


def test_an_intersection_only_draws_closer_and_says_when_the_level_moved():
    looks = np.arange(20, 401, 20)
    steady = running_intersection(*beta_mixture_limits(0.9 * looks, looks))
    assert steady.moved_at is None
    assert np.all(np.diff(steady.low) >= 0)
    assert np.all(np.diff(steady.high) <= 0)
    fell = np.where(looks <= 200, 0.95 * looks, 190 + 0.3 * (looks - 200))
    low, high = beta_mixture_limits(fell, looks)
    moved = running_intersection(low, high)
    assert low[: moved.moved_at].max() > high[moved.moved_at]
    assert low[: moved.moved_at].max() <= high[: moved.moved_at].min()
    assert moved.low[-1] == moved.low[moved.moved_at - 1]
    assert np.all(moved.low <= moved.high)


@pytest.mark.parametrize("limits", [([0.5], [0.4]), ([math.nan], [1]), ([[0.1]], [[0.2]])])
def test_looks_that_are_no_intervals_are_refused(limits):
    with pytest.raises(AnalysisError):
        running_intersection(*limits)


def bet_by_bet(scores, m=0.8, alpha=0.05):
    """The strategy written as one walks through it."""
    above = below = 1.0
    deviations, total = 0.25, 0.5
    path = []
    for t, x in enumerate(scores, start=1):
        spread = deviations / t
        stake = math.sqrt(2 * math.log(2 / alpha) / (t * math.log(1 + t) * spread))
        above *= 1 + min(stake, 0.5 / m) * (x - m)
        below *= 1 - min(stake, 0.5 / (1 - m)) * (x - m)
        total += x
        deviations += (x - total / (t + 1)) ** 2
        path.append((math.log(above), math.log(below)))
    return np.array(path)


def test_bets_are_placed_before_each_respondent():
    scores = np.random.default_rng(3).beta(8, 2, 60)
    got = hedged_betting(scores)
    assert np.column_stack([got.log_above, got.log_below]) == pytest.approx(bet_by_bet(scores))
    assert got.threshold == pytest.approx(math.log(40))


def test_bets_decide_both_ways_and_once():
    good, bad = hedged_betting([1.0] * 60), hedged_betting([0.2] * 60)
    assert (good.verdict, good.decided_at) == (Verdict.MET, 32)
    assert bad.verdict is Verdict.NOT_MET
    assert bad.decided_at == 10, "never before ten respondents"
    still = hedged_betting([1.0] * 60 + [0.0] * 60)
    assert (still.verdict, still.decided_at) == (good.verdict, good.decided_at)
    assert hedged_betting([0.8] * 9).decided_at is None
    with pytest.raises(NoResponses):
        hedged_betting([])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=80), st.floats(0.05, 0.95))
def test_any_scores_leave_finite_fortunes(scores, target):
    got = hedged_betting(scores, target=target)
    assert np.all(np.isfinite(got.log_above) & np.isfinite(got.log_below))
