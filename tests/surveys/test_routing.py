"""Which questions are asked, and that each can be: checked against trying every answer."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.definitions import AllOf, AnyOf, Condition
from surveys.documents import from_document
from surveys.error_codes import AnswerCode
from surveys.errors import InvalidAnswers
from surveys.reachability import TooEntangled, never_shown
from surveys.routing import COMPARISONS, OPERATORS, asked_questions, holds, rule_holds
from surveys.rule_parsing import VALUES, rule_document
from surveys.validation import check_answers
from tests.surveys.building import ask, choice, document, questionnaire, rating, yes_no


@pytest.mark.parametrize(
    ("operator", "value", "true_for", "false_for"),
    [
        ("is", 4, [4], [5, "na", None]),
        ("is", "na", ["na"], ["x", None]),
        ("is", "a", ["a", ["a", "b"]], ["b", ["b"], None]),
        ("is_not", 4, [5, "na"], [4, None]),
        ("is_not", "a", ["b", ["b"]], [["a", "b"], None]),
        ("any_of", (1, 2), [1, 2], [3, "na", None]),
        ("any_of", ("a", "b"), [["b", "c"]], [["c"], None]),
        ("at_least", 4, [4, 4.5], [3, "na", None]),
        ("none_of", (1, 2), [3, "na"], [1, None]),
        ("none_of", ("a", "b"), [["c"]], [["b", "c"], None]),
        ("at_most", 4, [4, 3.5], [5, "na", None]),
        ("above", 4, [4.5, 5], [4, "na", None]),
        ("below", 4, [3], [4, "na", None]),
        ("answered", True, [1, "na", ["a"]], [None]),
        ("answered", False, [None], [1, "na"]),
    ],
)
def test_operators(operator, value, true_for, false_for):
    condition = Condition("item", operator, value)
    assert all(holds(condition, answer) for answer in true_for)
    assert not any(holds(condition, answer) for answer in false_for)


def test_every_operator_is_tested_and_can_be_written():
    tested = {"is", "is_not", "any_of", "none_of", "answered"}
    assert set(OPERATORS) == tested | COMPARISONS == set(VALUES)
    assert {"at_least", "at_most", "above", "below"} == COMPARISONS


def test_groups():
    a, b = Condition("a", "is", 1), Condition("b", "is", 2)
    assert rule_holds(AllOf((a, b)), {"a": 1, "b": 2})
    assert not rule_holds(AllOf((a, b)), {"a": 1})
    assert rule_holds(AnyOf((a, b)), {"b": 2})
    assert not rule_holds(AnyOf((a, b)), {})
    assert rule_document(AllOf((a, AnyOf((b,))))) == {
        "all": [{"item": "a", "is": 1}, {"any": [{"item": "b", "is": 2}]}]
    }


def chain():
    return questionnaire(
        yes_no("paid"),
        yes_no("receipt", shown_if={"item": "paid", "is": "yes"}, required=True),
        ask("why", "short_text", shown_if={"item": "receipt", "is": "no"}),
    )


def test_what_is_hidden_is_neither_stored_nor_skipped_nor_wrong():
    answers = check_answers(chain(), {"paid": "no", "receipt": "nonsense", "why": "x"})
    assert answers.values == {"paid": "no"}
    assert answers.texts == {}
    assert answers.skipped == ()
    assert answers.hidden == ("receipt", "why")


def test_a_stray_answer_to_a_hidden_question_opens_no_further_one():
    assert [q.code for q in asked_questions(chain(), {"paid": "no", "receipt": "no"})] == ["paid"]
    assert check_answers(chain(), {"paid": "no", "receipt": "no", "why": "x"}).hidden == (
        "receipt",
        "why",
    )


def test_the_whole_chain_is_asked_when_answers_lead_through_it():
    answers = check_answers(chain(), {"paid": "yes", "receipt": "no", "why": "Mất"})
    assert answers.values == {"paid": "yes", "receipt": "no"}
    assert answers.texts == {"why": "Mất"}


def test_na_is_an_answer_only_while_its_rule_holds():
    made = questionnaire(
        yes_no("waited"),
        rating("seats", na_allowed=True, na_if={"item": "waited", "is": "no"}),
    )
    assert check_answers(made, {"waited": "no", "seats": "na"}).not_applicable == ("seats",)
    for waited in ("yes", ""):
        with pytest.raises(InvalidAnswers) as caught:
            check_answers(made, {"waited": waited, "seats": "na"})
        assert caught.value.errors["seats"].code is AnswerCode.NA_NOT_NOW


def several(code, options, **keys):
    return choice(code, options=options) | {"type": "several_choices"} | keys


@pytest.mark.parametrize(
    ("first", "rule", "reachable"),
    [
        ([rating("a", required=True)], {"item": "a", "answered": False}, False),
        ([rating("a")], {"item": "a", "answered": False}, True),
        ([rating("a")], {"all": [{"item": "a", "is": 1}, {"item": "a", "is": 2}]}, False),
        (
            [several("a", "xyz")],
            {"all": [{"item": "a", "is": "x"}, {"item": "a", "is": "y"}]},
            True,
        ),
        (
            [several("a", "xyz", max_choices=1)],
            {"all": [{"item": "a", "is": "x"}, {"item": "a", "is": "y"}]},
            False,
        ),
        ([several("a", "xy")], {"all": [{"item": "a", "is_not": c} for c in "xy"]}, False),
        ([several("a", "xyz")], {"all": [{"item": "a", "is_not": c} for c in "xy"]}, True),
        ([ask("a", "number", minimum=0, maximum=5)], {"item": "a", "at_least": 6}, False),
        (
            [ask("a", "number", minimum=0)],
            {"all": [{"item": "a", "at_least": 6}, {"item": "a", "is_not": 6}]},
            True,
        ),
        (
            [ask("a", "number", minimum=0, maximum=6)],
            {"all": [{"item": "a", "at_least": 6}, {"item": "a", "is_not": 6}]},
            False,
        ),
        ([ask("a", "share_100")], {"item": "a", "at_least": 100}, True),
        ([ask("a", "long_text")], {"item": "a", "answered": True}, True),
        ([ask("a", "date")], {"item": "a", "answered": True}, True),
        (
            [choice("a", type="ranking", max_choices=1)],
            {"all": [{"item": "a", "is": "a"}, {"item": "a", "is": "b"}]},
            False,
        ),
        (
            [choice("a", type="ranking")],
            {"all": [{"item": "a", "is": "a"}, {"item": "a", "is": "b"}]},
            True,
        ),
        (
            [
                yes_no("a", required=True),
                rating("b", na_allowed=True, na_if={"item": "a", "is": "no"}),
            ],
            {"all": [{"item": "a", "is": "yes"}, {"item": "b", "is": "na"}]},
            False,
        ),
        ([ask("a", "number", minimum=0)], {"item": "a", "below": 1}, True),
        ([ask("a", "number", minimum=0)], {"item": "a", "below": 0}, False),
        ([rating("a")], {"all": [{"item": "a", "above": 2}, {"item": "a", "below": 3}]}, False),
        (
            [yes_no("a"), yes_no("b", shown_if={"item": "a", "is": "yes"})],
            {"all": [{"item": "a", "is": "no"}, {"item": "b", "answered": True}]},
            False,
        ),
        (
            [yes_no("a"), yes_no("b", required=True, shown_if={"item": "a", "is": "yes"})],
            {"all": [{"item": "a", "is": "yes"}, {"item": "b", "answered": False}]},
            False,
        ),
    ],
)
def test_reachability(first, rule, reachable):
    made = from_document(document(*first, yes_no("last", shown_if=rule)))
    assert never_shown(made, made.questions["last"]) is not reachable


@st.composite
def small_questionnaires(draw):
    """Four yes/no questions, some required, each later one with a random rule on earlier ones."""
    questions = []
    for index in range(4):
        keys = {"required": draw(st.booleans()), "na_allowed": draw(st.booleans())}
        if index:
            condition = st.builds(
                lambda item, test: {"item": f"q{item}", **test},
                st.integers(0, index - 1),
                st.sampled_from(
                    [{"is": "yes"}, {"is_not": "yes"}, {"answered": True}, {"answered": False}]
                ),
            )
            conditions = st.lists(condition, min_size=1, max_size=3)
            group = st.builds(
                lambda name, inner: {name: inner}, st.sampled_from(["all", "any"]), conditions
            )
            keys["shown_if"] = draw(condition | group)
        questions.append(yes_no(f"q{index}", **keys))
    return from_document(document(*questions))


def ever_asked(made):
    """Try every combination of answers that a complete form can hold."""
    asked = set()
    for given_answers in product(["yes", "no", "na", None], repeat=4):
        answers = {f"q{i}": a for i, a in enumerate(given_answers) if a is not None}
        shown = asked_questions(made, answers)
        valid = all(
            (q.na_allowed or answers.get(q.code) != "na") and (not q.required or q.code in answers)
            for q in shown
        )
        if valid:
            asked |= {q.code for q in shown}
    return asked


@settings(max_examples=40, deadline=None)
@given(small_questionnaires())
def test_never_shown_agrees_with_trying_everything(made):
    """The last question may be required as well: a form is only complete when it is answered."""
    asked = ever_asked(made)
    for question in made:
        try:
            assert never_shown(made, question) is (question.code not in asked)
        except TooEntangled:
            pytest.fail("four questions are never too entangled")
