"""Truth leaned on: SciPy's beta-binomial and hypergeometric distributions."""

import pytest
from scipy.stats import betabinom, fisher_exact

from analysis.errors import AnalysisError
from analysis.quality.half_days import at_least, stuffed_half_days
from analysis.quality.strata import gap_between


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
