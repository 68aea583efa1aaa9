"""Truth leaned on: R (test_golden_around_r.py), SciPy's binomial distribution, and simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.errors import AnalysisError
from analysis.funnel import LEAST_UNITS, additive_limits, funnel, funnel_limits

UNITS = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0.5, 1e6) | st.integers(1, 10_000)), max_size=30
)


@pytest.mark.parametrize("tail", [0.025, 0.001])
@pytest.mark.parametrize("n", [1, 2, 5, 20, 99, 1000])
def test_limits_lie_within_one_answer_of_the_binomial_quantiles(n, tail):
    low, high = funnel_limits([n], target=0.8, tail=tail)
    assert stats.binom.ppf(tail, n, 0.8) - 1 <= low[0] * n <= stats.binom.ppf(tail, n, 0.8)
    assert stats.binom.ppf(1 - tail, n, 0.8) - 1 <= high[0] * n <= stats.binom.ppf(1 - tail, n, 0.8)


def test_limits_of_a_size_that_is_not_whole_lie_between_their_neighbours():
    low, high = funnel_limits([49.999999, 50, 50.5, 51], target=0.8, tail=0.025)
    # the beta form and the straight line between two counts differ by less than half an answer
    assert abs(low[0] - low[1]) < 0.5 / 50
    assert abs(high[0] - high[1]) < 0.5 / 50
    assert abs(low[2] - (low[1] + low[3]) / 2) < 0.5 / 50
    assert low[2] < 0.8 < high[2]


def test_beta_form_agrees_with_the_binomial_distribution_at_whole_counts():
    # choose the tail so that the quantile is the whole count 35 of 50: P(X <= 35) exactly
    tail = stats.binom.cdf(35, 50, 0.8)
    low, _ = funnel_limits([50 + 1e-9], target=0.8, tail=tail)
    assert low[0] * 50 == pytest.approx(35, abs=1e-5)


def test_fewer_than_ten_units_are_not_adjusted():
    values, sizes = [0.2, 0.99] * 4 + [0.5], [500] * 9
    assert len(values) < LEAST_UNITS
    plot = funnel(values, sizes, target=0.8)
    assert plot.dispersion.tau2 == 0
    assert not plot.dispersion.adjusted
    assert all(row.z == row.z_additive for row in plot.rows)


def test_units_that_differ_by_chance_alone_are_not_adjusted():
    rng = np.random.default_rng(4)
    sizes = rng.integers(20, 400, 60)
    plot = funnel(rng.binomial(sizes, 0.8) / sizes, sizes, target=0.8)
    assert plot.dispersion.tau2 == 0
    assert sum(row.zone != "inside" for row in plot.rows) <= 8


def test_excess_variation_is_recovered():
    rng = np.random.default_rng(5)
    sizes = np.full(2000, 400)
    truth = np.clip(rng.normal(0.8, 0.05, 2000), 0, 1)
    plot = funnel(rng.binomial(sizes, truth) / sizes, sizes, target=0.8)
    # winsorising shrinks the estimate by a known factor below 1; it must not exceed the truth
    assert 0.5 * 0.05**2 < plot.dispersion.tau2 < 1.05 * 0.05**2


def test_a_full_score_from_three_answers_is_inside_the_funnel():
    plot = funnel([1.0, 0.0, 1.0], [3, 300, 300], target=0.8)
    assert [row.zone for row in plot.rows] == ["inside", "very_low", "very_high"]


@given(units=UNITS, target=st.floats(0.01, 0.99))
def test_limits_stay_between_0_and_1_and_around_the_target(units, target):
    plot = funnel([v for v, _ in units], [n for _, n in units], target=target)
    for row in plot.rows:
        assert 0 <= row.outer[0] <= row.inner[0] <= row.inner[1] <= row.outer[1] <= 1
        assert np.isfinite([row.z, row.z_additive]).all()


@given(size=st.floats(0.01, 1e9), target=st.floats(1e-9, 1 - 1e-9), tail=st.floats(1e-6, 0.4999))
def test_exact_limits_are_shares_in_order(size, target, tail):
    low, high = funnel_limits([size], target=target, tail=tail)
    assert 0 <= low[0] <= high[0] <= 1


def test_additive_limits_widen_with_the_variance_between_units():
    narrow = additive_limits([50], target=0.8, tail=0.025, tau2=0)
    wide = additive_limits([50], target=0.8, tail=0.025, tau2=0.01)
    assert wide[0] < narrow[0] < narrow[1] <= wide[1]


@pytest.mark.parametrize(
    "call",
    [
        lambda: funnel([0.5], [0], target=0.8),
        lambda: funnel([1.5], [10], target=0.8),
        lambda: funnel([0.5, 0.5], [10], target=0.8),
        lambda: funnel([0.5], [10], target=1.0),
        lambda: funnel([0.5], [10], target=0.8, inner_tail=0.5),
        lambda: funnel([float("nan")], [10], target=0.8),
        lambda: additive_limits([10], target=0.8, tail=0.1, tau2=-1),
    ],
)
def test_bad_arguments_are_named(call):
    with pytest.raises(AnalysisError):
        call()
