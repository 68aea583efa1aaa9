"""Truth leaned on: seeded simulation of the scan statistic; the published figure of the
specification (0.054 for 30 answers, window 0.05, 7 of them)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError, TooFewData
from analysis.intervals import PROPORTION_INTERVALS
from analysis.quality.bursts import bursts, scan_probability
from analysis.quality.cheating import invented_answers_to_flip
from analysis.quality.days import more_answers_than_dossiers, same_shape_days
from analysis.verdict import verdict

EVEN_DAY = [480 + 13 * i for i in range(36)]


def simulated(k, n, window, runs=20_000):
    points = np.sort(np.random.default_rng(8).random((runs, n)), axis=1)
    spans = points[:, k - 1 :] - points[:, : n - k + 1]
    return np.mean(spans.min(axis=1) <= window)


@pytest.mark.parametrize(
    ("k", "n", "window"), [(7, 30, 0.05), (8, 30, 0.05), (5, 12, 0.05), (14, 60, 0.1)]
)
def test_scan_probability_agrees_with_simulation(k, n, window):
    truth = simulated(k, n, window)
    assert scan_probability(k, n, window) == pytest.approx(truth, abs=0.005 + 0.1 * truth)


@given(n=st.integers(0, 500), share=st.floats(0, 1), window=st.floats(1e-6, 0.99))
def test_scan_probability_is_a_probability(n, share, window):
    assert 0 <= scan_probability(int(share * n), n, window) <= 1


def test_an_even_day_has_no_burst():
    assert bursts(EVEN_DAY, opens=480, closes=1020) == ()
    assert bursts([], opens=480, closes=1020) == ()
    assert bursts([500], opens=480, closes=1020) == ()


def test_twelve_answers_in_ten_minutes_are_a_burst():
    planted = [700 + 0.8 * i for i in range(12)]
    found = bursts([*EVEN_DAY, *planted], opens=480, closes=1020)
    assert len(found) == 1
    assert set(range(36, 48)) <= set(found[0].respondents)
    assert found[0].count == len(found[0].respondents)
    assert found[0].p_value < 0.001


def test_a_known_rush_hour_is_no_burst():
    rng = np.random.default_rng(2)
    rush = np.concatenate([rng.uniform(480, 540, 60), rng.uniform(540, 1020, 40)])
    even = bursts(rush, opens=480, closes=1020)
    known = bursts(rush, opens=480, closes=1020, baseline=[60, *[5] * 8])
    assert even
    assert known == ()


def test_false_bursts_are_rare():
    rng = np.random.default_rng(3)
    days = [bursts(rng.uniform(480, 1020, 40), opens=480, closes=1020) for _ in range(1000)]
    assert sum(map(bool, days)) <= 5  # level 0.001: 1 expected


def test_more_answers_than_dossiers():
    found = more_answers_than_dossiers([3, 12, 0], [10, 11, 0])
    assert [(f.day, f.answers, f.dossiers) for f in found] == [(1, 12, 11)]


def test_a_jump_of_top_scores_with_the_volume_is_found():
    n = [20] * 30 + [20] * 10 + [60] * 5
    top = [10, 11, 9] * 10 + [10] * 10 + [55] * 5
    found = same_shape_days(top, n, baseline=30)
    assert found
    assert 40 <= found[0].first <= found[0].last <= 44
    assert found[0].volume > 2 * found[0].usual_volume


def test_better_days_without_more_answers_are_no_suspicion():
    n = [20] * 45
    assert same_shape_days([10, 11, 9] * 10 + [19] * 15, n, baseline=30) == ()


def test_unanimous_baselines_do_not_break():
    assert same_shape_days([20] * 40, [20] * 40, baseline=30) == ()
    assert same_shape_days([0] * 40, [20] * 40, baseline=30) == ()


def published(satisfied, n):
    if n == 0:
        return "not_enough_evidence"
    interval = PROPORTION_INTERVALS["mid_p"](satisfied, n, 0.95)
    return verdict(interval.low, interval.high, n).value


@pytest.mark.parametrize(("satisfied", "n"), [(45, 50), (300, 400), (0, 1), (0, 0), (80, 100)])
def test_price_of_cheating_is_the_least_number_that_flips(satisfied, n):
    price = invented_answers_to_flip(satisfied, n, published)
    assert published(satisfied + price, n + price) == "met"
    assert published(satisfied + price - 1, n + price - 1) != "met"


def test_price_of_a_verdict_that_is_there_is_nothing():
    assert invented_answers_to_flip(100, 100, published) == 0


def test_price_out_of_reach_is_none():
    assert invented_answers_to_flip(0, 500, published, most=10) is None
    assert invented_answers_to_flip(0, 5, published, most=0) is None


@pytest.mark.parametrize(
    "call",
    [
        lambda: scan_probability(5, 4, 0.1),
        lambda: scan_probability(2, 4, 1.0),
        lambda: bursts([1], opens=10, closes=10),
        lambda: bursts([1500], opens=0, closes=1440),
        lambda: bursts([1], opens=0, closes=60, baseline=[]),
        lambda: bursts([1], opens=0, closes=60, baseline=[0, 1]),
        lambda: more_answers_than_dossiers([1], []),
        lambda: same_shape_days([3], [2], baseline=1),
        lambda: invented_answers_to_flip(3, 2, published),
    ],
)
def test_bad_arguments_are_named(call):
    with pytest.raises(AnalysisError):
        call()


def test_an_empty_baseline_is_too_little():
    with pytest.raises(TooFewData):
        same_shape_days([0, 0], [0, 5], baseline=1)
