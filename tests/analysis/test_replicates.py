"""Truth leaned on: for a mean of a simple sample the jackknife is the textbook variance exactly;
elsewhere replicates are held against the linearised variance, which meets R's golden values."""

import numpy as np
import pytest

from analysis.calibration import calibrate
from analysis.design import SurveyDesign
from analysis.errors import AnalysisError, InvalidDesign, TooFewData
from analysis.estimates import mean, ratio
from analysis.replicates import bootstrap, jackknife, replicate_variance
from tests.analysis.golden_samples import Sample, cases

RNG = np.random.default_rng(8)
Y = (RNG.random(60) < 0.7).astype(float)


def share(y):
    return lambda weights: weights @ y / weights.sum()


def test_the_jackknife_of_a_mean_is_the_textbook_variance():
    design = SurveyDesign.from_columns(60, population=[[200] * 60])
    result = replicate_variance(jackknife(design), share(Y))
    assert result.covariance[0, 0] == pytest.approx((1 - 0.3) * Y.var(ddof=1) / 60, rel=1e-12)
    assert result.se[0] == pytest.approx(mean(design, Y).se[0], rel=1e-12)


@pytest.mark.parametrize("case", ["strat_nofpc", "periods"])
def test_replicates_of_an_index_agree_with_its_linearised_variance(case):
    sample = Sample(cases(case)[0].values[0])
    a, b = sample.numbers("num"), sample.numbers("den")
    linearised = ratio(sample.design, a, b).se[0]

    def index(weights):
        return weights @ a / (weights @ b)

    dropped = replicate_variance(jackknife(sample.design), index)
    assert dropped.se[0] == pytest.approx(linearised, rel=0.03)
    drawn = replicate_variance(bootstrap(sample.design, rng=1, replicates=2000), index)
    assert drawn.se[0] == pytest.approx(linearised, rel=0.08)


def test_a_large_sampling_fraction_is_corrected_by_shrinking():
    design = SurveyDesign.from_columns(60, population=[[80] * 60])
    result = replicate_variance(bootstrap(design, rng=3, replicates=4000), share(Y))
    assert result.se[0] == pytest.approx(mean(design, Y).se[0], rel=0.05)
    uncorrected = np.sqrt(mean(design, Y).moments.variance_wr[0])
    assert result.se[0] < 0.6 * uncorrected


def test_a_census_does_not_vary():
    design = SurveyDesign.from_columns(4, population=[[4] * 4])
    assert replicate_variance(bootstrap(design, rng=1), share(Y[:4])).se[0] == 0
    assert replicate_variance(jackknife(design), share(Y[:4])).se[0] == 0


def test_a_stratum_that_is_one_unit_of_one_keeps_its_weight():
    design = SurveyDesign.from_columns(5, strata=list("aaaab"), population=[[50] * 4 + [1]])
    assert (bootstrap(design, rng=1).multipliers[:, 4] == 1).all()
    assert (jackknife(design).multipliers[:, 4] == 1).all()


def test_whole_clusters_are_drawn():
    design = SurveyDesign.from_columns(8, clusters=[list("ppqqrrss")])
    for weights in bootstrap(design, rng=5, replicates=20).weights():
        assert (weights[::2] == weights[1::2]).all()
        assert weights.sum() == pytest.approx(8)


def test_mistake_16_a_seed_is_stored_and_gives_the_same_draws():
    design = SurveyDesign.from_columns(60)
    first = replicate_variance(bootstrap(design, rng=77), share(Y))
    second = replicate_variance(bootstrap(design, rng=first.seed), share(Y))
    other = replicate_variance(bootstrap(design, rng=78), share(Y))
    assert first.seed == 77
    assert np.array_equal(first.values, second.values)
    assert not np.array_equal(first.values, other.values)


def test_calibrated_weights_are_calibrated_again_in_every_replicate():
    design = SurveyDesign.from_columns(60)
    sex = np.where(RNG.random(60) < 0.5, "f", "m")
    calibration = calibrate(design, {"sex": (sex, {"f": 600, "m": 400})})
    made = bootstrap(design, rng=2, replicates=400, calibration=calibration)
    for weights in made.weights():
        assert weights[sex == "f"].sum() == pytest.approx(600)
    result = replicate_variance(made, share(Y))
    assert result.value[0] == pytest.approx(mean(calibration.design, Y).single)
    assert result.se[0] == pytest.approx(mean(calibration.design, Y).se[0], rel=0.15)
    with pytest.raises(InvalidDesign, match="calibration beside"):
        bootstrap(calibration.design, rng=1)


def test_several_numbers_have_a_covariance():
    design = SurveyDesign.from_columns(60)

    def both(weights):
        return [weights @ Y / weights.sum(), weights @ (1 - Y) / weights.sum()]

    result = replicate_variance(jackknife(design), both)
    assert result.covariance[0, 1] == pytest.approx(-result.covariance[0, 0])


def test_what_cannot_be_resampled_is_named():
    lonely = SurveyDesign.from_columns(3, strata=list("aab"))
    for make in (lambda: bootstrap(lonely, rng=1), lambda: jackknife(lonely)):
        with pytest.raises(InvalidDesign, match="b holds one cluster"):
            make()
    with pytest.raises(TooFewData):
        jackknife(SurveyDesign.from_columns(1, population=[[1]]))
    design = SurveyDesign.from_columns(3)
    for keywords in ({"rng": -1}, {"rng": 1, "replicates": 1}, {"rng": 1.5}):
        with pytest.raises(AnalysisError):
            bootstrap(design, **keywords)
    with pytest.raises(AnalysisError, match="memory"):
        bootstrap(SurveyDesign.from_columns(1000), rng=1, replicates=60_000)
    with pytest.raises(AnalysisError, match="finite"):
        replicate_variance(jackknife(design), lambda weights: float("nan"))
