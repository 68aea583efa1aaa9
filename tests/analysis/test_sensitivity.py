"""Truth leaned on: the worked example of statistics.md 13 (r 0.25, R 0.86: x* 0.78, ρ* 0.087) and
the identities that define each quantity. Golden tipping is met in test_golden_intervals.py.
"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.sensitivity import (
    data_defect_correlation,
    defect_effective_size,
    tipping_point,
    worst_case,
)

rates, shares = st.floats(0.001, 1), st.floats(0, 1)


def test_the_worked_example():
    point = tipping_point(0.25, 0.86)
    assert point.nonrespondent_share == pytest.approx(0.78)
    assert point.difference == pytest.approx(-0.08)
    assert point.can_overturn
    assert data_defect_correlation(0.25, 0.86) == pytest.approx(0.087, abs=5e-4)


@given(rates, shares, st.floats(0.05, 0.95))
def test_at_the_tipping_point_the_whole_stands_at_the_target(rate, value, target):
    point = tipping_point(rate, value, target=target)
    if rate == 1:
        assert point.nonrespondent_share is None
        assert not point.can_overturn
        return
    whole = rate * value + (1 - rate) * point.nonrespondent_share
    assert whole == pytest.approx(target, abs=1e-9)
    bounds = point.worst_case
    if abs(bounds.low - target) > 1e-9 and abs(bounds.high - target) > 1e-9:
        assert point.can_overturn == (bounds.low < target < bounds.high)


def test_nothing_can_overturn_a_high_figure_from_nearly_everyone():
    assert not tipping_point(0.95, 0.90).can_overturn
    assert not tipping_point(0.95, 0.60).can_overturn


@given(rates, st.floats(0.1, 0.9), st.floats(0, 0.1), st.floats(0, 0.1))
def test_limits_widen_the_worst_case(rate, value, below, above):
    plain = worst_case(rate, value)
    wide = worst_case(rate, value, low=value - below, high=value + above)
    assert 0 <= wide.low <= plain.low <= plain.high <= wide.high <= 1 + 1e-12


def test_the_worst_case_of_no_answers_is_everything():
    assert (worst_case(0, 0.9).low, worst_case(0, 0.9).high) == (0, 1)


@given(rates, shares, st.floats(0.05, 0.95))
def test_the_defect_alone_explains_the_distance(rate, value, target):
    rho = data_defect_correlation(rate, value, target=target)
    if rate == 1:
        assert rho is None
        return
    error = rho * math.sqrt((1 - rate) / rate) * math.sqrt(target * (1 - target))
    assert error == pytest.approx(value - target, abs=1e-9)


def test_a_small_defect_wastes_most_answers():
    assert defect_effective_size(0.25, 0.05) == pytest.approx(0.25 / 0.75 / 0.0025)
    assert defect_effective_size(1, 0.05) is None
    assert defect_effective_size(0.25, 0) is None


@pytest.mark.parametrize(("rate", "value"), [(0, 0.9), (1.2, 0.9), (0.5, 1.2), (math.nan, 0.9)])
def test_impossible_rates_are_refused(rate, value):
    for function in (tipping_point, data_defect_correlation):
        with pytest.raises(AnalysisError):
            function(rate, value)
    with pytest.raises(AnalysisError):
        worst_case(0.5, 0.9, low=0.95)
