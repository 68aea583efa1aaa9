"""The default interval's parts, by properties that need no other software.

Truth leaned on: statistics.md 4.2-4.5 and 5 (formulas, least numbers), the binomial and
hypergeometric distributions of scipy.stats, inverted by brute force. Mistakes of statistics.md 16
tested here: 3, 4, 5, 6.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.errors import AnalysisError, InvalidDesign, NoResponses
from analysis.intervals import (
    FINITE_INTERVALS,
    answers_to_decide,
    binomial_test,
    company_dispersion,
    design_limits,
    effective_size,
    hypergeometric_mid_p,
    mid_p_distribution,
    mid_p_limits,
    moderated_dispersion,
    p_values,
    pooled_dispersion,
    pooled_limits,
)
from analysis.results import Moments

UNITS = Moments.of(
    [0.8, 0.95, 1.0, 0.7, 0.9, 0.85],
    [0.004, 0.0008, 0, 0.006, 0.002, 0.0035],
    [30, 25, 9, 40, 33, 21],
    [29, 24, 8, 39, 32, 20],
)


def one(value=0.9, variance=0.0015, n=40, df=39, **changes):
    return Moments.of(value, variance, n, df, **changes)


def part(moments, *places):
    return Moments(*(getattr(moments, name)[list(places)] for name in Moments.__slots__))


@pytest.mark.parametrize(("k", "n"), [(1, 7), (17, 20), (80, 100), (399, 400)])
def test_whole_sizes_give_the_binomial_mid_p(k, n):
    at = np.array([0.05, 0.5, 0.8, 0.97])
    binomial = stats.binom.sf(k, n, at) + 0.5 * stats.binom.pmf(k, n, at)
    assert mid_p_distribution(k / n, n, at) == pytest.approx(binomial, abs=1e-12)


@given(st.floats(0.001, 0.999), st.floats(0.5, 1e6), st.floats(0.5, 0.9999))
def test_limits_solve_their_equations(value, size, level):
    tail = (1 - level) / 2
    for limit, goal in zip(mid_p_limits(value, size, level), (tail, 1 - tail), strict=True):
        below, above = mid_p_distribution(value, size, [limit - 1e-9, limit + 1e-9])
        assert below - 1e-12 <= goal <= above + 1e-12


def test_everyone_satisfied_has_a_closed_form():
    low, high = mid_p_limits(1.0, 14, 0.95)
    assert (low, high) == (pytest.approx(0.05 ** (1 / 14)), 1)
    nearly = mid_p_limits(1 - 1e-13, 14, 0.95)
    assert nearly[0] == low


def test_a_simple_item_needs_no_dispersion():
    got = design_limits(Moments.of(0.9, 0.0018, 50, 49, simple=1))
    assert [float(x) for x in got] == pytest.approx([float(x) for x in mid_p_limits(0.9, 50, 0.95)])


def test_dispersion_is_shrunk_by_what_is_known_about_it():
    phi = 40 * 0.0015 / 0.09
    nu = 4 * 39 * 0.09
    assert moderated_dispersion(one(), company=0.5) == pytest.approx((nu * phi + 4) / (nu + 8))
    assert moderated_dispersion(one()) == pytest.approx((nu * phi + 4) / (nu + 4))
    alone = moderated_dispersion(one(value=1, variance=0, weight_effect=1.5, cluster_size=11))
    assert alone == pytest.approx(1.5 * 1.5)


def test_effective_size_corrects_for_degrees_of_freedom_and_population():
    z, t = stats.norm.ppf(0.975), stats.t.ppf(0.975, 47)
    phi = moderated_dispersion(one(), company=0.5)
    assert effective_size(one(), company=0.5) == pytest.approx(40 / phi * (z / t) ** 2)
    half = effective_size(one(correction=0.5), company=0.5)
    assert half == pytest.approx(2 * effective_size(one(), company=0.5))
    assert effective_size(one(n=0)) == 0


def test_company_takes_five_units_that_know_something():
    assert pooled_dispersion(UNITS) == pytest.approx(0.871237113402062, rel=1e-12)
    assert pooled_dispersion(part(UNITS, 0, 1, 2, 3)) is None
    unanimous = Moments.of([1.0] * 8, 0, 20, 19)
    assert pooled_dispersion(unanimous) is None
    no_variance = Moments.of([0.9] * 8, 0, 20, 19)
    assert pooled_dispersion(no_variance) is None, "a dispersion of 0 would make certainty"


def test_each_group_pools_for_itself():
    two = Moments(*(np.concatenate([getattr(UNITS, f)] * 2) for f in Moments.__slots__))
    groups = ["a"] * 6 + ["b", "b", "b", "c", "c", "c"]
    got = company_dispersion(two, groups)
    assert got == pytest.approx([0.871237113402062] * 6 + [0] * 6)
    with_company = design_limits(UNITS, company=0.871237113402062)
    alone = design_limits(UNITS)
    low, _ = pooled_limits(two, groups=groups)
    assert low == pytest.approx(np.concatenate([with_company[0], alone[0]]))
    with pytest.raises(AnalysisError):
        company_dispersion(UNITS, ["a"])


@pytest.mark.parametrize("company", [0.0, -1.0, np.nan, np.inf])
def test_an_impossible_company_is_refused(company):
    with pytest.raises(AnalysisError):
        design_limits(one(), company=company)


def test_more_clustered_or_unequal_answers_are_worth_less():
    widths = [
        float(np.subtract(*reversed(design_limits(moments))))
        for moments in (
            one(value=1, variance=0),
            one(value=1, variance=0, weight_effect=1.5),
            one(value=1, variance=0, cluster_size=10),
        )
    ]
    assert widths[0] < widths[1]
    assert widths[0] < widths[2]


def test_one_huge_cluster_is_not_capped():
    low, high = design_limits(one(variance=0.04, df=3, cluster_size=10))
    assert low < 0.6
    assert high > 0.97


@given(st.integers(0, 40), st.floats(0.05, 0.95))
def test_p_values_agree_with_the_interval(k, target):
    moments = Moments.of(k / 40, k / 40 * (1 - k / 40) / 39 * 0.6, 40, 39)
    low, high = (float(x) for x in design_limits(moments))
    plus, minus = (float(x) for x in p_values(moments, target))
    if abs(low - target) > 1e-9:
        assert (plus <= 0.025) == (low >= target)
    if abs(high - target) > 1e-9:
        assert (minus <= 0.025) == (high <= target)


def test_p_values_where_nothing_or_everything_is_known():
    plus, minus = p_values(Moments.of(0.5, 0.1, 0, 0), 0.8)
    assert (plus, minus) == (1, 1)
    plus, minus = p_values(Moments.of([0.9, 0.7, 0.8], 0, 30, 29, correction=0), 0.8)
    assert plus.tolist() == [0, 1, 1]
    assert minus.tolist() == [1, 0, 1]


@pytest.mark.parametrize(("k", "n"), [(0, 5), (5, 5), (13, 16), (700, 1000)])
def test_binomial_tests_agree_with_scipy(k, n):
    got = binomial_test(k, n, 0.8)
    for name, alternative in [
        ("p_greater", "greater"),
        ("p_less", "less"),
        ("p_two_sided", "two-sided"),
    ]:
        wanted = stats.binomtest(k, n, 0.8, alternative).pvalue
        assert getattr(got, name) == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize("population", [12, 13, 40, 111])
@pytest.mark.parametrize("name", FINITE_INTERVALS)
def test_small_populations_agree_with_trying_every_number(name, population):
    n, own = 12, 0.5 if name.endswith("mid_p") else 1.0
    for k in (0, 1, 9, 11, 12):
        possible = np.arange(k, population - n + k + 1)
        point = own * stats.hypergeom.pmf(k, population, possible, n)
        above = stats.hypergeom.sf(k, population, possible, n) + point
        below = stats.hypergeom.cdf(k - 1, population, possible, n) + point
        kept = possible[(above > 0.025) & (below > 0.025)]
        got = FINITE_INTERVALS[name](k, n, population, 0.95)
        assert got.low == pytest.approx(min(kept[0] / population, k / n))
        assert got.high == pytest.approx(max(kept[-1] / population, k / n))


def test_a_large_population_comes_near_the_binomial_and_the_corrected_size():
    exact = hypergeometric_mid_p(425, 500, 2500)
    moments = Moments.of(0.85, 0.0, 500, 499, correction=0.8, simple=1)
    low, high = design_limits(moments)
    assert (low, high) == (pytest.approx(exact.low, abs=1e-3), pytest.approx(exact.high, abs=1e-3))


def drawn(k, n, population):
    k = np.asarray(k, float)
    return Moments.of(k / n, 0.001, n, n - 1, correction=1 - n / population, simple=1)


@pytest.mark.parametrize(("n", "population"), [(12, 30), (50, 100), (400, 2000), (29, 30)])
def test_an_item_drawn_from_a_small_list_gets_the_exact_interval(n, population):
    k = np.arange(n + 1)
    low, high = design_limits(drawn(k, n, population))
    exact = [hypergeometric_mid_p(int(x), n, population) for x in k]
    assert low.tolist() == [one.low for one in exact]
    assert high.tolist() == [one.high for one in exact]
    plus, minus = p_values(drawn(k, n, population), 0.8)
    assert np.array_equal(plus <= 0.025, low >= 0.8 - 1e-12)
    assert np.array_equal(minus <= 0.025, high < 0.8 - 1e-12)


def test_one_drawn_item_by_itself_gets_the_exact_interval_too():
    low, high = design_limits(Moments.of(0.9, 0.0, 50, 49, correction=0.5, simple=1))
    exact = hypergeometric_mid_p(45, 50, 100)
    assert (float(low), float(high)) == (exact.low, exact.high)


def test_an_item_only_part_of_the_sample_answered_keeps_the_approximation():
    part_answered = Moments.of(0.9, 0.001, 40, 39, correction=1 - 47 / 100, simple=1)
    low, high = design_limits(part_answered)
    approximate = mid_p_limits(0.9, 40 / 0.53, 0.95)
    assert (low, high) == (pytest.approx(approximate[0]), pytest.approx(approximate[1]))


def test_impossible_small_populations_are_refused():
    with pytest.raises(InvalidDesign):
        hypergeometric_mid_p(5, 10, 9)
    with pytest.raises(NoResponses):
        hypergeometric_mid_p(0, 0, 9)


def test_the_outlook_is_the_least_number_that_decides():
    now = Moments.of(0.9, 0.0018, 50, 49, simple=1)
    more = answers_to_decide(now, target=0.8)
    assert more == 7
    lows = [float(mid_p_limits(0.9, 50 + m, 0.95)[0]) for m in (more - 1, more)]
    assert lows[0] < 0.8 <= lows[1]


def test_the_outlook_of_a_drawn_sample_ends_with_the_list():
    volunteers = answers_to_decide(Moments.of(0.85, 0.0026, 50, 49), target=0.8)
    drawn_from_100 = Moments.of(0.85, 0.0026, 50, 49, correction=0.5)
    more = answers_to_decide(drawn_from_100, target=0.8)
    assert more <= 50 < volunteers


def test_the_outlook_at_its_edges():
    assert answers_to_decide(Moments.of(0.95, 0.0001, 400, 399), target=0.8) == 0
    assert answers_to_decide(Moments.of(0.8, 0.004, 40, 39), target=0.8) is None
    assert answers_to_decide(Moments.of(0.2, 0, 2, 1, simple=1), target=0.8) == 8, "ten at least"
    assert answers_to_decide(Moments.of(1.0, 0, 11, 10, simple=1), target=0.8) == 3
    with pytest.raises(NoResponses):
        answers_to_decide(Moments.of(0.5, 0, 0, 0), target=0.8)
    with pytest.raises(AnalysisError):
        answers_to_decide(UNITS, target=0.8)
