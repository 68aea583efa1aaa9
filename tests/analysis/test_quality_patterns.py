"""Truth leaned on: honest answer sheets simulated with halo, and copies planted among them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.funnel import funnel
from analysis.quality.copies import repeated_sheets
from analysis.quality.runs import runs
from analysis.quality.speed import speed

NA = math.nan


def honest_sheets(rng, people=600, items=22):
    taste = rng.normal(0.9, 0.9, (people, 1))
    return np.clip(np.round(3.2 + taste + rng.normal(0, 0.7, (people, items))), 1, 5)


def test_straight_lining_needs_eight_answers_over_three_factors():
    factors = [1, 1, 1, 2, 2, 2, 3, 3, 3]
    sheets = [
        [4] * 9,
        [4] * 8 + [5],
        [4] * 8 + [NA],
        [4] * 7 + [NA, NA],
        [4, 4, 4, 4, 4, 4, NA, NA, NA],
        [NA] * 9,
    ]
    got = runs(sheets, factors)
    assert got.straight.tolist() == [True, False, True, False, False, False]
    assert got.longest.tolist() == [9, 8, 8, 7, 6, 0]
    assert got.longest_share.tolist() == pytest.approx([1, 8 / 9, 1, 1, 1, 0])


def test_two_factors_are_not_enough_for_straight_lining():
    assert not runs([[5] * 10], [1] * 5 + [2] * 5).straight[0]


def test_a_run_passes_over_not_applicable():
    assert runs([[5, NA, 5, 4, NA, 4, 4, NA]], range(8)).longest.tolist() == [3]


def test_straight_lining_is_judged_by_counter_in_a_funnel():
    straight = np.array([30, 31, 29, 33, 28, 30, 32, 27, 30, 95])
    plot = funnel(straight / 100, [100] * 10, target=0.30)
    assert [row.zone for row in plot.rows] == ["inside"] * 9 + ["very_high"]


def test_planted_copies_are_found_and_honest_sheets_left_alone():
    rng = np.random.default_rng(1)
    sheets = honest_sheets(rng)
    assert repeated_sheets(sheets) == ()
    planted = np.vstack([sheets, np.repeat(sheets[17:18], 4, axis=0)])
    found = repeated_sheets(planted)
    assert [copies.respondents for copies in found] == [(17, 600, 601, 602, 603)]
    assert found[0].p_value < 1e-6


def test_contented_citizens_who_tick_straight_are_no_copies():
    sheets = np.vstack([np.full((200, 22), 4.0), np.tile([3.0] * 12 + [4.0] * 10, (40, 1))])
    assert repeated_sheets(sheets) == ()


def test_short_sheets_are_too_easily_alike():
    sheet = [5, 4, 3, 5, 4, 3, 5, 4, 3, 5, 4, 3, 5, 4]
    assert repeated_sheets([sheet] * 5 + [[1, 2] * 7] * 2) == ()
    assert len(repeated_sheets([[*sheet, 3]] * 5 + [[*([1, 2] * 7), 5]])) == 1


def test_copies_everywhere_cannot_vouch_for_each_other():
    sheet = [5, 4, 3] * 6
    assert len(repeated_sheets([sheet] * 30)) == 1


@given(
    sheets=st.integers(1, 18).flatmap(
        lambda k: st.lists(
            st.lists(st.sampled_from([1, 5, NA]), min_size=k, max_size=k), max_size=12
        )
    )
)
def test_any_sheets_are_measured_without_a_warning(sheets):
    width = len(sheets[0]) if sheets else 1
    x = np.array(sheets, dtype=float).reshape(len(sheets), width)
    assert np.isfinite(runs(x, range(width)).longest_share).all()
    assert all(0 <= c.p_value < 1e-4 for c in repeated_sheets(x, least_answered=2))


def test_speeders_are_twice_as_fast_or_under_a_second_an_item():
    seconds = [[60, 60], [60, 60], [60, 60], [25, 25], [60, NA], [NA, NA], [0, 0]]
    got = speed(seconds, [20, 20, 100, 20, 20, 20, 20])
    # the third took 120 s for 120 items' worth of pages but answered 100: just over a second
    assert got.speeder.tolist() == [False, False, False, True, False, False, True]
    assert got.relative[3] == pytest.approx(2.4)
    assert np.isnan(got.relative[5])


def test_nobody_is_a_speeder_where_no_time_is_known():
    assert not speed([[NA], [NA]], [5, 0]).speeder.any()


@pytest.mark.parametrize(
    "call",
    [
        lambda: runs([[1, 2]], [1]),
        lambda: speed([[-1]], [3]),
        lambda: speed([[1]], [3, 4]),
        lambda: repeated_sheets([[1, 2]], level=0),
    ],
)
def test_bad_arguments_are_named(call):
    with pytest.raises(AnalysisError):
        call()
