"""Truth leaned on: the formula of statistics.md 3.2 written out with loops, and R's rules for
lonely clusters (golden/expected/lonely_*.json holds its numbers)."""

import numpy as np
import pytest

from analysis.design import SurveyDesign
from analysis.errors import AnalysisError, InvalidDesign
from analysis.estimates import mean, ratio, ratio_by, total
from analysis.variance import LONELY, covariance, domain_variances

RNG = np.random.default_rng(20240501)


def two_stage_sample():
    strata = np.repeat(["s1", "s2"], 12)
    psu = np.repeat(["a", "b", "c", "d", "e", "f"], 4)
    drawn_from = np.where(strata == "s1", 5, 9)
    size = np.repeat([10, 6, 7, 20, 4, 9], 4)
    return SurveyDesign.from_columns(
        24, strata=strata, clusters=[psu], population=[drawn_from, size]
    )


def by_loops(y, strata, psu, first_counts, second_counts):
    """Section 3.2 for two stages, word by word."""
    variance = 0.0
    for h in np.unique(strata):
        units = np.unique(psu[strata == h])
        n, f = units.size, units.size / first_counts[strata == h][0]
        sums = np.array([y[psu == u].sum() for u in units])
        variance += (1 - f) * n / (n - 1) * ((sums - sums.mean()) ** 2).sum()
        for u in units:
            inside = y[psu == u]
            m = inside.size
            f2 = m / second_counts[psu == u][0]
            spread = ((inside - inside.mean()) ** 2).sum()
            variance += f * (1 - f2) * m / (m - 1) * spread
    return variance


def test_both_stages_count_with_their_corrections():
    strata, psu = np.repeat(["s1", "s2"], 12), np.repeat(list("abcdef"), 4)
    drawn_from = np.where(strata == "s1", 5, 9)
    size = np.repeat([10, 6, 7, 20, 4, 9], 4)
    design = two_stage_sample()
    e = RNG.normal(size=24)
    wanted = by_loops(design.weights * e, strata, psu, drawn_from, size)
    assert np.isclose(covariance(design, e[:, None])[0, 0], wanted, rtol=1e-12)


def test_the_variance_with_replacement_looks_at_whole_clusters_only():
    design = two_stage_sample()
    uncorrected = SurveyDesign.from_columns(
        24,
        weights=design.weights,
        strata=np.repeat(["s1", "s2"], 12),
        clusters=[np.repeat(list("abcdef"), 4)],
    )
    e = RNG.normal(size=(24, 3))
    assert np.allclose(
        covariance(design, e, with_replacement=True), covariance(uncorrected, e), rtol=1e-12
    )


def test_all_domains_at_once_agree_with_one_column_each():
    design = two_stage_sample()
    domains = RNG.integers(-1, 4, 24)
    a = RNG.integers(0, 6, 24).astype(float)
    result = ratio_by(design, a, np.full(24, 5.0), np.where(domains < 0, np.nan, domains))
    for place, label in enumerate(result.labels):
        column = result.column(label)[:, None]
        assert np.isclose(
            result.moments.variance[place], covariance(design, column)[0, 0], rtol=1e-12
        )


@pytest.mark.parametrize("lonely", ["adjust", "remove"])
def test_lonely_strata_by_domain_agree_with_one_column_each(lonely):
    design = SurveyDesign.from_columns(
        9, strata=list("aaaabbbbc"), clusters=[list("112234567")], nested=True, lonely=lonely
    )
    a = np.array([5, 3, 2, 5, 4, 4, 1, 0, 2.0])
    result = ratio_by(design, a, np.full(9, 5.0), list("xyxyxyxyx"))
    for place, label in enumerate(result.labels):
        column = result.column(label)[:, None]
        wanted = covariance(design, column)[0, 0]
        assert np.isclose(result.moments.variance[place], wanted, rtol=1e-9)


def test_the_one_cluster_of_a_stratum_hands_its_variance_to_its_people():
    """A census of one cluster varies by the people drawn in it, with replacement as without."""
    y = np.array([1, 0, 1, 1, 1, 0, 1, 1, 1, 1.0])
    design = SurveyDesign.from_columns(
        10, clusters=[["school"] * 10], population=[[1.0] * 10, [40.0] * 10]
    )
    found = mean(design, y).moments
    simple = y.var(ddof=1) / 10
    assert np.isclose(found.variance_wr[0], simple, rtol=1e-12)
    assert np.isclose(found.variance[0], simple * (1 - 10 / 40), rtol=1e-12)


