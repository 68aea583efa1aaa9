"""Truth leaned on: seeded simulation of the scan statistic; the published figure of the
specification (0.054 for 30 answers, window 0.05, 7 of them)."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.quality.bursts import bursts, scan_probability

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


@pytest.mark.parametrize(
    "call",
    [
        lambda: scan_probability(5, 4, 0.1),
        lambda: scan_probability(2, 4, 1.0),
        lambda: bursts([1], opens=10, closes=10),
        lambda: bursts([1500], opens=0, closes=1440),
        lambda: bursts([1], opens=0, closes=60, baseline=[]),
        lambda: bursts([1], opens=0, closes=60, baseline=[0, 1]),
    ],
)
def test_bad_arguments_are_named(call):
    with pytest.raises(AnalysisError):
        call()
