"""Truth leaned on: the rules and least numbers of statistics.md 5, which exact enumeration gave.

Mistakes of statistics.md 16 tested here: 13 (rounded limits), 14 (level shown and level judged).
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError
from analysis.intervals import PROPORTION_INTERVALS
from analysis.rounding import rounded_beside
from analysis.verdict import (
    Change,
    Doubt,
    Verdict,
    change_word,
    doubts,
    is_above_but_unproven,
    verdict,
    verdicts,
)


def judged(k, n):
    interval = PROPORTION_INTERVALS["mid_p"](k, n, 0.95)
    return verdict(interval.low, interval.high, n)


@pytest.mark.parametrize(
    ("dissatisfied", "n"),
    [(0, 14), (1, 23), (2, 31), (3, 38), (4, 46), (5, 53), (10, 85), (15, 116)],
)
def test_the_least_number_that_meets(dissatisfied, n):
    assert judged(n - dissatisfied, n) is Verdict.MET
    assert judged(n - 1 - dissatisfied, n - 1) is Verdict.NOT_ENOUGH_EVIDENCE


@pytest.mark.parametrize(("most", "n"), [(5, 10), (12, 20), (19, 30), (34, 50), (71, 100)])
def test_the_greatest_number_that_does_not_meet(most, n):
    assert judged(most, n) is Verdict.NOT_MET
    assert judged(most + 1, n) is Verdict.NOT_ENOUGH_EVIDENCE


def test_45_of_50_is_not_enough_evidence_although_90_percent():
    assert judged(45, 50) is Verdict.NOT_ENOUGH_EVIDENCE
    assert is_above_but_unproven(0.9, Verdict.NOT_ENOUGH_EVIDENCE)
    assert not is_above_but_unproven(0.79, Verdict.NOT_ENOUGH_EVIDENCE)
    assert not is_above_but_unproven(0.9, Verdict.MET)


def test_nobody_is_judged_by_nine_or_shown_by_four():
    assert judged(0, 9) is Verdict.NOT_ENOUGH_EVIDENCE
    assert judged(0, 4) is Verdict.WITHHELD
    assert verdict(0, 1, 0) is Verdict.NOT_ENOUGH_EVIDENCE  # statistics.md 4.3: nothing to hide
    assert verdict(0.9, 1, 12, minimum_cell=15) is Verdict.WITHHELD


def test_a_limit_at_the_target_meets_from_below_only():
    assert verdict(0.8, 0.9, 50) is Verdict.MET
    assert verdict(0.7, 0.8, 50) is Verdict.NOT_ENOUGH_EVIDENCE
    assert verdict(0.7, 0.7999999, 50) is Verdict.NOT_MET
    assert verdict(0.79999999, 0.9, 50) is Verdict.NOT_ENOUGH_EVIDENCE


def test_many_are_judged_as_one_by_one():
    rows = [(0.81, 0.9, 50), (0.7, 0.75, 50), (0.7, 0.9, 50), (0.81, 0.9, 3)]
    low, high, n = zip(*rows, strict=True)
    assert verdicts(low, high, n) == [verdict(*row) for row in rows] == [*Verdict]


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 10**6), st.floats(0.01, 0.99))
def test_any_interval_has_one_verdict(a, b, n, target):
    assert verdict(min(a, b), max(a, b), n, target=target) in Verdict


@pytest.mark.parametrize(
    "arguments", [(0.9, 0.8, 50), (float("nan"), 0.8, 50), (0.1, 0.8, -1), (0.1, 0.8, float("nan"))]
)
def test_impossible_intervals_are_refused(arguments):
    with pytest.raises(AnalysisError):
        verdict(*arguments)
    with pytest.raises(AnalysisError):
        verdict(0.1, 0.9, 50, target=80)


def test_doubts_are_named():
    assert doubts(300, 250, 0.08, 299) == []
    assert doubts(12, 15, 0.4, 3) == list(Doubt)
    assert doubts(30, 30, 0.2999, 8) == []
    for number, reason in enumerate(Doubt):  # each alone, just beyond its bound
        just = [30, 30, 0.2999, 8]
        just[number] = [29, 29.999, 0.3, 7.999][number]
        assert doubts(*just) == [reason]


@pytest.mark.parametrize(
    ("interval", "narrower", "word"),
    [
        ((0.01, 0.08), (0.015, 0.075), Change.BETTER),
        ((-0.08, -0.01), (-0.075, -0.015), Change.WORSE),
        ((-0.02, 0.03), (-0.016, 0.026), Change.UNCHANGED),
        ((-0.03, 0.04), (-0.025, 0.035), Change.CANNOT_TELL),
        ((0.001, 0.02), (0.002, 0.019), Change.BETTER),
        ((0.0, 0.031), (0.0, 0.03), Change.CANNOT_TELL),
    ],
)
def test_change_has_four_words(interval, narrower, word):
    assert change_word(interval, narrower) is word


def test_rounding_stays_on_its_side_of_the_target():
    assert rounded_beside(0.79996) == Decimal("79.9")
    assert rounded_beside(0.80004) == Decimal("80.0")
    assert rounded_beside(0.7996, decimals=0) == Decimal("79")
    assert rounded_beside(0.8541, 0.854, decimals=0) == Decimal("86")
    assert str(rounded_beside(1.0)) == "100.0"


@given(st.floats(0, 1), st.floats(0.01, 0.99), st.integers(0, 3))
def test_rounding_never_contradicts_the_verdict(share, target, decimals):
    shown = rounded_beside(share, target, decimals=decimals)
    assert (shown >= Decimal(repr(target)) * 100) == (share >= target)
    assert abs(shown - Decimal(repr(share)) * 100) <= Decimal(1).scaleb(-decimals)
