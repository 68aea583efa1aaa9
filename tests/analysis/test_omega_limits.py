"""Truth leaned on: `mcdonald_omega`, which base R's factanal vouches for (test_golden_around_r.py);
a person with weight 2 is two people; a population whose ω is known."""

import numpy as np
import pytest

from analysis.design import SurveyDesign
from analysis.errors import AnalysisError, TooFewData
from analysis.omega import mcdonald_omega, omega_limits
from analysis.replicates import bootstrap, jackknife
from tests.analysis.test_reliability import one_factor

TRUTH = 2.6**2 / (2.6**2 + 4 - 0.64 - 0.36 - 0.49 - 0.25)


def test_equal_weights_give_omega_and_limits_hold_the_truth():
    x = one_factor(600, seed=8)
    got = omega_limits(x, bootstrap(SurveyDesign.from_columns(600), replicates=60, rng=3))
    assert got.value == pytest.approx(mcdonald_omega(x).value, abs=1e-9)
    assert got.interval.low < TRUTH < got.interval.high
    assert 0.02 < got.interval.high - got.interval.low < 0.08
    assert (got.n, got.replicates_used, got.seed) == (600, 60, 3)


def test_a_weight_of_two_is_two_people():
    x = one_factor(200, seed=9)
    weights = np.where(x[:, 0] > 0.5, 2.0, 1.0)
    design = SurveyDesign.from_columns(200, weights=weights)
    twice = mcdonald_omega(np.vstack([x, x[weights == 2]])).value
    got = omega_limits(x, bootstrap(design, replicates=20))
    assert got.value == pytest.approx(twice, abs=1e-7)


def test_clusters_of_people_alike_widen_the_limits():
    x = np.repeat(one_factor(60, seed=4), 5, axis=0)
    people = bootstrap(SurveyDesign.from_columns(300), replicates=40)
    days = SurveyDesign.from_columns(300, clusters=[np.repeat(np.arange(60), 5)])
    widths = [
        got.interval.high - got.interval.low
        for got in (omega_limits(x, r) for r in (people, bootstrap(days, replicates=40)))
    ]
    assert widths[1] > 1.5 * widths[0]


def test_people_without_an_item_stay_in_the_design_and_out_of_omega():
    x = one_factor(300, seed=5)
    x[::3, 1] = np.nan
    design = SurveyDesign.from_columns(300, strata=np.arange(300) % 2)
    got = omega_limits(x, bootstrap(design, replicates=20))
    assert got.n == 200
    assert got.value == pytest.approx(mcdonald_omega(x[~np.isnan(x[:, 1])]).value, abs=1e-9)


def test_what_has_no_limits_is_named():
    x, design = one_factor(100), SurveyDesign.from_columns(100)
    resamples = bootstrap(design, replicates=20)
    with pytest.raises(TooFewData, match="two items"):
        omega_limits(x[:, :2], resamples)
    with pytest.raises(TooFewData, match="too few answers"):
        omega_limits(np.full((100, 3), np.nan), resamples)
    with pytest.raises(AnalysisError, match="rows of answers"):
        omega_limits(x[:50], resamples)
    with pytest.raises(AnalysisError, match="bootstrap"):
        omega_limits(x, jackknife(design))
    rare = np.zeros((100, 3))
    rare[:2] = [[1, 0, 0], [0, 1, 1]]
    rare[2] = [1, 1, 0]
    with pytest.raises(TooFewData):
        omega_limits(rare, resamples)
