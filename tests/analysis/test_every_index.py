"""Truth leaned on: counts done by hand, R survey's ratio for the golden answers (strat_fpc.json),
and Hypothesis for what every index must hold whatever the answers."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.answers import NOT_APPLICABLE, NOT_SHOWN, SKIPPED, Scale
from analysis.design import SurveyDesign
from analysis.errors import AnalysisError, NoResponses
from analysis.indices import INDICES
from analysis.indices.estimation import estimate_index, estimate_index_by
from analysis.intervals import DESIGN_INTERVALS
from tests.analysis.golden_samples import Sample, cases

NAN = float("nan")
ENDS = {"mean_100": (0, 100), "mean_5": (1, 5)}


def items_of(formula):
    return 1 if INDICES[formula].one_item else 4


def ends_of(formula):
    return ENDS.get(formula.removeprefix("factor_"), (0, 1))


def estimate(formula, answers, **keywords):
    sheet = np.atleast_2d(np.asarray(answers, float))
    return estimate_index(SurveyDesign.from_columns(len(sheet)), sheet, formula=formula, **keywords)


def test_the_ids_are_those_of_the_design_document():
    whole = {"people_top2", "items_top2", "all_items_top2", "mean_100", "mean_5"}
    assert set(INDICES) == whole | {f"factor_{name}" for name in whole}
    assert all(INDICES[name].id == name for name in INDICES)


@pytest.mark.parametrize("formula", INDICES)
def test_nobody_answered_is_an_error_and_not_0(formula):
    with pytest.raises(NoResponses):
        estimate(formula, np.full((3, items_of(formula)), NAN))


@pytest.mark.parametrize("interval", DESIGN_INTERVALS)
@pytest.mark.parametrize("formula", INDICES)
@pytest.mark.parametrize("n", [1, 2, 12])
@pytest.mark.parametrize("score", [1, 5])
def test_unanimous_answers_are_not_certainty(formula, interval, n, score):
    """Mistake 5: 12 of 12 satisfied is not 100 % ± 0."""
    result = estimate(formula, np.full((n, items_of(formula)), score), interval=interval)
    low, high = ends_of(formula)
    assert result.value == (low if score == 1 else high)
    assert result.se == 0
    assert low <= result.interval.low <= result.value <= result.interval.high <= high
    assert result.interval.high - result.interval.low > 0.1 * (high - low)
    assert result.n == n
    assert result.deff is result.n_eff is result.dispersion is None


@pytest.mark.parametrize("formula", INDICES)
@pytest.mark.parametrize("satisfied", [1, 19])
def test_one_dissent_stays_inside_the_scale(formula, satisfied):
    answers = np.full((20, items_of(formula)), 1)
    answers[:satisfied] = 5
    result = estimate(formula, answers)
    low, high = ends_of(formula)
    assert low <= result.interval.low < result.value < result.interval.high <= high
    assert result.value == pytest.approx(low + (high - low) * satisfied / 20)


@pytest.mark.parametrize("formula", INDICES)
def test_one_cluster_has_no_degrees_of_freedom_and_a_wide_interval(formula):
    answers = np.tile([[5], [5], [3], [4]], (1, items_of(formula)))
    design = SurveyDesign.from_columns(4, clusters=[["day"] * 4])
    result = estimate_index(design, answers, formula=formula)
    low, high = ends_of(formula)
    assert result.df == 0
    assert result.interval.high - result.interval.low > 0.4 * (high - low)


@pytest.mark.parametrize("formula", INDICES)
def test_a_higher_score_never_lowers_an_index(formula):
    answers = np.tile([[5], [3], [2], [4]], (1, items_of(formula)))
    better = answers.copy()
    better[1] = 4
    assert estimate(formula, better).value > estimate(formula, answers).value


@pytest.mark.parametrize(
    ("formula", "value", "n"),
    [
        ("items_top2", (3 + 2 + 1) / (4 + 3 + 3), 3),
        ("all_items_top2", 0 / 3, 3),
        ("mean_100", 100 * ((4 + 4 + 3 + 0) + (3 + 4 + 2) + (0 + 1 + 3)) / (4 * 10), 3),
        ("mean_5", 1 + ((4 + 4 + 3 + 0) + (3 + 4 + 2) + (0 + 1 + 3)) / 10, 3),
    ],
)
def test_each_formula_counts_what_it_says(formula, value, n):
    answers = [
        [5, 5, 4, 1],
        [4, NAN, 5, 3],
        [1, 2, NAN, 4],
        [5, 5, SKIPPED, SKIPPED],  # half of the items that concern them: not a person of this index
    ]
    result = estimate(formula, answers)
    assert result.value == pytest.approx(value)
    assert result.n == n
    assert result.answered_items == pytest.approx(10 / 3)


def test_the_overall_item_is_one_item():
    assert estimate("people_top2", [[5], [4], [3], [NAN]]).value == pytest.approx(2 / 3)
    with pytest.raises(AnalysisError, match="one overall item"):
        estimate("people_top2", [[5, 4]])


def test_mistake_8_a_missing_answer_is_not_a_dissatisfied_one_whatever_the_reason():
    codes = np.array([[5, 4, NOT_APPLICABLE], [4, SKIPPED, 3], [1, 5, NOT_SHOWN], [-1, -1, -1]])
    blanks = np.where(codes < 0, NAN, codes)
    design = SurveyDesign.from_columns(4)
    coded = estimate_index(design, codes, formula="items_top2")
    assert coded == estimate_index(design, blanks, formula="items_top2")
    assert coded.value == pytest.approx(4 / 6)
    assert coded.n == 3  # the last one gave no answer at all


def test_mistake_1_the_respondent_is_the_unit_of_the_index():
    """Twelve people who answer 22 items each are not 264 independent answers."""
    answers = np.repeat([[5], [5], [5], [2], [5], [4], [4], [5], [3], [5], [4], [4]], 22, axis=1)
    whole = estimate("items_top2", answers)
    single = estimate("people_top2", answers[:, :1])
    assert whole.se == pytest.approx(single.se)
    assert whole.n == 12
    assert whole.interval.high - whole.interval.low > 0.8 * (
        single.interval.high - single.interval.low
    )


def test_the_satisfied_scores_and_the_scale_are_the_callers():
    answers = [[0], [7], [10], [9]]
    scale = Scale.of(satisfied=[9, 10], lowest=0, highest=10)
    assert estimate("people_top2", answers, scale=scale).value == 0.5
    assert estimate("mean_100", answers, scale=scale).value == pytest.approx(65)
    with pytest.raises(AnalysisError, match="mean_100"):
        estimate("mean_5", answers, scale=scale)


@pytest.mark.parametrize("wrong", [0, 6, 2.5, -4, float("inf")])
def test_a_score_off_the_scale_is_named(wrong):
    with pytest.raises(AnalysisError, match="row 2, item 1"):
        estimate("items_top2", [[5, 4], [wrong, 3]])


@pytest.mark.parametrize("satisfied", [[], [6], [0, 5]])
def test_satisfied_scores_must_lie_on_the_scale(satisfied):
    with pytest.raises(AnalysisError):
        Scale.of(satisfied=satisfied)


def test_items_that_do_not_concern_a_person_are_not_held_against_them():
    answers = [[5, NOT_APPLICABLE, NOT_SHOWN, NAN], [1, 1, 1, 1]]
    assert estimate("items_top2", answers).n == 2
    assert estimate("items_top2", answers).value == pytest.approx(1 / 5)


def test_the_share_of_items_a_person_must_answer_is_a_setting():
    answers = [[5, SKIPPED, SKIPPED], [1, 1, 1]]
    assert estimate("items_top2", answers).n == 1
    assert estimate("items_top2", answers, least_answered=0).n == 2
    with pytest.raises(AnalysisError):
        estimate("items_top2", answers, least_answered=1.5)


def test_the_index_of_golden_answers_is_the_ratio_r_computes():
    case, check = next(p.values for p in cases("strat_fpc") if p.values[1]["id"] == "ratio num den")
    sample = Sample(case)
    answers = np.stack([sample.numbers(f"q{j:02d}") for j in range(1, 23)], axis=1)
    result = estimate_index(sample.design, answers, formula="items_top2")
    want = check["expect"]
    assert result.value == pytest.approx(want["est"], rel=1e-10)
    assert result.se == pytest.approx(want["se"], rel=1e-8)
    assert (result.df, result.n) == (want["df"], want["n"])
    assert result.source == "drawn"


@pytest.mark.parametrize("formula", INDICES)
def test_unanimous_strata_do_not_collapse_the_interval(formula):
    """Section 3.3: v = 0 with 0 < R < 1 can happen without a census."""
    answers = np.repeat([[5]] * 6 + [[1]] * 6, items_of(formula), axis=1)
    design = SurveyDesign.from_columns(12, strata=["a"] * 6 + ["b"] * 6)
    result = estimate_index(design, answers, formula=formula)
    low, high = ends_of(formula)
    assert result.se == 0
    assert result.interval.high - result.interval.low > 0.2 * (high - low)


def test_every_level_has_a_row_also_the_empty_one():
    design = SurveyDesign.from_columns(3)
    rows = estimate_index_by(design, [[5], [NAN], [3]], ["b", "a", "b"], formula="people_top2")
    assert [row.domain for row in rows] == ["a", "b"]
    assert rows[0].estimate is None
    assert rows[1].estimate.value == 0.5


def test_levels_in_company_lean_on_each_other():
    """With five like units the interval is narrower than alone (statistics.md 4.2)."""
    rng = np.random.default_rng(7)
    happy = rng.random((120, 1)) < 0.85
    answers = np.where(rng.random((120, 9)) < np.where(happy, 0.92, 0.6), 5, 2)
    units = np.repeat(list("abcdef"), 20)
    design = SurveyDesign.from_columns(120)
    rows = estimate_index_by(design, answers, units, formula="items_top2")
    alone = [
        estimate_index(design, answers, formula="items_top2", members=units == row.domain)
        for row in rows
    ]
    for row, single in zip(rows, alone, strict=True):
        assert row.estimate.value == single.value
        assert row.estimate.se == single.se
        width = row.estimate.interval.high - row.estimate.interval.low
        assert width < single.interval.high - single.interval.low


def test_uneven_weights_and_lonely_strata_are_noticed():
    design = SurveyDesign.from_columns(4, weights=[1, 1, 1, 30], strata=list("aaab"))
    result = estimate_index(design, [[5], [4], [3], [2]], formula="people_top2")
    assert {notice.code for notice in result.notices} == {"lonely_cluster", "uneven_weights"}


sheets = st.integers(1, 8).flatmap(
    lambda rows: st.lists(
        st.lists(st.sampled_from([1, 2, 3, 4, 5, -1, -2, -3]), min_size=4, max_size=4),
        min_size=rows,
        max_size=rows,
    )
)


@given(sheets, st.sampled_from(sorted(INDICES)), st.sampled_from(sorted(DESIGN_INTERVALS)))
def test_no_answers_give_nan_or_a_warning(sheet, formula, interval):
    answers = np.array(sheet)[:, : items_of(formula)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            result = estimate(formula, answers, interval=interval)
        except NoResponses:
            return
    low, high = ends_of(formula)
    assert low <= result.interval.low <= result.value <= result.interval.high <= high
    assert np.isfinite([result.se, result.df, result.answered_items]).all()
    assert result.n_eff is None or np.isfinite(result.n_eff)
