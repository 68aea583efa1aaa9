"""Truth leaned on: iterative proportional fitting done here by hand, the definition Σ w x = X,
and textbook post-stratification; R's numbers are in test_golden_calibration.py."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.calibration import METHODS, calibrate, recalibrated_weights
from analysis.design import SurveyDesign
from analysis.errors import AnalysisError, CalibrationError
from analysis.estimates import mean, mean_by
from analysis.results import Notice
from analysis.weights import trim_weights, weight_effect

RNG = np.random.default_rng(42)
SEX = RNG.choice(["f", "m"], 120)
AGE = RNG.choice(["young", "middle", "old"], 120, p=[0.5, 0.3, 0.2])
MARGINS = {
    "sex": (SEX, {"f": 520, "m": 480}),
    "age": (AGE, {"young": 300, "middle": 350, "old": 350}),
}
DESIGN = SurveyDesign.from_columns(120, weights=RNG.uniform(5, 12, 120))


def total_of(weights, column, label):
    return weights[column == label].sum()


@pytest.mark.parametrize("method", ["default", "raking", "linear", "logit"])
def test_every_form_meets_every_total(method):
    weights = calibrate(DESIGN, MARGINS, method=method).weights
    for column, totals in MARGINS.values():
        for label, wanted in totals.items():
            assert total_of(weights, column, label) == pytest.approx(wanted, rel=1e-10)


def test_raking_is_the_limit_of_proportional_fitting():
    weights = DESIGN.weights.copy()
    for _ in range(200):
        for column, totals in MARGINS.values():
            for label, wanted in totals.items():
                weights[column == label] *= wanted / total_of(weights, column, label)
    assert np.allclose(calibrate(DESIGN, MARGINS, method="raking").weights, weights, rtol=1e-9)


def test_post_stratification_is_one_margin_in_any_form():
    margin = {"sex": MARGINS["sex"]}
    sums = {label: total_of(DESIGN.weights, SEX, label) for label in "fm"}
    wanted = DESIGN.weights * np.array([MARGINS["sex"][1][s] / sums[s] for s in SEX])
    for method in METHODS:
        assert np.allclose(calibrate(DESIGN, margin, method=method).weights, wanted, rtol=1e-10)
    with pytest.raises(CalibrationError, match="cross"):
        calibrate(DESIGN, MARGINS, method="poststratify")


def test_bounds_hold():
    result = calibrate(DESIGN, MARGINS, method="logit", bounds=(0.3, 3.0))
    assert 0.3 < result.ratios.min() < result.ratios.max() < 3.0


def test_the_default_rakes_and_says_when_it_had_to_limit():
    gentle = calibrate(DESIGN, MARGINS)
    assert (gentle.method, gentle.bounds) == ("raking", None)
    answers = SurveyDesign.from_columns(40)
    few_late = {"outcome": (["late"] * 4 + ["on time"] * 36, {"late": 60, "on time": 40})}
    assert calibrate(answers, few_late, method="raking").ratios.max() == pytest.approx(15)
    with pytest.raises(CalibrationError):
        calibrate(answers, few_late)  # one margin: nothing but 15/2.5 = 6 times meets it
    late, kind = ["late"] * 4 + ["on time"] * 36, ["a", "b"] * 20
    two = {"outcome": (late, {"late": 49, "on time": 51}), "kind": (kind, {"a": 35, "b": 65})}
    limited = calibrate(answers, two)
    assert limited.method == "logit"
    assert limited.ratios.max() < 5
    assert Notice("limited_weights", "0.2 to 5") in limited.notices


def test_the_default_judges_the_change_and_not_the_size_of_the_population():
    answers = SurveyDesign.from_columns(4)
    result = calibrate(answers, {"m": (list("aabb"), {"a": 60_000, "b": 40_000})})
    assert result.method == "raking"
    assert result.ratios.tolist() == pytest.approx([1.2, 1.2, 0.8, 0.8])


def test_few_respondents_in_a_level_are_noticed():
    design = SurveyDesign.from_columns(10)
    result = calibrate(design, {"m": (["a"] * 8 + ["b"] * 2, {"a": 50, "b": 50})})
    assert result.notices == (Notice("few_in_margin", "m=b"),)


@pytest.mark.parametrize(
    ("margins", "said"),
    [
        ({}, "no margin"),
        ({"m": (list("aabb"), {"a": 10})}, "m: no total for 'b'"),
        ({"m": (list("aabb"), {"a": 1, "b": 1, "c": 1})}, "m: nobody answered in 'c'"),
        ({"m": (list("aabb"), {"a": 1, "b": 0})}, "m: the total of 'b'"),
        ({"m": (list("aabb"), {"a": 1, "b": float("nan")})}, "m: the total of 'b'"),
        ({"m": (list("aab"), {"a": 1, "b": 1})}, "m: 3 labels for 4"),
        (
            {"m": (list("aabb"), {"a": 5, "b": 5}), "n": (list("xyxy"), {"x": 5, "y": 6})},
            "totals of n add up to 11, those of m to 10",
        ),
        (
            {"m": (list("aabb"), {"a": 5, "b": 5}), "n": (list("xxyy"), {"x": 4, "y": 6})},
            "n=y: the margins before it already fix",
        ),
    ],
)
def test_margins_that_do_not_fit_are_named(margins, said):
    with pytest.raises(AnalysisError, match=said):
        calibrate(SurveyDesign.from_columns(4), margins)


def test_weights_that_cannot_exist_are_an_error_that_names_the_margin():
    """All young people are women, so there cannot be more young people than women."""
    sex, age = ["f"] * 6 + ["m"] * 4, ["young"] * 3 + ["old"] * 7
    margins = {"sex": (sex, {"f": 20, "m": 80}), "age": (age, {"young": 30, "old": 70})}
    design = SurveyDesign.from_columns(10)
    for method in ("raking", "logit", "default"):
        with pytest.raises(CalibrationError, match=r"no weights found that meet (sex|age)="):
            calibrate(design, margins, method=method)
    with pytest.raises(CalibrationError, match="use bounded calibration"):
        calibrate(design, margins, method="linear")


@pytest.mark.parametrize("bounds", [(1.1, 2), (0.5, 0.9), (-1, 2), (0.5, float("nan"))])
def test_bounds_lie_around_1(bounds):
    with pytest.raises(AnalysisError, match="bound of g"):
        calibrate(DESIGN, MARGINS, method="logit", bounds=bounds)


def test_a_calibrated_design_is_not_calibrated_again():
    with pytest.raises(CalibrationError, match="already"):
        calibrate(calibrate(DESIGN, MARGINS).design, MARGINS)


def test_mistake_9_the_variance_of_calibrated_weights_uses_residuals():
    """An item that the margin explains altogether has no variance left."""
    result = calibrate(DESIGN, MARGINS)
    naive = DESIGN.with_weights(result.weights, None)
    explained = (SEX == "f").astype(float)
    assert mean(naive, explained).se[0] > 0.03
    assert mean(result.design, explained).se[0] == pytest.approx(0, abs=1e-10)
    related = np.where(RNG.random(120) < 0.2, 1 - explained, explained)
    assert mean(result.design, related).se[0] < 0.8 * mean(naive, related).se[0]


def test_domains_of_a_calibrated_design_keep_the_whole_sample():
    """The residual of a domain reaches outside it: post-stratified by the domain itself, its
    mean has the variance of its own stratum."""
    design = SurveyDesign.from_columns(120)
    result = calibrate(design, {"sex": MARGINS["sex"]})
    y = (RNG.random(120) < 0.7).astype(float)
    by = mean_by(result.design, y, SEX)
    for place, label in enumerate(by.labels):
        inside = label == SEX
        m = inside.sum()
        share = y[inside].mean()
        wanted = 120 / 119 * share * (1 - share) / m
        assert by.moments.variance[place] == pytest.approx(wanted, rel=1e-9)


def test_many_domains_of_a_calibrated_design_agree_with_one_at_a_time():
    result = calibrate(DESIGN, MARGINS)
    y, by = (RNG.random(120) < 0.7).astype(float), np.arange(120) % 40
    together = mean_by(result.design, y, by)
    for place in (0, 17, 39):
        alone = mean(result.design, y, members=by == int(together.labels[place]))
        assert together.moments.variance[place] == pytest.approx(alone.moments.variance[0])


@pytest.mark.parametrize("method", ["default", "raking", "linear", "logit"])
def test_recalibrating_the_same_weights_changes_nothing(method):
    result = calibrate(DESIGN, MARGINS, method=method)
    again = recalibrated_weights(DESIGN.weights, result)
    assert np.allclose(again, result.weights, rtol=1e-12)


def test_kish_and_trimming():
    assert weight_effect([2, 2, 2]) == 1
    assert weight_effect([1, 1, 4]) == pytest.approx(3 * 18 / 36)
    trimmed = trim_weights([1, 1, 1, 97])
    assert trimmed.sum() == pytest.approx(100)
    assert trimmed.max() == pytest.approx(5 * trimmed.min())
    for wrong in ([], [0, 1], [float("nan")]):
        with pytest.raises(AnalysisError):
            weight_effect(wrong)
        with pytest.raises(AnalysisError):
            trim_weights(wrong)


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.floats(0.01, 1e4)),
        min_size=1,
        max_size=20,
    ),
    st.lists(st.floats(1, 1e5), min_size=5, max_size=5),
    st.sampled_from(sorted(METHODS)),
)
def test_a_calibration_meets_its_totals_or_says_why_not(people, totals, method):
    first, second, weights = zip(*people, strict=True)
    one = dict(zip("ab", totals[:2], strict=True))
    share = sum(one.values()) / sum(totals[2:])
    two = {label: total * share for label, total in zip("xyz", totals[2:], strict=True)}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            result = calibrate(
                SurveyDesign.from_columns(len(people), weights=weights),
                {"one": (first, one), "two": (second, two)},
                method=method,
            )
        except AnalysisError:
            return
        variance = mean(result.design, np.arange(len(people)) % 2).moments.variance
    assert np.isfinite(variance).all()
    for column, wanted in ((first, one), (second, two)):
        for label, total in wanted.items():
            got = total_of(result.weights, np.array(column), label)
            assert got == pytest.approx(total, rel=1e-8)
