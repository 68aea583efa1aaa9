"""Truth leaned on: R's maximum likelihood (test_golden_around_r.py), populations simulated from
the models, and the mean squared error they promise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError, NoResponses, TooFewData
from analysis.shrinkage import BORROWED
from analysis.shrinkage.benchmark import benchmarked
from analysis.shrinkage.beta_binomial import beta_binomial
from analysis.shrinkage.fay_herriot import fay_herriot, smoothed_variances


def codes(result):
    return [notice.code for notice in result.notices]


def unlike_units(seed=1, count=200):
    rng = np.random.default_rng(seed)
    truth = rng.beta(16, 4, count)
    n = rng.integers(3, 80, count)
    return truth, n, rng.binomial(n, truth) / n


def test_every_shrunken_figure_is_marked():
    _, n, values = unlike_units()
    assert BORROWED in codes(beta_binomial(values, n))
    assert BORROWED in codes(fay_herriot(values, smoothed_variances(n, mean=0.8)))


def test_shrinking_comes_nearer_to_the_truth_and_its_limits_cover():
    truth, n, values = unlike_units()
    got = beta_binomial(values, n)
    shrunk = np.array([row.value for row in got.rows])
    assert np.mean((shrunk - truth) ** 2) < 0.6 * np.mean((values - truth) ** 2)
    covered = [
        row.interval.low <= t <= row.interval.high for row, t in zip(got.rows, truth, strict=True)
    ]
    assert np.mean(covered) > 0.9
    assert got.alpha / (got.alpha + got.beta) == pytest.approx(0.8, abs=0.03)


def test_small_units_are_drawn_farther_than_large_ones():
    _, n, values = unlike_units()
    values[:2], n[:2] = 1.0, (3, 79)
    rows = beta_binomial(values, n).rows
    assert rows[0].value < rows[1].value < 1


def test_units_that_differ_by_chance_alone_get_the_common_mean():
    n = np.full(30, 50)
    values = np.array([39, 40, 41] * 10) / 50
    got = beta_binomial(values, n)
    assert "no_difference_among_units" in codes(got)
    assert got.alpha is None
    assert [row.value for row in got.rows] == pytest.approx([0.8] * 30)
    assert got.rows[0].interval.low < 0.8 < got.rows[0].interval.high


def test_fewer_than_ten_units_get_the_common_mean():
    got = beta_binomial([0.1, 0.9] * 4, [100] * 8)
    assert "few_units" in codes(got)
    assert got.rows[0].value == pytest.approx(0.5)


def test_a_unit_without_answers_gets_the_mean_of_its_like():
    _, n, values = unlike_units()
    got = beta_binomial([*values, 0.0], [*n, 0])
    assert got.rows[-1].value == pytest.approx(got.alpha / (got.alpha + got.beta))


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_unanimous_units_do_not_break(value):
    got = beta_binomial([value] * 12, [5] * 12)
    assert {row.value for row in got.rows} == {value}
    assert all(row.interval.low < row.interval.high for row in got.rows)


def test_units_all_at_0_or_all_at_1_do_not_break():
    rows = beta_binomial([0.0, 1.0] * 8, [20] * 16).rows
    assert all(0 <= r.interval.low <= r.value <= r.interval.high <= 1 for r in rows)


def test_nobody_answered():
    with pytest.raises(NoResponses):
        beta_binomial([0.0] * 12, [0] * 12)
    with pytest.raises(NoResponses):
        beta_binomial([], [])


@given(
    units=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1e5)), min_size=1, max_size=25),
)
def test_any_units_give_values_inside_their_limits(units):
    values, sizes = zip(*units, strict=True)
    try:
        rows = beta_binomial(values, sizes).rows
    except NoResponses:
        return
    assert all(0 <= r.interval.low <= r.value <= r.interval.high <= 1 for r in rows)


def test_covariates_help_and_the_mean_squared_error_is_kept():
    rng = np.random.default_rng(7)
    late = rng.uniform(0, 0.5, 80)
    psi = rng.uniform(0.001, 0.01, 80)
    errors, promised, without = [], [], []
    for _ in range(50):
        truth = 0.9 - 0.4 * late + rng.normal(0, 0.03, 80)
        seen = truth + rng.normal(0, np.sqrt(psi))
        got = fay_herriot(seen, psi, late[:, None])
        plain = fay_herriot(seen, psi)
        errors.append(np.mean([(r.value - t) ** 2 for r, t in zip(got.rows, truth, strict=True)]))
        without.append(
            np.mean([(r.value - t) ** 2 for r, t in zip(plain.rows, truth, strict=True)])
        )
        promised.append(np.mean([r.mse for r in got.rows]))
    assert np.mean(errors) < 0.8 * np.mean(without)
    assert np.mean(promised) == pytest.approx(np.mean(errors), rel=0.2)


def test_no_variance_between_units_falls_back_to_li_and_lahiri():
    values = 0.8 + np.array([0.001, -0.001] * 10)
    got = fay_herriot(values, [0.01] * 20)
    assert got.method == "li_lahiri"
    assert got.variance > 0
    assert "no_variance_between_units" in codes(got)
    assert all(0 < row.gamma < 1 for row in got.rows)


@given(
    units=st.lists(
        st.tuples(st.floats(0, 1), st.floats(1e-9, 1), st.floats(-100, 100)),
        min_size=1,
        max_size=15,
    )
)
def test_any_small_areas_give_numbers_or_a_named_error(units):
    values, variances, covariate = (np.array(column) for column in zip(*units, strict=True))
    for covariates in (None, covariate[:, None]):
        try:
            rows = fay_herriot(values, variances, covariates).rows
        except AnalysisError:
            continue
        assert np.isfinite([(r.value, r.mse, r.interval.low, r.interval.high) for r in rows]).all()
        assert all(r.interval.low <= r.value <= r.interval.high for r in rows)
        assert all(0 <= r.gamma <= 1 and r.mse >= 0 for r in rows)


def test_smoothed_variances_are_never_zero():
    assert smoothed_variances([1, 10], mean=0.8, dispersion=0.5) == pytest.approx([0.08, 0.008])


def test_benchmarked_shares_add_up_to_their_parent():
    got = benchmarked([0.8, 0.9, 0.7], [100, 300, 600], 0.76)
    assert got @ [0.1, 0.3, 0.6] == pytest.approx(0.76)
    assert got[0] / got[1] == pytest.approx(0.8 / 0.9)


@given(
    units=st.lists(st.tuples(st.floats(0.01, 1), st.floats(0.01, 1000)), min_size=1, max_size=12),
    parent=st.floats(0, 1),
)
def test_benchmarked_shares_stay_between_0_and_1(units, parent):
    values, sizes = (np.array(column) for column in zip(*units, strict=True))
    got = benchmarked(values, sizes, parent)
    assert np.all((got >= 0) & (got <= 1 + 1e-12))
    assert got @ sizes / sizes.sum() == pytest.approx(parent, abs=1e-9)


@pytest.mark.parametrize(
    "call",
    [
        lambda: beta_binomial([1.2], [3]),
        lambda: beta_binomial([0.2], [3, 4]),
        lambda: fay_herriot([0.8] * 5, [0.0] * 5),
        lambda: fay_herriot([0.8] * 9, [0.1] * 9, [[1.0]] * 9),
        lambda: fay_herriot([0.8] * 9, [0.1] * 9, [[1.0]] * 8),
        lambda: smoothed_variances([5], mean=1.0),
        lambda: benchmarked([0.5], [0], 0.5),
        lambda: benchmarked([0.0, 0.0], [1, 1], 0.5),
        lambda: benchmarked([0.5], [1], 1.5),
    ],
)
def test_bad_arguments_are_named(call):
    with pytest.raises(AnalysisError):
        call()


def test_too_few_units_for_the_model():
    with pytest.raises(TooFewData):
        fay_herriot([0.8] * 3, [0.1] * 3)
