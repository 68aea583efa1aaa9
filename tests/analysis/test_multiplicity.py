"""Truth leaned on: R's p.adjust (in test_golden_around_r.py), and the definitions by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.multiplicity import (
    ADJUSTMENTS,
    adjusted_p_values,
    naming_list,
    selected_interval_level,
    triage_list,
)

P_VALUES = st.lists(st.none() | st.floats(0, 1) | st.just(float("nan")), max_size=30)


@pytest.mark.parametrize("method", ADJUSTMENTS)
def test_undefined_p_values_stay_undefined_and_do_not_count(method):
    with_gaps = adjusted_p_values([0.01, None, 0.02, float("nan"), 0.5], method)
    assert with_gaps[1] is None
    assert with_gaps[3] is None
    assert [p for p in with_gaps if p is not None] == list(
        adjusted_p_values([0.01, 0.02, 0.5], method)
    )


@pytest.mark.parametrize("method", ADJUSTMENTS)
@given(p_values=P_VALUES)
def test_adjusting_never_lowers_a_p_value_and_keeps_their_order(method, p_values):
    adjusted = adjusted_p_values(p_values, method)
    pairs = [(p, a) for p, a in zip(p_values, adjusted, strict=True) if a is not None]
    assert len(pairs) == sum(p is not None and not math.isnan(p) for p in p_values)
    assert all(p <= a <= 1 for p, a in pairs)
    in_order = [a for _, a in sorted(pairs)]
    assert in_order == sorted(in_order)


def test_one_p_value_is_left_alone():
    for method in ADJUSTMENTS:
        assert adjusted_p_values([0.03], method) == (0.03,)
    assert adjusted_p_values([]) == ()
    assert adjusted_p_values([None]) == (None,)


def test_tied_p_values_are_adjusted_alike():
    assert adjusted_p_values([0.01, 0.01, 0.01]) == pytest.approx((0.03, 0.03, 0.03))


def test_naming_is_held_to_one_side_of_the_displayed_interval():
    # Two units: Holm compares the smaller p with 0.025 / 2, then the other with 0.025.
    assert naming_list([0.012, 0.024]) == (0, 1)
    assert naming_list([0.013, 0.024]) == ()
    assert naming_list([0.024, None]) == (0,)


def test_triage_lists_more_than_naming():
    p_values = [0.001, 0.011, 0.02, 0.03, 0.6]
    assert naming_list(p_values) == (0,)
    assert triage_list(p_values) == (0, 1, 2, 3)


def test_intervals_of_selected_units_are_widened_to_their_share():
    assert selected_interval_level(10, 100, q=0.05) == pytest.approx(0.995)
    assert selected_interval_level(100, 100, q=0.05) == pytest.approx(0.95)


@pytest.mark.parametrize(
    "call",
    [
        lambda: adjusted_p_values([1.1]),
        lambda: adjusted_p_values([-0.1]),
        lambda: adjusted_p_values(["0.1"]),
        lambda: adjusted_p_values([0.1], "sidak"),
        lambda: triage_list([0.1], q=0),
        lambda: selected_interval_level(0, 10),
        lambda: selected_interval_level(11, 10),
    ],
)
def test_bad_arguments_are_named(call):
    with pytest.raises(AnalysisError):
        call()
