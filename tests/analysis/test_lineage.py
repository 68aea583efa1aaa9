"""Truth leaned on: the identity that merged units pooled by hand give the same figure.

Mistake of statistics.md 16 tested here: 7 (mean of unit percentages as the parent's percentage).
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError, NoResponses
from analysis.lineage import Predecessor, comparable_items, successor_history


def test_two_merged_units_weigh_by_their_dossiers():
    history = successor_history(
        [Predecessor("a", 0.9, 0.0009, 9000), Predecessor("b", 0.5, 0.0025, 1000)]
    )
    assert history.value == pytest.approx(0.86)  # not 0.70, the mean of the percentages
    assert history.variance == pytest.approx(0.81 * 0.0009 + 0.01 * 0.0025)
    assert history.coverage == 1


def test_a_renamed_unit_keeps_its_history():
    history = successor_history([Predecessor("old", 0.83, 0.001, 500)])
    assert (history.value, history.variance) == (0.83, 0.001)


def test_a_split_without_a_key_is_a_break():
    history = successor_history(
        [Predecessor("a", 0.9, 0.001, 900), Predecessor("b", 0.8, 0.001, 400, share=0.6)]
    )
    assert history.value is None
    assert history.variance is None
    assert history.broken_by == ("b",)


def test_a_split_with_a_key_per_answer_can_be_divided():
    part = Predecessor("b", 0.8, 0.001, 400, share=0.6, divisible=True)
    assert successor_history([part]).value == 0.8


def test_silent_predecessors_are_listed_and_lower_the_coverage():
    history = successor_history(
        [Predecessor("a", 0.9, 0.001, 300), Predecessor("b", None, None, 100)]
    )
    assert history.value == pytest.approx(0.9)
    assert history.not_covered == ("b",)
    assert history.coverage == pytest.approx(0.75)


def test_no_answers_at_all_is_an_error():
    with pytest.raises(NoResponses):
        successor_history([Predecessor("a", None, None, 100)])
    with pytest.raises(NoResponses):
        successor_history([])
    with pytest.raises(NoResponses):
        successor_history([Predecessor("a", 0.9, 0.001, 0)])


@given(
    rows=st.lists(
        st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(1, 1e6)), min_size=1, max_size=8
    )
)
def test_history_lies_among_its_predecessors(rows):
    history = successor_history([Predecessor(str(i), r, v, n) for i, (r, v, n) in enumerate(rows)])
    assert min(r for r, _, _ in rows) - 1e-12 <= history.value <= max(r for r, _, _ in rows) + 1e-12
    assert 0 <= history.variance <= max(v for _, v, _ in rows) + 1e-12


@pytest.mark.parametrize(
    "rows",
    [
        [Predecessor("a", 1.2, 0.1, 10)],
        [Predecessor("a", 0.2, None, 10)],
        [Predecessor("a", 0.2, 0.1, -1)],
        [Predecessor("a", 0.2, 0.1, 10, share=0)],
        [Predecessor("a", 0.2, 0.1, 10), Predecessor("a", 0.2, 0.1, 10)],
    ],
)
def test_bad_arguments_are_named(rows):
    with pytest.raises(AnalysisError):
        successor_history(rows)


def test_only_common_items_are_compared_after_a_change_and_the_change_is_said():
    got = comparable_items(["a", "b", "c"], ["c", "d", "a"])
    assert (got.common, got.only_before, got.only_now) == (("c", "a"), ("b",), ("d",))
    assert got.both_numbers
    assert not comparable_items(["a", "b"], ["b", "a"]).both_numbers


@pytest.mark.parametrize(("before", "now"), [(["a"], ["b"]), (["a", "a"], ["a"]), ([], [])])
def test_questionnaires_that_share_nothing_are_not_compared(before, now):
    with pytest.raises(AnalysisError):
        comparable_items(before, now)
