"""Truth leaned on: sums done by hand; Hypothesis for what must hold whatever the data."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.combinations import composite, domain_covariance, linear_combination, ratio_difference
from analysis.contingency import rao_scott
from analysis.design import LONELY_RULES, SurveyDesign
from analysis.errors import AnalysisError, NoResponses, TooFewData
from analysis.estimates import (
    deff,
    mean,
    mean_by,
    mean_of_shares,
    ratio,
    ratio_by,
    satisfied_with_everything,
    total,
)

NAN = float("nan")


def test_the_index_is_a_ratio_of_sums_and_not_a_mean_of_shares():
    design = SurveyDesign.from_columns(3, weights=[1, 1, 2])
    a, b = [1, 0, 8], [1, 1, 10]
    assert ratio(design, a, b).single == pytest.approx(17 / 22)
    assert mean_of_shares(design, a, b).single == pytest.approx((1 + 0 + 2 * 0.8) / 4)
    assert satisfied_with_everything(design, a, b).single == pytest.approx(1 / 4)


def test_mistake_7_the_parent_is_not_the_mean_of_its_units():
    design = SurveyDesign.from_columns(5, weights=[9, 9, 9, 9, 1])
    parts = mean_by(design, [1, 1, 1, 1, 0], list("aaaab"))
    whole = mean(design, [1, 1, 1, 1, 0])
    assert parts.value.mean() == 0.5
    assert whole.single == pytest.approx(36 / 37)


def test_a_level_without_answers_is_named_and_has_no_number():
    design = SurveyDesign.from_columns(3)
    result = mean_by(design, [1, 0, NAN], ["a", "a", "b"])
    assert result.labels == ("a",)
    assert result.without_answers == ("b",)
    with pytest.raises(NoResponses, match="b"):
        result.column("b")
    with pytest.raises(AnalysisError, match="no domain 'c'"):
        result.column("c")


def test_nobody_answered_is_an_error_and_not_0():
    design = SurveyDesign.from_columns(2)
    with pytest.raises(NoResponses):
        ratio(design, [0, 0], [0, 0])
    with pytest.raises(NoResponses):
        mean(design, [NAN, NAN])
    with pytest.raises(NoResponses):
        mean(design, [1, 1], members=np.array([False, False]))


def test_a_respondent_without_a_group_is_in_no_domain():
    design = SurveyDesign.from_columns(3)
    assert mean_by(design, [1, 0, 1], ["a", None, "a"]).moments.n.tolist() == [2]


@pytest.mark.parametrize(
    ("columns", "simple"),
    [
        ({}, 1),
        ({"weights": [3, 3, 3, 3]}, 1),
        ({"weights": [1, 2, 1, 1]}, 0),
        ({"strata": list("aabb")}, 0),
        ({"clusters": [list("ppqq")]}, 0),
        ({"population": [[40] * 4]}, 1),
    ],
)
def test_a_plain_0_1_item_is_marked_simple(columns, simple):
    design = SurveyDesign.from_columns(4, **columns)
    assert mean(design, [1, 0, 1, 1]).moments.simple[0] == simple
    assert ratio(design, [2, 0, 1, 1], [2, 1, 1, 1]).moments.simple[0] == 0


def test_a_unit_that_is_a_stratum_is_a_simple_sample_of_its_own():
    design = SurveyDesign.from_columns(4, strata=list("aabb"))
    assert mean_by(design, [1, 0, 1, 1], list("aabb")).moments.simple.tolist() == [1, 1]


def test_kish_and_cluster_size_count_the_domain_only():
    design = SurveyDesign.from_columns(6, weights=[1, 3, 1, 1, 9, 9], clusters=[list("pppqqq")])
    result = mean(design, [1, 0, 1, 1, NAN, NAN]).moments
    assert result.weight_effect[0] == pytest.approx(4 * 12 / 36)
    assert result.cluster_size[0] == 2


def test_the_correction_takes_the_fraction_of_the_first_stage_that_left_anybody_out():
    """g = Σw²(1−f)/Σw² (3.5): 2 of 5 clusters in one stratum, both of 2 in the other."""
    design = SurveyDesign.from_columns(
        8,
        strata=list("aaaabbbb"),
        clusters=[list("11223344")],
        population=[[5.0] * 4 + [2.0] * 4, [8.0] * 8],
    )
    squares = np.array([10.0, 4.0]) ** 2  # weights 5/2 · 8/2 and 2/2 · 8/2
    left_out = np.array([1 - 2 / 5, 1 - 2 / 8])  # in b the second stage: 2 of 8 people
    wanted = (squares * left_out).sum() / squares.sum()
    got = mean(design, [1, 0, 1, 1, 0, 1, 1, 1])
    assert np.isclose(got.moments.correction[0], wanted, rtol=1e-12)


def test_a_design_effect_that_does_not_exist_is_none():
    assert deff(mean(SurveyDesign.from_columns(3), [1, 1, 1])) == (None,)
    assert deff(mean(SurveyDesign.from_columns(1), [1])) == (None,)
    assert deff(mean(SurveyDesign.from_columns(3), [1, 0, 1]), replacement=False) == (None,)


def test_a_factor_without_answers_leaves_the_composite_undefined():
    design = SurveyDesign.from_columns(2)
    with pytest.raises(NoResponses):
        composite(
            design, [ratio(design, [1, 1], [2, 2]), ratio(design, [0, 0], [0, 0])], [0.5, 0.5]
        )


@pytest.mark.parametrize("weights", [[0.5, 0.4], [1.2, -0.2], [1.0], [NAN, 1]])
def test_weights_of_factors_must_be_shares_of_1(weights):
    design = SurveyDesign.from_columns(2)
    one = ratio(design, [1, 0], [2, 2])
    with pytest.raises(AnalysisError):
        composite(design, [one, one], weights)


def test_combinations_refuse_what_they_cannot_add():
    design = SurveyDesign.from_columns(4)
    groups = mean_by(design, [1, 0, 1, 1], list("aabb"))
    with pytest.raises(NoResponses):
        linear_combination(design, [groups], [1])
    with pytest.raises(AnalysisError):
        linear_combination(design, [], [])


def test_a_domain_minus_itself_is_0_without_error():
    design = SurveyDesign.from_columns(4)
    one = mean(design, [1, 0, 1, 1])
    same = ratio_difference(design, one, one)
    assert same.value == 0
    assert same.se == pytest.approx(0, abs=1e-12)
    assert same.correlation == pytest.approx(1)


def test_mistake_10_shared_clusters_carry_a_covariance():
    design = SurveyDesign.from_columns(8, clusters=[list("ppqqrrss")])
    periods = mean_by(design, [1, 1, 0, 0, 1, 1, 1, 0], [1, 2] * 4)
    change = ratio_difference(design, periods, periods, first_label="1", second_label="2")
    independent = np.sqrt(periods.moments.variance.sum())
    assert change.covariance > 0
    assert change.se < independent


def test_independence_needs_two_levels_answers_and_variance():
    design = SurveyDesign.from_columns(4)
    with pytest.raises(TooFewData):
        rao_scott(design, list("aaaa"), list("xyxy"))
    with pytest.raises(NoResponses):
        rao_scott(design, ["a", None, "a", None], [None, "x", None, "y"])
    lonely = SurveyDesign.from_columns(2, strata=list("ab"))
    with pytest.raises(TooFewData):
        rao_scott(lonely, list("ab"), list("xy"))


def columns(rows):
    labels = st.lists(st.sampled_from(["a", "b", "c"]), min_size=rows, max_size=rows)
    return st.fixed_dictionaries(
        {
            "rows": st.just(rows),
            "weights": st.none() | st.lists(st.floats(1e-3, 1e6), min_size=rows, max_size=rows),
            "strata": st.none() | labels,
            "clusters": st.lists(labels, max_size=2),
            "nested": st.just(True),
            "lonely": st.sampled_from(LONELY_RULES),
        }
    )


answers = st.one_of(st.integers(0, 5).map(float), st.just(NAN), st.floats(0, 1e6))


@given(st.data(), st.integers(1, 12))
def test_no_design_and_no_answers_give_nan_or_a_warning(data, rows):
    plan = data.draw(columns(rows))
    column = st.lists(answers, min_size=rows, max_size=rows)
    a, b = data.draw(column), [x if np.isnan(x) or x > 1e-9 else 0.0 for x in data.draw(column)]
    by = data.draw(st.lists(st.sampled_from(["u", "v", None]), min_size=rows, max_size=rows))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            design = SurveyDesign.from_columns(**plan)
            result = ratio_by(design, a, b, by)
            matrix = domain_covariance(design, result) if result.labels else np.zeros((0, 0))
            whole = total(design, a)
        except AnalysisError:
            return
    fields = [getattr(result.moments, name) for name in type(result.moments).__slots__]
    assert all(np.isfinite(field).all() for field in fields)
    assert np.isfinite(matrix).all()
    assert np.isfinite([whole.value, whole.se]).all()
    assert (result.moments.variance >= 0).all()
    assert (result.moments.weight_effect >= 1).all()
    assert all(x is None or np.isfinite(x) for x in deff(result))


@given(st.data(), st.integers(1, 10))
def test_no_table_gives_nan_or_a_warning(data, rows):
    plan = data.draw(columns(rows))
    labels = st.lists(st.sampled_from(["x", "y", "z", None]), min_size=rows, max_size=rows)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            result = rao_scott(
                SurveyDesign.from_columns(**plan), data.draw(labels), data.draw(labels)
            )
        except AnalysisError:
            return
    assert 0 <= result.p_value <= 1
    assert np.isfinite([result.statistic, result.df, result.df_error]).all()
