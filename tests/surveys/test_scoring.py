"""What feeds an index: items, satisfied codes, numbers, and nothing of "na" or skipped."""

import pytest

from surveys.catalogue import load_catalogue_questionnaire
from surveys.definitions import Formula
from surveys.errors import UnknownFormula
from surveys.formulas import FORMULAS, feeding_questions
from surveys.scoring import (
    all_formula_items,
    formula_items,
    numeric_score,
    numeric_scores,
    satisfied_answer,
    satisfied_answers,
)
from tests.surveys.building import WORDS, ask, choice, questionnaire, rating, yes_no

FACTORS = [{"code": code, "title": WORDS} for code in ("staff", "place")]


def scored_choice(code, scores, **keys):
    made = choice(code, options="abcd"[: len(scores)], **keys)
    for option, score in zip(made["options"], scores, strict=True):
        option["score"] = score
    return made


@pytest.fixture(scope="module")
def mixed():
    """An instrument with every kind of item that feeds an index, and some that do not."""
    return questionnaire(
        rating("overall", role="overall", required=True),
        rating("kind", factor="staff", na_allowed=True),
        rating("rude", factor="staff", reversed=True, satisfied=[1, 2]),
        scored_choice("clean", [0, 1, 2], factor="place", satisfied=["c"]),
        yes_no("told", factor="place", satisfied=["yes"]),
        scored_choice("back", [1, 2, 3, 4], satisfied=["c", "d"]),
        ask("share", "share_100"),
        choice("sex", role="attribute"),
        ask("note", "long_text", role="comment"),
        factors=FACTORS,
        formulas=[{"id": formula} for formula in FORMULAS],
    )


@pytest.mark.parametrize(
    ("formula", "factor", "codes"),
    [
        ("people_top2", None, ("overall",)),
        ("mean_100", None, ("overall",)),
        ("items_top2", None, ("kind", "rude", "clean", "told")),
        ("all_items_top2", None, ("kind", "rude", "clean", "told")),
        ("mean_5", None, ("kind", "rude")),
        ("factor_items_top2", "staff", ("kind", "rude")),
        ("factor_items_top2", "place", ("clean", "told")),
        ("factor_all_items_top2", "place", ("clean", "told")),
        ("factor_mean_100", "place", ("clean",)),
        ("factor_mean_5", "staff", ("kind", "rude")),
    ],
)
def test_the_items_of_every_formula(mixed, formula, factor, codes):
    fed = formula_items(mixed, formula, factor=factor)
    assert fed.codes == codes
    assert fed.factor == factor
    assert fed.counts == FORMULAS[formula].counts


def test_every_formula_is_tried_above(mixed):
    listed = [(fed.formula, fed.factor) for fed in all_formula_items(mixed)]
    assert {formula for formula, _factor in listed} == set(FORMULAS)
    assert ("factor_mean_5", "place") not in listed
    assert len(listed) == len(set(listed)) == 12


def test_items_carry_their_own_satisfied_codes_and_scale_ends(mixed):
    rude = formula_items(mixed, "items_top2").items[1]
    assert (rude.satisfied, rude.low, rude.high, rude.reversed) == ((1, 2), 1, 5, True)
    clean = formula_items(mixed, "factor_items_top2", factor="place").items[0]
    assert (clean.satisfied, clean.low, clean.high) == (("c",), 0, 2)
    told = formula_items(mixed, "factor_items_top2", factor="place").items[1]
    assert (told.satisfied, told.low, told.high) == (("yes",), None, None)


@pytest.mark.parametrize(
    ("formula", "factor"),
    [
        ("nps", None),
        ("people_top2", "staff"),
        ("factor_items_top2", None),
        ("factor_items_top2", "nowhere"),
        ("factor_mean_5", "place"),
    ],
)
def test_what_a_version_does_not_support_is_refused(mixed, formula, factor):
    with pytest.raises(UnknownFormula):
        formula_items(mixed, formula, factor=factor)
    with pytest.raises(UnknownFormula):
        formula_items(questionnaire(rating("a")), "items_top2")


def test_named_items_take_the_place_of_the_default():
    made = questionnaire(
        rating("a", factor="staff"),
        rating("b"),
        rating("c"),
        factors=FACTORS[:1],
        formulas=[{"id": "items_top2", "items": ["c", "b"]}, {"id": "people_top2", "items": ["b"]}],
    )
    assert formula_items(made, "items_top2").codes == ("b", "c")
    assert formula_items(made, "people_top2").codes == ("b",)
    assert [q.code for q in feeding_questions(made, Formula("mean_5"))] == ["a"]


@pytest.mark.parametrize(
    ("item", "stored", "satisfied", "number"),
    [
        ("overall", 5, True, 5),
        ("overall", 3, False, 3),
        ("rude", 2, True, 4),
        ("rude", 5, False, 1),
        ("kind", "na", None, None),
        ("kind", None, None, None),
        ("clean", "c", True, 2),
        ("clean", "a", False, 0),
        ("told", "yes", True, None),
        ("told", "no", False, None),
        ("back", "b", False, 2),
        ("share", 85, None, 85),
        ("share", "na", None, None),
        ("sex", "a", None, None),
        ("note", "Tốt", None, None),
    ],
)
def test_one_stored_answer(mixed, item, stored, satisfied, number):
    question = mixed.questions[item]
    assert satisfied_answer(question, stored) is satisfied
    assert numeric_score(question, stored) == number


def test_a_whole_response_as_plain_numbers(mixed):
    stored = {"overall": 4, "kind": "na", "rude": 1, "clean": "b", "back": "d", "share": 70.5}
    assert numeric_scores(mixed, stored) == {
        "overall": 4,
        "kind": None,
        "rude": 5,
        "clean": 1,
        "back": 4,
        "share": 70.5,
    }
    assert satisfied_answers(mixed, stored) == {
        "overall": True,
        "kind": None,
        "rude": True,
        "clean": False,
        "told": None,
        "back": True,
    }


def test_the_last_two_answers_mean_coming_back_in_both_hospital_forms():
    """4 and 5 of five for inpatients, 3 and 4 of four for outpatients: one code, two meanings."""
    inpatient = load_catalogue_questionnaire("inpatient").questions["would_return"]
    outpatient = load_catalogue_questionnaire("outpatient").questions["would_return"]
    assert satisfied_answer(inpatient, "3") is False
    assert satisfied_answer(outpatient, "3") is True
