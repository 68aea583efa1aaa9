"""Truth leaned on: the rules of sampling themselves (a count cannot be below the sample)."""

import numpy as np
import pytest

from analysis.design import SurveyDesign, collapse, collapsed_population, lonely_strata
from analysis.errors import AnalysisError, InvalidDesign
from analysis.results import Notice


def design(rows, **columns):
    return SurveyDesign.from_columns(rows, **columns)


def test_without_weights_everybody_counts_once():
    assert design(3).weights.tolist() == [1, 1, 1]


def test_population_counts_alone_give_the_weights():
    sample = design(3, strata=["a", "a", "b"], population=[[10, 10, 4]])
    assert sample.weights.tolist() == [5, 5, 4]


def test_weights_of_a_two_stage_sample_are_the_product_of_both_stages():
    sample = design(
        4,
        clusters=[["x", "x", "y", "y"]],
        population=[[6, 6, 6, 6], [8, 8, 2, 2]],
    )
    assert sample.weights.tolist() == [3 * 4, 3 * 4, 3, 3]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"weights": [1, 2]}, "weights: 2 values for 3"),
        ({"weights": [1, 0, 1]}, "weights: 0 in row 2"),
        ({"weights": [1, -1, 1]}, "weights: -1 in row 2"),
        ({"weights": [1, float("nan"), 1]}, "weights: no value in row 2"),
        ({"weights": [1, float("inf"), 1]}, "weights: a value beyond"),
        ({"weights": ["a", "b", "c"]}, "weights: not a column of numbers"),
        ({"weights": [[1], [1], [1]]}, "weights: one number per respondent"),
        ({"strata": ["a", None, "b"]}, "strata: no label in row 2"),
        ({"strata": [["a"], ["b"], ["c"]]}, "strata: one label per respondent"),
        ({"population": [[2, 2, 2]]}, "of which 3 were drawn"),
        ({"population": [[9, 8, 9]]}, "two counts for the sample"),
        ({"population": [[9, 9, 9], [1, 1, 1]]}, "more population columns than stages"),
        ({"strata": ["a", "a", "b"], "clusters": [["p", "q", "p"]]}, "lies in two strata"),
        ({"lonely": "hope"}, "hope"),
    ],
)
def test_a_contradiction_is_named(columns, said):
    with pytest.raises(AnalysisError, match=said):
        design(3, **columns)


@pytest.mark.parametrize(
    ("columns", "column", "row"),
    [
        ({"population": [[9, 8, 9]]}, "population of stage 1", 1),
        ({"strata": list("abb"), "population": [[9, 1, 1]]}, "population of stage 1", 1),
        ({"strata": list("aab"), "clusters": [list("pqp")]}, "cluster of stage 1", 2),
    ],
)
def test_a_contradiction_tells_its_column_and_first_row(columns, column, row):
    with pytest.raises(InvalidDesign) as caught:
        design(3, **columns)
    assert (caught.value.column, caught.value.row) == (column, row)


def test_a_design_of_nobody_is_refused():
    with pytest.raises(InvalidDesign):
        design(0)


def test_cluster_names_may_be_used_again_in_each_stratum_when_that_is_said():
    sample = design(4, strata=list("aabb"), clusters=[list("pqpq")], nested=True)
    assert sample.stages[0].group.size == 4


def test_names_of_inner_clusters_belong_to_their_outer_one():
    sample = design(4, clusters=[list("xxyy"), list("1212")], population=[[5] * 4, [3] * 4])
    assert sample.stages[1].group.size == 4


def test_a_lonely_cluster_is_reported_as_data():
    sample = design(3, strata=["a", "a", "b"])
    assert lonely_strata(sample) == ("b",)
    assert sample.notices() == (Notice("lonely_cluster", "b"),)


def test_a_stratum_that_is_one_unit_of_one_is_a_census_and_not_lonely():
    sample = design(3, strata=["a", "a", "b"], population=[[9, 9, 1]])
    assert lonely_strata(sample) == ()


def test_collapse_merges_into_a_sibling_and_follows_chains():
    strata = ["a", "b", "c", "b"]
    merged = collapse(strata, {"a": "b", "b": "c"})
    assert merged == ("c", "c", "c", "c")
    assert collapsed_population(strata, merged, [1, 5, 10, 5]).tolist() == [16] * 4


def test_collapse_refuses_unknown_strata_and_circles():
    with pytest.raises(InvalidDesign, match="z"):
        collapse(["a", "b"], {"a": "z"})
    with pytest.raises(InvalidDesign, match="circle"):
        collapse(["a", "b"], {"a": "b", "b": "a"})


def test_labels_of_any_type_are_told_apart():
    assert design(4, strata=[1, 2, "x", 2]).stages[0].names == ("1", "2", "x")
    assert design(3, strata=np.array([10**9, 5, 5])).stages[0].names == ("5", "1000000000")
