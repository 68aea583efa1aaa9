"""Truth leaned on: base R's path (test_golden_around_r.py), alarms counted in fresh simulation,
generalised least squares by hand.

Mistake of statistics.md 16 tested here: 11 (an alarm that is never reset).
"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.alarms import cusum, decision_limit, levels
from analysis.control_chart import p_prime_chart
from analysis.errors import AnalysisError, TooFewData
from analysis.trend import trend


def test_an_alarm_is_reset_and_can_sound_again():
    bad = [0] * 10
    once = cusum(bad, [5] * 10, p0=0.85, p1=0.75, reset=False)
    again = cusum(bad, [5] * 10, p0=0.85, p1=0.75)
    step = 5 * math.log(0.25 / 0.15)
    assert once.alarms == tuple(range(1, 10))  # on for ever, saying nothing new
    assert again.alarms == (1, 3, 5, 7, 9)
    assert again.path == pytest.approx([step, 2 * step] * 5)


def test_days_without_answers_change_nothing():
    with_gaps = cusum([3, 0, 2], [5, 0, 5], p0=0.9, p1=0.8)
    assert with_gaps.path[0] == with_gaps.path[1]
    assert cusum([], [], p0=0.9, p1=0.8).path == ()


def test_satisfied_days_hold_the_evidence_at_zero():
    assert cusum([10] * 5, [10] * 5, p0=0.85, p1=0.75).path == (0,) * 5


def test_levels_start_at_the_target_at_least():
    assert levels(0.7, 0.8).p0 == 0.8
    assert levels(0.9, 0.8).p1 == pytest.approx(0.8)
    assert levels(1.0, 0.8).p0 == 0.99  # at 1 one dissatisfied person would be infinite evidence


@pytest.mark.parametrize(
    ("volume", "p0", "p1"),
    [
        ([8, 12, 20, 5, 0], 0.85, 0.75),
        ([1], 0.8, 0.7),
        ([300, 400], 0.8, 0.7),  # most days say no
        ([10], 0.5, 0.6),  # a rise
        ([10], 0.8, 0.798),  # steps finer than the first grid
    ],
)
def test_decision_limit_gives_one_false_alarm_a_year_in_fresh_years(volume, p0, p1):
    got = decision_limit(volume, p0=p0, p1=p1)
    assert got.false_alarms == pytest.approx(1, abs=0.05)
    rng = np.random.default_rng(99)
    n = rng.choice(volume, 250 * 2000)
    fresh = cusum(rng.binomial(n, p0), n, p0=p0, p1=p1, limit=got.limit)
    assert len(fresh.alarms) / 2000 == pytest.approx(1, abs=0.1)


def test_where_alarms_are_rarer_than_wanted_the_limit_is_next_to_nothing():
    got = decision_limit([0, 0, 1], p0=0.99, p1=0.89)
    assert got.limit < 0.1
    assert got.false_alarms == pytest.approx(250 / 3 * 0.01)  # each dissatisfied person is one


def test_rarer_alarms_need_a_higher_limit():
    once, rarely = (
        decision_limit([10], p0=0.8, p1=0.7, false_alarms=wanted).limit for wanted in (1, 0.1)
    )
    assert once < rarely < math.log(250 / 0.1)


def test_a_fall_is_found_soon():
    got = decision_limit([15], p0=0.85, p1=0.75)
    rng = np.random.default_rng(5)
    fallen = cusum(rng.binomial(15, 0.70, 60), [15] * 60, p0=0.85, p1=0.75, limit=got.limit)
    assert fallen.alarms[0] < 15


@given(
    days=st.lists(
        st.integers(0, 50).flatmap(lambda n: st.tuples(st.floats(0, 1), st.just(n))), max_size=20
    ),
    p0=st.floats(0.01, 0.99),
    p1=st.floats(0.01, 0.99),
)
def test_evidence_is_finite_and_never_negative(days, p0, p1):
    if p0 == p1:
        return
    got = cusum([s * n for s, n in days], [n for _, n in days], p0=p0, p1=p1)
    assert all(0 <= w < math.inf for w in got.path)


def test_small_days_are_pooled_with_the_next():
    n = [2, 2, 3, 10, 1, 9, *[10] * 20, 3]
    k = [1, 2, 3, 8, 1, 7, *[8, 9] * 10, 3]
    chart = p_prime_chart(k, n, baseline=20)
    assert [(p.first, p.last) for p in chart.points[:3]] == [(0, 2), (3, 3), (4, 5)]
    assert chart.points[0].n == 7
    assert chart.points[-1].last == 26  # what is left joins the last point
    assert sum(p.n for p in chart.points) == sum(n)


def test_chart_limits_hold_ordinary_days_and_stay_between_0_and_1():
    rng = np.random.default_rng(1)
    n = rng.integers(5, 60, 500)
    chart = p_prime_chart(rng.binomial(n, 0.9), n, baseline=100)
    assert all(0 <= p.low <= chart.centre <= p.high <= 1 for p in chart.points)
    assert np.mean([p.low <= p.value <= p.high for p in chart.points]) > 0.98
    assert chart.sigma_z == pytest.approx(1, abs=0.2)


def test_days_that_vary_more_than_chance_widen_the_limits():
    rng = np.random.default_rng(2)
    n = np.full(200, 100)
    restless = rng.binomial(n, np.clip(rng.normal(0.8, 0.1, 200), 0, 1))
    assert p_prime_chart(restless, n, baseline=150).sigma_z > 2


@pytest.mark.parametrize("satisfied", [0, 10])
def test_a_unanimous_baseline_has_no_chart(satisfied):
    with pytest.raises(TooFewData):
        p_prime_chart([satisfied] * 25, [10] * 25, baseline=20)


def test_too_few_days_for_the_baseline():
    with pytest.raises(TooFewData):
        p_prime_chart([3] * 19, [5] * 19, baseline=20)
    with pytest.raises(TooFewData):
        p_prime_chart([], [], baseline=20)


def test_trend_of_independent_periods_is_weighted_least_squares():
    times, values = np.arange(6.0), np.array([0.8, 0.81, 0.83, 0.82, 0.85, 0.86])
    variances = np.array([1, 2, 1, 4, 1, 2]) * 1e-4
    got = trend(times, values, np.diag(variances))
    slope, level = np.polyfit(times, values, 1, w=1 / np.sqrt(variances))
    assert got.slope == pytest.approx(slope)
    assert got.at(0) == pytest.approx(level)
    centre = np.average(times, weights=1 / variances)
    assert got.se == pytest.approx(1 / np.sqrt(np.sum((times - centre) ** 2 / variances)))
    assert got.interval.low < slope < got.interval.high


def test_shared_counters_sharpen_a_trend():
    values = np.linspace(0.8, 0.84, 5)
    alone = trend(range(5), values, np.eye(5) * 1e-4)
    shared = trend(range(5), values, (np.eye(5) * 0.2 + 0.8) * 1e-4)
    assert shared.se == pytest.approx(alone.se * math.sqrt(0.2))


def test_few_degrees_of_freedom_widen_the_limits():
    normal = trend(range(5), [0.8] * 5, np.eye(5) * 1e-4)
    student = trend(range(5), [0.8] * 5, np.eye(5) * 1e-4, df=4)
    ratio = (student.interval.high - student.interval.low) / (
        normal.interval.high - normal.interval.low
    )
    assert ratio == pytest.approx(2.776 / 1.960, abs=0.001)


@given(
    periods=st.lists(
        st.tuples(st.floats(0, 30), st.floats(0, 1), st.floats(0, 1)), min_size=5, max_size=8
    ),
    shared=st.floats(-1, 1),
)
def test_any_periods_give_a_trend_or_a_named_error(periods, shared):
    times, values, variances = (np.array(column) for column in zip(*periods, strict=True))
    root = np.sqrt(variances)
    covariance = np.outer(root, root) * shared
    np.fill_diagonal(covariance, variances)
    try:
        got = trend(times, values, covariance)
    except AnalysisError:
        return
    assert math.isfinite(got.se)
    assert got.interval.low <= got.slope <= got.interval.high


def test_four_periods_make_no_trend():
    with pytest.raises(TooFewData):
        trend(range(4), [0.8] * 4, np.eye(4))


@pytest.mark.parametrize(
    "call",
    [
        lambda: cusum([6], [5], p0=0.9, p1=0.8),
        lambda: cusum([5], [5], p0=0.9, p1=0.9),
        lambda: cusum([5], [5], p0=1.0, p1=0.9),
        lambda: cusum([5], [5], p0=0.9, p1=0.8, limit=0),
        lambda: levels(1.2, 0.8),
        lambda: levels(0.5, 0.05, fall=0.6),
        lambda: decision_limit([0, 0], p0=0.9, p1=0.8),
        lambda: decision_limit([1.5], p0=0.9, p1=0.8),
        lambda: p_prime_chart([6], [5], baseline=20),
        lambda: p_prime_chart([5] * 20, [6] * 20, baseline=5),
        lambda: trend([1] * 5, [0.8] * 5, np.eye(5)),
        lambda: trend(range(5), [0.8] * 5, np.zeros((5, 5))),
        lambda: trend(range(5), [0.8] * 5, np.triu(np.ones((5, 5)))),
        lambda: trend(range(5), [0.8] * 5, np.eye(4)),
    ],
)
def test_bad_arguments_are_named(call):
    with pytest.raises(AnalysisError):
        call()