def test_a_lonely_stratum_borrows_from_the_strata_the_domain_lies_in():
    """Domain y has nobody in the lonely stratum and needs nothing borrowed; x lies in all three."""
    samples = (
        SurveyDesign.from_columns(
            9, strata=list("aaaabbbbc"), clusters=[list("112234567")], nested=True, lonely=rule
        )
        for rule in ("average", "remove")
    )
    a = np.array([5, 3, 2, 5, 4, 4, 1, 0, 2.0])
    average, remove = (ratio_by(d, a, np.full(9, 5.0), list("xyxyxyxyx")) for d in samples)
    ratio_of_variances = average.moments.variance / remove.moments.variance
    assert np.allclose(ratio_of_variances, [3 / 2, 1], rtol=1e-12)


def test_mistake_2_rows_outside_the_domain_keep_their_clusters():
    """Dropping them would change n_h/(n_h - 1) and make strata lonely."""
    strata, y = list("aaabbb"), np.array([1, 0, 1, 1, 0, 0.0])
    members = np.array([True, True, False, True, False, False])
    whole = mean(SurveyDesign.from_columns(6, strata=strata), y, members=members)
    e = np.where(members, (y - 2 / 3) / 3, 0)
    wanted = sum(1.5 * ((e[s] - e[s].mean()) ** 2).sum() for s in (slice(0, 3), slice(3, 6)))
    assert np.isclose(whole.moments.variance[0], wanted, rtol=1e-12)


def test_mistake_3_a_small_domain_has_its_own_degrees_of_freedom():
    strata = np.repeat(list("abcd"), 5)
    y = np.tile([1, 0, 1, 1, 0.0], 4)
    members = strata == "a"
    design = SurveyDesign.from_columns(20, strata=strata)
    assert mean(design, y).moments.df[0] == 16
    assert mean(design, y, members=members).moments.df[0] == 4


def test_mistake_4_the_correction_of_a_later_stage_is_not_forgotten():
    one_stage = SurveyDesign.from_columns(
        4, clusters=[list("xxyy")], population=[[4] * 4], weights=[2] * 4
    )
    two_stages = SurveyDesign.from_columns(
        4, clusters=[list("xxyy")], population=[[4] * 4, [10] * 4], weights=[2] * 4
    )
    y = np.array([1, 0, 1, 1.0])
    assert mean(two_stages, y).moments.variance > mean(one_stage, y).moments.variance


def test_mistake_4_the_correction_is_not_a_ratio_of_estimated_variances():
    """Unanimous strata: both variances are 0, and g is still that of the sampling fractions."""
    design = SurveyDesign.from_columns(4, strata=list("aabb"), population=[[4, 4, 8, 8]])
    result = mean(design, [1, 1, 0, 0])
    assert result.moments.variance[0] == result.moments.variance_wr[0] == 0
    squares = np.array([2, 2, 4, 4.0]) ** 2
    wanted = (squares * [0.5, 0.5, 0.75, 0.75]).sum() / squares.sum()
    assert np.isclose(result.moments.correction[0], wanted)


def test_the_correction_is_0_only_in_a_census():
    """All hospitals, some of their patients: the first stage took everything, the second not."""
    design = SurveyDesign.from_columns(
        4, clusters=[list("xxyy")], population=[[2] * 4, [8, 8, 4, 4]]
    )
    squares = np.array([4, 4, 2, 2.0]) ** 2
    wanted = (squares * [0.75, 0.75, 0.5, 0.5]).sum() / squares.sum()
    result = mean(design, [1, 0, 1, 1])
    assert np.isclose(result.moments.correction[0], wanted)
    census = SurveyDesign.from_columns(3, population=[[3] * 3])
    assert mean(census, [1, 0, 1]).moments.correction[0] == 0
    assert mean(census, [1, 0, 1]).moments.variance[0] == 0


def test_mistake_6_n_counts_respondents_and_not_weights():
    design = SurveyDesign.from_columns(3, weights=[100, 200, 300])
    assert mean(design, [1, 0, np.nan]).moments.n[0] == 2


