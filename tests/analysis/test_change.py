"""Truth leaned on: statsmodels' Newcombe interval (test_golden_around_r.py), R survey's variance
of a difference with shared clusters (golden periods.json), the bounds of a difference.

Mistake of statistics.md 16 tested here: 10 (shared clusters ignored; overlap read as no change).
"""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.change import Figure, difference, independent_difference
from analysis.errors import AnalysisError, NoResponses
from analysis.intervals import PROPORTION_INTERVALS
from analysis.results import Interval
from analysis.verdict import Change, change_word

PERIODS = json.loads((Path(__file__).parent / "golden/expected/periods.json").read_text())


def figure(value, variance, low, high, level=0.95):
    return Figure(value, variance, Interval(low, high, level, "given"))


def symmetric(value, variance):
    half = 1.96 * math.sqrt(variance)
    return figure(value, variance, max(value - half, 0), min(value + half, 1))


def test_shared_clusters_enter_by_their_covariance_as_in_r():
    by, wanted = (check["expect"] for check in PERIODS["checks"])
    (v1, c), (_, v2) = by["vcov"]
    first, second = (symmetric(e, v) for e, v in zip(by["est"], (v1, v2), strict=True))
    got = difference(second, first, covariance=c)
    assert got.value == pytest.approx(wanted["est"], rel=1e-8)
    assert got.se == pytest.approx(wanted["se"], rel=1e-8)


def test_ignoring_shared_clusters_would_widen_the_interval():
    earlier, later = symmetric(0.80, 0.0004), symmetric(0.84, 0.0004)
    alone = difference(later, earlier).interval
    shared = difference(later, earlier, covariance=0.0003).interval
    assert shared.high - shared.low < 0.55 * (alone.high - alone.low)
    assert shared.low > 0 > alone.low


def test_overlapping_intervals_can_still_prove_a_change():
    later, earlier = (PROPORTION_INTERVALS["mid_p"](k, 400, 0.95) for k in (340, 315))
    assert later.low < earlier.high  # they overlap
    change = independent_difference(340, 400, 315, 400, method="mid_p")
    assert change.interval.low > 0
    assert change_word(change.interval, change.interval) is Change.BETTER


def test_a_large_sample_without_change_is_unchanged():
    counts = (80_100, 100_000, 80_000, 100_000)
    change = independent_difference(*counts)
    narrower = independent_difference(*counts, confidence_level=0.9)
    assert change_word(change.interval, narrower.interval) is Change.UNCHANGED


def test_part_against_its_whole_is_surer_than_against_a_stranger():
    # half of the whole is the part itself: cov = v_part / 2
    part, whole = symmetric(0.75, 0.0008), symmetric(0.80, 0.0004)
    inside = difference(part, whole, covariance=0.0004)
    assert inside.se < difference(part, whole).se
    assert inside.se == pytest.approx(0.02)


def test_unanimous_periods_do_not_collapse():
    change = independent_difference(12, 12, 10, 10)
    assert change.value == 0
    assert change.interval.low < -0.2
    assert change.interval.high > 0.2


@pytest.mark.parametrize("method", PROPORTION_INTERVALS)
@given(data=st.data())
def test_interval_holds_the_difference_inside_its_bounds(method, data):
    n1, n2 = data.draw(st.integers(1, 50)), data.draw(st.integers(1, 50))
    k1, k2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    got = independent_difference(k1, n1, k2, n2, method=method)
    assert -1 <= got.interval.low <= got.value <= got.interval.high <= 1
    mirrored = independent_difference(k2, n2, k1, n1, method=method)
    assert mirrored.interval.low == pytest.approx(-got.interval.high)


@given(
    values=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    variances=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    rho=st.floats(-1, 1),
)
def test_any_correlation_keeps_the_interval_in_bounds(values, variances, rho):
    covariance = rho * math.sqrt(variances[0]) * math.sqrt(variances[1])
    sides = [symmetric(x, v) for x, v in zip(values, variances, strict=True)]
    got = difference(*sides, covariance=covariance)
    assert -1 <= got.interval.low <= got.value <= got.interval.high <= 1
    assert got.se >= 0


def test_no_answers_on_one_side_is_an_error():
    with pytest.raises(NoResponses):
        independent_difference(0, 0, 5, 10)


@pytest.mark.parametrize(
    "call",
    [
        lambda: independent_difference(6, 5, 5, 10),
        lambda: independent_difference(5, 10, 5, 10, method="wald"),
        lambda: independent_difference(5, 10, 5, 10, confidence_level=95),
        lambda: difference(symmetric(0.8, 0.01), symmetric(0.8, 0.01), covariance=0.02),
        lambda: difference(figure(0.8, 0.01, 0.85, 0.9), symmetric(0.8, 0.01)),
        lambda: difference(figure(0.8, 0.01, 0.7, 0.9, 0.9), symmetric(0.8, 0.01)),
        lambda: difference(figure(1.2, 0.01, 0.7, 1.3), symmetric(0.8, 0.01)),
        lambda: difference(figure(0.8, -1, 0.7, 0.9), symmetric(0.8, 0.01)),
    ],
)
def test_bad_arguments_are_named(call):
    with pytest.raises(AnalysisError):
        call()
