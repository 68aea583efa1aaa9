"""From keys to raw answers: every box of every shipped questionnaire, blanks, and slips."""

from pathlib import Path

import pytest

from app.services.paper.keys import na_key, option_keys
from app.services.paper.reading import (
    BLANK_KEY,
    KeyMistake,
    NoSuchBox,
    read_keys,
    read_sheet,
    written_keys,
)
from surveys.catalogue import list_catalogue, load_catalogue_questionnaire
from surveys.definitions import NA
from surveys.loading import load_file
from surveys.question_types import QUESTION_TYPES, type_of

SAMPLES = Path(__file__).parents[2] / "surveys" / "questionnaires"
CODES = [entry.code for entry in list_catalogue()]
SHORT = load_catalogue_questionnaire("one_stop_short")
REFUSAL = load_catalogue_questionnaire("refusal_or_completion")


@pytest.mark.parametrize("code", CODES)
def test_every_box_is_read_as_the_answer_it_stands_for(code: str) -> None:
    for question in load_catalogue_questionnaire(code):
        kind = type_of(question)
        for each in option_keys(question):
            stored = kind.answer(question, read_keys(question, each.key))
            assert stored in ([each.code], each.code, int(each.key))
            assert written_keys(question, stored) == each.key
        if question.na_allowed:
            assert kind.answer(question, read_keys(question, na_key(question))) == NA
            assert written_keys(question, NA) == na_key(question)


@pytest.mark.parametrize("name", QUESTION_TYPES)
def test_a_blank_is_no_answer_to_any_type(name: str) -> None:
    for question in load_file(SAMPLES / f"{name}.json"):
        blank = BLANK_KEY if type_of(question).has_options else ""
        assert type_of(question).answer(question, read_keys(question, blank)) is None
        assert written_keys(question, None) == blank


def test_a_question_that_was_not_typed_is_told_from_one_left_blank() -> None:
    typed = {question.code: "4" for question in SHORT} | {"time": "0", "attitude": " "}
    read = read_sheet(SHORT, typed)
    assert read.mistakes == {"attitude": KeyMistake.NOT_TYPED}
    assert read.raw["time"] is None


@pytest.mark.parametrize("text", ["6", "8", "44", "x", "-", "９"])
def test_a_key_without_a_box_is_a_mistake(text: str) -> None:
    read = read_sheet(SHORT, {question.code: "4" for question in SHORT} | {"time": text})
    assert read.mistakes == {"time": KeyMistake.NO_SUCH_BOX}


def test_nine_is_no_answer_where_the_sheet_has_no_such_box() -> None:
    read = read_sheet(SHORT, {question.code: "9" for question in SHORT})
    assert read.mistakes == {"overall": KeyMistake.NO_SUCH_BOX}
    assert read.raw["time"] == NA


def test_what_routing_does_not_ask_need_not_be_typed() -> None:
    typed = {question.code: "1" for question in REFUSAL} | {
        "outcome_slip": "2",
        "missing_papers": "",
        "all_at_once": "",
        "times_asked": "",
    }
    assert read_sheet(REFUSAL, typed).mistakes == {}
    asked = read_sheet(REFUSAL, typed | {"outcome_slip": "1"}).mistakes
    assert set(asked) == {"missing_papers", "all_at_once"}


def test_several_boxes_are_typed_together_or_apart() -> None:
    wishes = load_catalogue_questionnaire("general_public").questions["wishes"]
    assert read_keys(wishes, "135") == ["competence", "openness", "online"]
    assert read_keys(wishes, "1, 3 5") == ["competence", "openness", "online"]
    for text in ("18", ",", ""):
        with pytest.raises(NoSuchBox):
            read_keys(wishes, text)


def test_a_number_of_nine_is_a_number_and_a_dash_is_not_applicable() -> None:
    expectation = load_catalogue_questionnaire("outpatient").questions["expectation"]
    assert read_keys(expectation, "9") == "9"
    assert read_keys(expectation, "-") == NA
    assert read_keys(expectation, "") is None