def test_a_unit_that_is_its_whole_stratum_adds_nothing_itself_and_passes_on():
    """A self-representing hospital: its patients are the sample, with and without correction."""
    strata, psu = list("aaabbb"), list("hhhhhh")
    y = np.array([1, 0, 1, 1, 1, 0.0])
    hospitals = SurveyDesign.from_columns(
        6, strata=strata, clusters=[psu], population=[[1] * 6, [30] * 6], nested=True
    )
    patients = SurveyDesign.from_columns(6, strata=strata, population=[[30] * 6])
    got, wanted = mean(hospitals, y).moments, mean(patients, y).moments
    assert np.isclose(got.variance[0], wanted.variance[0], rtol=1e-12)
    assert np.isclose(got.variance_wr[0], wanted.variance_wr[0], rtol=1e-12)


def test_a_later_unit_with_one_element_out_of_more_is_lonely_too():
    columns = {"clusters": [list("xxy")], "population": [[8] * 3, [10, 10, 5]]}
    y = [1, 0, 1]
    with pytest.raises(InvalidDesign, match="one cluster only"):
        mean(SurveyDesign.from_columns(3, **columns, lonely="fail"), y)
    adjusted, removed = (
        mean(SurveyDesign.from_columns(3, **columns, lonely=rule), y).moments.variance[0]
        for rule in ("adjust", "remove")
    )
    # x: weight 4 * 5, y: weight 4 * 5; R = 2/3; e of y = (1 - 2/3) / 60
    assert adjusted - removed == pytest.approx((2 / 8) * (1 - 1 / 5) * (20 / 180) ** 2)


def test_one_domain_member_in_a_stratum_is_nothing_special():
    design = SurveyDesign.from_columns(6, strata=list("aaabbb"), lonely="fail")
    result = mean(
        design, [1, 0, 1, 1, 0, 0], members=np.array([True, True, True, True, False, False])
    )
    assert result.moments.variance[0] > 0


def test_fail_names_the_lonely_stratum():
    design = SurveyDesign.from_columns(4, strata=list("aaab"), lonely="fail")
    with pytest.raises(InvalidDesign, match="b holds one cluster"):
        mean(design, [1, 0, 1, 1])


def test_average_has_nothing_to_borrow_when_all_strata_are_lonely():
    design = SurveyDesign.from_columns(2, strata=list("ab"), lonely="average")
    with pytest.raises(InvalidDesign, match="no mean to borrow"):
        mean(design, [1, 0])


def test_adjust_compares_a_lonely_total_with_the_mean_of_all_clusters():
    """R >= 4.2: for totals the grand mean is not 0 (section 3.3)."""
    design = SurveyDesign.from_columns(3, strata=list("aab"))
    y = np.array([4, 6, 8.0])
    wanted = 2 * ((4 - 5) ** 2 + (6 - 5) ** 2) + (8 - 6) ** 2
    assert np.isclose(total(design, y).se ** 2, wanted)


def test_every_lonely_rule_leaves_a_design_without_lonely_strata_alone():
    y = RNG.integers(0, 2, 24).astype(float)
    variances = set()
    for rule in LONELY:
        design = SurveyDesign.from_columns(24, strata=np.repeat(list("ab"), 12), lonely=rule)
        variances.add(float(mean(design, y).moments.variance[0]))
    assert len(variances) == 1


def test_unanimous_strata_have_no_variance_and_no_noise():
    """Mistake 5 starts here: the interval, not the variance, must keep it from certainty."""
    design = SurveyDesign.from_columns(12, weights=[7.3] * 12)
    result = ratio(design, [3] * 12, [3] * 12)
    assert result.single == 1
    assert result.moments.variance[0] == 0


@pytest.mark.parametrize("scores", [np.ones(3), np.full((3, 1), np.nan), np.ones((2, 1))])
def test_scores_that_do_not_fit_are_refused(scores):
    with pytest.raises(AnalysisError, match="scores"):
        covariance(SurveyDesign.from_columns(3), scores)


def test_no_domains_have_no_variances():
    none = domain_variances(SurveyDesign.from_columns(2), np.zeros(2), np.array([-1, -1]), 0)
    assert none.size == 0
