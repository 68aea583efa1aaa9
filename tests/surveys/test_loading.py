"""Every mistake of a document is told at once, with its place; nothing else ever comes out."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.definitions import Questionnaire
from surveys.documents import canonical_json, from_document, to_document
from surveys.error_codes import MISTAKE_ENGLISH, MistakeCode
from surveys.errors import InvalidQuestionnaire
from surveys.loading import load_document, load_json
from tests.surveys.building import SCALE, ask, choice, document, rating, yes_no
from tests.surveys.damage import JSON, KEYS, SAMPLES, VALUES, damaged
from tests.surveys.definition_mistakes import ROWS


def mistakes(content):
    load = load_json if isinstance(content, bytes) else load_document
    with pytest.raises(InvalidQuestionnaire) as caught:
        load(content)
    return [(mistake.path, mistake.code) for mistake in caught.value.mistakes]


def entangled():
    """Twelve questions that each wait for any of the eleven others before them, and never can."""
    made = [choice("start", options="ab", required=True)]
    never = {"item": "start", "answered": False}
    for number in range(12):
        rules = [{"item": question["code"], "answered": True} for question in made[1:]] or [never]
        made.append(choice(f"q{number}", shown_if={"any": [*rules, never]}))
    return document(*made)


@pytest.mark.parametrize(("content", "path", "code"), ROWS)
def test_a_mistake_is_named_with_its_place_and_alone(content, path, code):
    assert mistakes(content) == [(path, MistakeCode(code))]


def test_a_question_that_allows_na_needs_the_words_for_it():
    silent = document(rating("a", na_allowed=True))
    del silent["na_text"]
    assert mistakes(silent) == [("na_text", MistakeCode.NA_TEXT_MISSING)]


def test_rules_that_cannot_be_checked_are_refused():
    found = mistakes(entangled())
    assert MistakeCode.ROUTING_TOO_ENTANGLED in {code for _path, code in found}


def test_every_code_is_earned_by_a_test():
    elsewhere = {
        MistakeCode.NA_TEXT_MISSING,
        MistakeCode.ROUTING_TOO_ENTANGLED,
        MistakeCode.UNKNOWN_TEXT,  # test_catalogue
    }
    assert {MistakeCode(code) for _content, _path, code in ROWS} | elsewhere == set(MistakeCode)


def test_every_code_has_its_english_sentence():
    assert set(MISTAKE_ENGLISH) == set(MistakeCode)


@pytest.mark.parametrize(("content", "path", "code"), ROWS)
def test_the_parameters_fill_the_sentence(content, path, code):
    load = load_json if isinstance(content, bytes) else load_document
    with pytest.raises(InvalidQuestionnaire) as caught:
        load(content)
    assert "{" not in str(caught.value)
    assert path in str(caught.value)


def test_all_mistakes_of_a_document_come_at_once():
    broken = document(
        choice("a", options="xyzx"),
        rating("b", satisfied=[7]),
        ask("c", "poem", text={"en": "No Vietnamese"}),
        yes_no("d", shown_if={"item": "z", "is": 1}),
        schema_version=9,
        minuets=1,
    )
    del broken["title"]
    found = dict(mistakes(broken))
    assert set(found) == {
        "",
        "title",
        "schema_version",
        "sections[0].questions[0].options[3].code",
        "sections[0].questions[1].satisfied[0]",
        "sections[0].questions[2].type",
        "sections[0].questions[2].text",
        "sections[0].questions[3].shown_if.item",
    }


def test_a_broken_scale_is_told_once_however_many_questions_use_it():
    scale = {**SCALE, "options": SCALE["options"][:4]}
    found = mistakes(document(rating("a"), rating("b"), rating("c"), scales=[scale]))
    assert found == [("scales[0].options", MistakeCode.OPTION_CODES_MUST_BE)]


def load_or_refuse(content):
    """Load; whatever is refused has mistakes that can be said, whatever is accepted is whole."""
    try:
        loaded = load_document(content)
    except InvalidQuestionnaire as refused:
        str(refused).encode()
        return None
    assert isinstance(loaded, Questionnaire)
    assert from_document(to_document(loaded)) == loaded
    assert json.loads(canonical_json(loaded)) == to_document(loaded)
    return loaded


@settings(max_examples=40)
@given(JSON | st.dictionaries(KEYS, JSON | VALUES))
def test_random_json_is_loaded_or_refused(content):
    load_or_refuse(content)


@settings(max_examples=40)
@given(st.binary(max_size=30) | JSON.map(lambda content: json.dumps(content).encode()))
def test_random_bytes_are_loaded_or_refused(content):
    with pytest.raises(InvalidQuestionnaire):
        load_json(content)


@settings(max_examples=50)
@given(st.data())
def test_a_good_document_with_random_changes_is_loaded_or_refused(data):
    load_or_refuse(damaged(data, data.draw(st.sampled_from(SAMPLES))))
