"""Truth leaned on: dossier-weighted sums done by hand (statistics.md 2.3)."""

import numpy as np
import pytest

from analysis.errors import AnalysisError, InvalidDesign
from analysis.tallies import Frame, TallyPlan, parent_moments, tally_answers, unit_moments


def yes_no(counts):
    """Answers to one item: per cell how many satisfied and not."""
    plan = TallyPlan.of(["y"])
    cells = [c for c, (k, n) in counts.items() for _ in range(n)]
    scores = [[5] if i < k else [1] for k, n in counts.values() for i in range(n)]
    return tally_answers(plan, np.array(scores), cells)


def test_mistake_7_a_parent_counts_dossiers_and_not_units():
    tally = yes_no({"small": (1, 10), "large": (9, 10)})
    frame = Frame.of(["small", "large"], units=["p", "p"], dossiers=[100, 900])
    assert parent_moments(tally, frame, "y").value[0] == pytest.approx(0.82)
    unweighted = parent_moments(tally, Frame.of(["small", "large"], units=["p", "p"]), "y")
    assert unweighted.value[0] == pytest.approx(0.5)  # the data check


def test_a_leaf_nobody_answered_in_hands_its_dossiers_to_its_siblings():
    tally = yes_no({"a": (9, 10), "b": (2, 10), "d": (5, 10)})
    frame = Frame.of(
        list("abcd"),
        units=["p"] * 4,
        dossiers=[100, 100, 200, 100],
        siblings=["land", "births", "births", "land"],
    )
    result = unit_moments(tally, frame)
    wanted = (100 * 0.9 + 300 * 0.2 + 100 * 0.5) / 500
    assert result.moments.value[0, 0] == pytest.approx(wanted)
    assert result.coverage[0] == pytest.approx(300 / 500)
    assert result.not_covered == (("c",),)


def test_siblings_without_any_answer_are_not_covered_and_count_nothing():
    tally = yes_no({"a": (9, 10)})
    frame = Frame.of(["a", "b"], units=["p"] * 2, dossiers=[100, 300], siblings=["x", "y"])
    result = unit_moments(tally, frame)
    assert result.moments.value[0, 0] == pytest.approx(0.9)
    assert result.coverage[0] == pytest.approx(0.25)


def test_siblings_belong_to_one_unit():
    tally = yes_no({"a": (9, 10), "b": (2, 10)})
    frame = Frame.of(["a", "b", "c"], units=["p", "q", "q"], dossiers=[1, 1, 1])
    assert unit_moments(tally, frame).moments.value[:, 0].tolist() == [0.9, 0.2]


def test_a_leaf_is_a_simple_sample_and_a_parent_of_two_is_not():
    tally = yes_no({"a": (9, 10), "b": (2, 10)})
    assert unit_moments(tally, Frame.of(["a", "b"])).moments.simple.tolist() == [[1], [1]]
    parent = Frame.of(["a", "b"], units=["p", "p"], dossiers=[5, 5])
    assert parent_moments(tally, parent, "y").simple.tolist() == [0]


def test_mistake_4_voluntary_answers_have_no_correction_however_many():
    tally = yes_no({"a": (9, 10)})
    voluntary = Frame.of(["a"], dossiers=[12])
    drawn = Frame.of(["a"], dossiers=[12], drawn=True)
    assert parent_moments(tally, voluntary, "y").correction[0] == 1
    assert parent_moments(tally, drawn, "y").correction[0] == pytest.approx(1 - 10 / 12)


def test_the_cells_of_a_frame_may_come_in_any_order():
    tally = yes_no({"a": (9, 10), "b": (2, 10), "c": (5, 10)})
    frame = Frame.of(["c", "a", "b"], dossiers=[30, 10, 20])
    result = unit_moments(tally, frame)
    found = dict(zip(result.units, result.moments.value[:, 0], strict=True))
    assert found == {"a": 0.9, "b": 0.2, "c": 0.5}
    parent = Frame.of(["c", "a", "b"], units=["p", "q", "p"], dossiers=[30, 10, 20])
    assert unit_moments(tally, parent).moments.value[0, 0] == pytest.approx((15 + 4) / 50)


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (lambda: Frame.of(["b"]), "not in the frame"),
        (lambda: Frame.of(["a", "a"]), "each named once"),
        (lambda: Frame.of([]), "needs cells"),
        (lambda: Frame.of(["a"], dossiers=[0]), "answers, but no dossiers"),
        (lambda: Frame.of(["a"], dossiers=[1], drawn=True), "more respondents than dossiers"),
        (lambda: Frame.of(["a"], drawn=True), "needs the dossiers"),
        (lambda: Frame.of(["a"], dossiers=[-3]), "dossiers"),
        (lambda: Frame.of(["a", "b"], units=["p"]), "units"),
    ],
)
def test_a_frame_that_does_not_fit_is_named(frame, said):
    with pytest.raises(AnalysisError, match=said):
        unit_moments(yes_no({"a": (1, 2)}), frame())


def test_a_drawn_sample_of_clusters_is_sent_to_the_survey_design():
    tally = tally_answers(TallyPlan.of(["y"]), [[1]], ["a"], ["mon"])
    with pytest.raises(InvalidDesign, match="SurveyDesign"):
        unit_moments(tally, Frame.of(["a"], dossiers=[9], drawn=True))
