"""Whatever valid types hold: a finite result inside its bounds, or a named error. No NaN and no
warning (pytest turns warnings into errors).

Truth leaned on: none beyond the bounds themselves.
"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.allocation import allocate, margin_size, requirement, yamane_size
from analysis.betting import hedged_betting
from analysis.errors import AnalysisError
from analysis.intervals import (
    FINITE_INTERVALS,
    PROPORTION_INTERVALS,
    answers_to_decide,
    binomial_test,
    company_dispersion,
    dispersion,
    effective_size,
    information,
    mid_p_distribution,
    mid_p_limits,
    moderated_dispersion,
    p_values,
    pooled_dispersion,
    pooled_limits,
)
from analysis.planning import plan_survey, verdict_power, verdict_sample_size
from analysis.results import Moments
from analysis.rounding import rounded_beside
from analysis.sensitivity import (
    data_defect_correlation,
    defect_effective_size,
    tipping_point,
    worst_case,
)
from analysis.sequences import asymptotic_sequence, beta_mixture
from analysis.verdict import change_word, doubts, verdict

floats = st.floats() | st.floats(0, 1)
counts = st.integers(-3, 3000) | st.integers()
levels = st.floats(0, 1) | st.just(0.95)


def numbers_in(result):
    """Every number inside a result, however nested."""
    if result is None or isinstance(result, str):
        return
    if hasattr(result, "__dataclass_fields__"):
        result = [getattr(result, name) for name in result.__dataclass_fields__]
    if isinstance(result, (list, tuple)):
        for part in result:
            yield from numbers_in(part)
    else:
        yield from np.ravel(np.asarray(result, float))


def assert_finite_or_refused(function, *arguments, **named):
    try:
        result = function(*arguments, **named)
    except AnalysisError:
        return
    assert all(math.isfinite(x) for x in numbers_in(result)), result


@pytest.mark.parametrize("name", PROPORTION_INTERVALS)
@given(k=counts, n=counts, level=levels)
def test_proportions(name, k, n, level):
    assert_finite_or_refused(PROPORTION_INTERVALS[name], k, n, level)


@pytest.mark.parametrize("name", FINITE_INTERVALS)
@given(k=counts, n=counts, population=counts, level=levels)
def test_small_populations(name, k, n, population, level):
    assert_finite_or_refused(FINITE_INTERVALS[name], k, n, population, level)


@given(k=counts, n=st.integers(-1, 2000), target=floats)
def test_binomial_tests(k, n, target):
    assert_finite_or_refused(binomial_test, k, n, target)


@given(value=floats, size=floats, p=floats, level=levels)
def test_mid_p(value, size, p, level):
    assert_finite_or_refused(mid_p_limits, value, size, level)
    assert_finite_or_refused(mid_p_distribution, value, size, p)


moments = st.lists(
    st.tuples(floats, floats, st.integers(-1, 500), st.integers(-2, 500), floats), max_size=12
).map(lambda rows: Moments.of(*np.array(rows).reshape(-1, 5).T[:4], correction=0.5))


@given(moments, floats, levels, st.none() | floats)
def test_moments(many, target, level, company):
    for function in (dispersion, information, pooled_dispersion, company_dispersion):
        assert_finite_or_refused(function, many)
    assert_finite_or_refused(pooled_limits, many, confidence_level=level)
    assert_finite_or_refused(moderated_dispersion, many, company=company)
    assert_finite_or_refused(effective_size, many, company=company, confidence_level=level)
    assert_finite_or_refused(p_values, many, target, company=company)


@given(floats, st.floats(0, 3), st.integers(-1, 10**6), floats)
def test_outlook(value, spread, n, target):
    assert_finite_or_refused(answers_to_decide, Moments.of(value, spread, n, n - 1), target=target)


@given(n=counts, truth=floats, target=floats, level=levels)
def test_power(n, truth, target, level):
    assert_finite_or_refused(
        verdict_power, n, truth, target=target, confidence_level=level, method="wilson"
    )


@given(truth=st.floats(0, 1), target=st.sampled_from([0.5, 0.8]), power=floats)
def test_sizes(truth, target, power):
    if abs(truth - target) > 0.02:  # nearer ones are right, and slow
        assert_finite_or_refused(
            verdict_sample_size, truth, target=target, power=power, method="wilson"
        )


@given(counts, st.none() | counts, floats, floats, floats, floats, floats)
def test_plans(n, population, spread, size, rho, weights, rate):
    assert_finite_or_refused(
        plan_survey,
        n,
        population=population,
        dispersion=spread,
        cluster_size=size,
        intraclass=rho,
        weight_effect=weights,
        response_rate=rate,
    )


@given(counts, floats, floats, levels)
def test_guidance(population, margin, share, level):
    assert_finite_or_refused(
        margin_size, population, margin=margin, share=share, confidence_level=level
    )
    assert_finite_or_refused(yamane_size, population, margin=margin)
    assert_finite_or_refused(requirement, 100, population, margin=margin)


@given(counts, st.lists(counts, max_size=6), counts)
def test_allocations(total, populations, minimum):
    assert_finite_or_refused(allocate, total, populations, minimum=minimum)


@given(floats, counts, floats, levels, st.none() | st.tuples(floats, floats))
def test_sequences(total, n, target, level, prior):
    assert_finite_or_refused(
        beta_mixture, total, n, target=target, confidence_level=level, prior=prior
    )
    assert_finite_or_refused(asymptotic_sequence, total, target, n, confidence_level=level)


@given(st.lists(floats, max_size=20), floats, levels)
def test_bets(scores, target, level):
    assert_finite_or_refused(hedged_betting, scores, target=target, confidence_level=level)


@given(floats, floats, floats, floats, floats)
def test_the_silent(rate, value, target, low, high):
    assert_finite_or_refused(tipping_point, rate, value, target=target)
    assert_finite_or_refused(data_defect_correlation, rate, value, target=target)
    assert_finite_or_refused(defect_effective_size, rate, value)
    assert_finite_or_refused(worst_case, rate, value, low=low, high=high)


@given(floats, floats, counts, floats, counts)
def test_words(low, high, n, target, least):
    assert_finite_or_refused(verdict, low, high, n, target=target, minimum_cell=least)
    assert_finite_or_refused(doubts, n, low, high, target)
    assert_finite_or_refused(change_word, (low, high), (target, high))
    assert_finite_or_refused(rounded_beside, low, target, decimals=least)
