"""Truth leaned on: SciPy's beta-binomial and hypergeometric distributions."""

import numpy as np
import pytest
from scipy.stats import betabinom, fisher_exact, hypergeom, norm

from analysis.errors import AnalysisError
from analysis.quality.half_days import at_least, stuffed_half_days
from analysis.quality.strata import chance_beyond, gap_across, gap_between, usual_ratios


@pytest.mark.parametrize(("k", "n", "a", "b"), [(0, 3, 1, 1), (20, 22, 2.1, 8.4), (5, 9, 0.5, 7)])
def test_the_tail_is_that_of_scipy(k, n, a, b):
    assert at_least(k, n, a, b) == pytest.approx(betabinom.sf(k - 1, n, a, b))


def test_more_draws_than_memory_holds_are_refused():
    with pytest.raises(AnalysisError, match="n must"):
        at_least(2, 10**12, 1.5, 2.5)


def test_a_counter_without_other_half_days_shows_nothing():
    assert stuffed_half_days([], []) == ()
    assert stuffed_half_days([3.0] * 20, [1.0] * 20) == ()


def test_half_days_take_only_0_and_1():
    with pytest.raises(AnalysisError):
        stuffed_half_days([1.0, 2.0], [0.5, 1.0])


def test_a_gap_is_judged_by_fishers_test():
    gap = gap_between(18, 20, 9, 30)
    one_sided = fisher_exact([[18, 2], [9, 21]], alternative="greater").pvalue
    assert gap.p_value == pytest.approx(2 * one_sided)
    assert gap_between(1, 4, 9, 30) is None


PLACES = [[9, 12, 5, 20], [3, 9, 2, 8], [7, 7, 4, 6], [1, 3, 0, 0]]


def test_places_are_compared_with_themselves():
    gap = gap_across(PLACES)
    three = [(k1, n1, hypergeom(n1 + n2, k1 + k2, n1)) for k1, n1, k2, n2 in PLACES[:3]]
    excess = sum(k1 - place.mean() for k1, _, place in three)
    z = (excess - 0.5) / np.sqrt(sum(place.var() for *_, place in three))
    assert gap.p_value == pytest.approx(2 * norm.sf(z))
    assert gap.first_share > gap.second_share
    assert gap_across(PLACES[:1]) == gap_between(9, 12, 5, 20)
    assert gap_across(PLACES[3:]) is None


def test_what_a_kind_is_better_by_elsewhere_is_usual():
    places = [[8, 10, 5, 10]] * 11 + [[0, 10, 9, 10]]
    ratios = usual_ratios(places)
    assert ratios[-1] == pytest.approx(22.5 / 6)  # 22 / 5.5 with a half added to each
    assert usual_ratios(places[:10]).tolist() == [1] * 10
    plain = chance_beyond(9, 10, 10, 20)
    size = 1 / (1 / 21 + 1 / 19)
    assert plain == pytest.approx(betabinom.sf(8, 10, size / 2, size / 2))
    assert chance_beyond(9, 10, 10, 20, usual_ratio=4.0) > 3 * plain
