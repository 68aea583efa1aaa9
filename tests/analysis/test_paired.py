"""Covariances of two ratios from sums by stratum, beside the engine for any design."""

import numpy as np
import pytest

from analysis.combinations import covariance_of
from analysis.design import SurveyDesign
from analysis.paired import AnswerPairs, paired_correlation, paired_covariance


@pytest.mark.parametrize("lonely", [False, True])
def test_the_covariance_is_that_of_the_scores_side_by_side(lonely: bool) -> None:
    rng = np.random.default_rng(7)
    stratum = np.sort(rng.integers(0, 4, 60))
    if lonely:
        stratum[-1] = 4
    weight = np.array([1.0, 2.5, 0.3, 7.0, 4.0])[: stratum.max() + 1]
    mood = rng.random(60)
    pairs = []
    for items in (3, 5):
        b = rng.integers(0, items + 1, 60).astype(float)
        pairs.append(AnswerPairs(rng.binomial(b.astype(int), 0.3 + 0.6 * mood).astype(float), b))
    each = weight[stratum]
    design = SurveyDesign.from_columns(60, weights=each, strata=stratum)
    scores = []
    for one in pairs:
        ratio = (each * one.a).sum() / (each * one.b).sum()
        scores.append((one.a - ratio * one.b) / (each * one.b).sum())
    expected = covariance_of(design, scores)
    for k, one in enumerate(pairs):
        for j, other in enumerate(pairs):
            found = paired_covariance(one, other, stratum, weight)
            assert found == pytest.approx(expected[k, j], rel=1e-10)
    by_size = expected[0, 1] / np.sqrt(expected[0, 0] * expected[1, 1])
    assert paired_correlation(*pairs, stratum, weight) == pytest.approx(by_size, rel=1e-10)


def test_a_ratio_that_nobody_counts_for_has_no_covariance() -> None:
    nobody = AnswerPairs(np.zeros(3), np.zeros(3))
    some = AnswerPairs(np.ones(3), np.ones(3))
    assert paired_covariance(some, nobody, np.zeros(3, dtype=int), np.ones(1)) == 0
    assert paired_correlation(some, some, np.zeros(3, dtype=int), np.ones(1)) == 0
