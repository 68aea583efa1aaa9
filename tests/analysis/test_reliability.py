"""Truth leaned on: psych and base R's factanal (test_golden_around_r.py), Spearman-Brown for two
items, and populations with a known loading."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError, TooFewData
from analysis.omega import mcdonald_omega
from analysis.reliability import cronbach_alpha, item_covariances, item_shares

NA = math.nan


def one_factor(people=2000, loadings=(0.8, 0.6, 0.7, 0.5), seed=1):
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(people, 1))
    own = rng.normal(size=(people, len(loadings))) * np.sqrt(1 - np.square(loadings))
    return common * np.array(loadings) + own


def codes(result):
    return [notice.code for notice in result.notices]


def test_two_items_give_spearman_brown_for_equal_variances():
    x = one_factor(loadings=(0.8, 0.8))
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    r = np.corrcoef(x, rowvar=False)[0, 1]
    got = cronbach_alpha(x)
    assert got.value == pytest.approx(2 * r / (1 + r))
    assert got.without == (None, None)


def test_omega_recovers_the_loadings_of_a_population():
    got = mcdonald_omega(one_factor(20_000))
    assert got.loadings == pytest.approx((0.8, 0.6, 0.7, 0.5), abs=0.03)
    common = sum((0.8, 0.6, 0.7, 0.5)) ** 2
    assert got.value == pytest.approx(common / (common + 4 - 0.64 - 0.36 - 0.49 - 0.25), abs=0.01)


def test_omega_of_unequal_loadings_exceeds_alpha():
    x = one_factor(5000, loadings=(0.9, 0.8, 0.3, 0.3))
    assert mcdonald_omega(x).value > cronbach_alpha(x).value + 0.01


def test_omega_does_not_depend_on_the_direction_of_all_items():
    x = one_factor()
    assert mcdonald_omega(-x).value == pytest.approx(mcdonald_omega(x).value, abs=1e-6)


def test_omega_says_why_it_is_not_to_be_had():
    rng = np.random.default_rng(2)
    assert codes(mcdonald_omega(rng.normal(size=(100, 2)))) == ["two_items"]
    assert codes(mcdonald_omega(np.tile(np.arange(60.0)[:, None], 3))) == ["singular"]
    constant = np.column_stack([rng.normal(size=(50, 2)), np.full(50, 3.0)])
    assert codes(mcdonald_omega(constant)) == ["no_variation"]


def test_heywood_case_leaves_alpha_only():
    # r12 r13 / r23 > 1: the first item would need a loading above 1
    r = np.array([[1, 0.8, 0.8], [0.8, 1, 0.4], [0.8, 0.4, 1]])
    draws = np.random.default_rng(3).normal(size=(200, 3))
    draws -= draws.mean(axis=0)
    white = draws @ np.linalg.inv(np.linalg.cholesky(np.cov(draws, rowvar=False))).T
    x = white @ np.linalg.cholesky(r).T
    got = mcdonald_omega(x)
    assert got.value is None
    assert codes(got) == ["heywood"]
    assert cronbach_alpha(x).value == pytest.approx(1.5 * (1 - 3 / 7))


def test_unanimous_answers_have_no_alpha():
    got = cronbach_alpha(np.full((30, 4), 4.0))
    assert got.value is None
    assert got.interval is None
    assert got.item_rest == (None,) * 4
    assert codes(got) == ["no_variation"]


def test_one_item_that_never_varies_is_left_undefined_alone():
    x = np.column_stack([one_factor(), np.full(2000, 5.0)])
    got = cronbach_alpha(x)
    assert got.value is not None
    assert got.standardized is None
    assert got.item_rest[-1] is None
    assert None not in got.item_rest[:-1]


def test_copied_items_are_called_redundant_and_noise_weak():
    x = one_factor()
    copied = np.tile(x[:, :1], 3)
    assert codes(cronbach_alpha(copied)) == ["redundant_items"]
    noisy = np.column_stack([x, np.random.default_rng(8).normal(size=2000)])
    assert [(n.code, n.about) for n in cronbach_alpha(noisy).notices] == [("weak_item", "4")]


def test_not_applicable_is_treated_by_pairs_where_enough_is_left():
    x = one_factor(400)
    x[np.random.default_rng(4).random(x.shape) < 0.3] = NA
    got = cronbach_alpha(x)
    assert got.pairwise
    known = ~np.isnan(x)
    assert got.n == min((known[:, i] & known[:, j]).sum() for i in range(4) for j in range(4))
    both = known[:, 0] & known[:, 2]
    expected = np.cov(x[both][:, [0, 2]], rowvar=False)[0, 1]
    assert item_covariances(x).matrix[0, 2] == pytest.approx(expected)


def test_too_few_pairs_leave_complete_cases():
    x = one_factor(60)
    x[:20, 0] = NA
    got = cronbach_alpha(x)
    assert not got.pairwise
    assert got.n == 40


def test_feldt_limits_cover_at_their_level():
    # parallel items: alpha of the population is k r / (1 + (k-1) r) with r = 0.36
    truth = 4 * 0.36 / (1 + 3 * 0.36)
    samples = (one_factor(60, (0.6,) * 4, seed) for seed in range(250))
    intervals = [cronbach_alpha(x).interval for x in samples]
    assert 0.92 <= np.mean([i.low <= truth <= i.high for i in intervals]) <= 0.98


def test_item_shares_keep_not_applicable_apart_from_skipped():
    answers = [[5, 5], [4, NA], [NA, NA], [NA, NA]]
    na = [[False, False], [False, True], [True, True], [False, True]]
    first, second = item_shares(answers, na)
    assert (first.answered, first.not_applicable, first.ceiling) == (2, 0.25, 0.5)
    assert first.skipped == pytest.approx(1 / 3)
    assert codes(first) == ["skipped_often"]
    assert (second.not_applicable, second.skipped) == (0.75, 0.0)
    assert codes(second) == ["not_applicable_often"]


def test_items_shown_to_nobody_or_applicable_to_nobody_have_no_shares():
    (unseen,) = item_shares([[NA]], [[False]], shown=[[False]])
    assert (unseen.not_applicable, unseen.skipped, unseen.ceiling) == (None, None, None)
    (inapplicable,) = item_shares([[NA], [NA]], [[True], [True]])
    assert (inapplicable.not_applicable, inapplicable.skipped) == (1.0, None)


@given(
    sheets=st.integers(2, 5).flatmap(
        lambda k: st.lists(
            st.lists(st.sampled_from([1, 2, 4, 5, NA]), min_size=k, max_size=k),
            min_size=1,
            max_size=15,
        )
    ),
    level=st.floats(0.01, 0.99),
)
def test_any_sheets_give_numbers_none_or_a_named_error(sheets, level):
    try:
        got, omega = cronbach_alpha(sheets, confidence_level=level), mcdonald_omega(sheets)
    except TooFewData:
        return
    numbers = [got.value, got.standardized, *got.item_rest, *got.without, omega.value]
    assert all(n is None or math.isfinite(n) for n in numbers)
    if got.interval is not None:
        assert got.interval.low <= got.value <= got.interval.high <= 1
    assert omega.value is None or 0 <= omega.value <= 1


@pytest.mark.parametrize(
    "call",
    [
        lambda: cronbach_alpha([[1], [2]]),
        lambda: cronbach_alpha([[1, NA], [NA, 2]]),
        lambda: cronbach_alpha([[1, 2]]),
        lambda: cronbach_alpha([[1, math.inf], [2, 2]]),
        lambda: cronbach_alpha([[1, 2], [2, 1]], confidence_level=1),
        lambda: item_shares([[5]], [[True]]),
        lambda: item_shares([[5]], [[False]], shown=[[False]]),
        lambda: item_shares([[5]], [[False, False]]),
        lambda: item_shares([[5]], [[0.5]]),
    ],
)
def test_bad_arguments_are_named(call):
    with pytest.raises(AnalysisError):
        call()
