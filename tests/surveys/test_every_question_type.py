"""Every question type, on a sample questionnaire of its own: what is stored, what is refused."""

import math
from datetime import UTC, date, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.definitions import NA, UNANSWERED_TYPES
from surveys.documents import canonical_json, from_document, to_document
from surveys.error_codes import ANSWER_ENGLISH, AnswerCode
from surveys.errors import InvalidAnswer, InvalidAnswers
from surveys.loading import load_document, load_json
from surveys.question_types import QUESTION_TYPES, type_of
from surveys.validation import check_answer, check_answers
from tests.surveys.building import SAMPLES, sample

# What is sent -> what is stored. Forms send strings or lists of strings, JSON sends any value,
# spreadsheets write "4.0" for 4.
STORED = {
    "rating5": [("4", 4), (["4"], 4), (4, 4), (4.0, 4), ("4.0", 4), (" 5 ", 5), ("na", NA)],
    "yes_no": [("yes", "yes"), (["no"], "no"), (True, "yes"), (False, "no"), ("NA", NA)],
    "single_choice": [("3", "3"), (3, "3"), (["1"], "1"), (["na"], NA), (["", "2"], "2")],
    "several_choices": [
        ("waiting", ["waiting"]),
        (["fees", "forms"], ["forms", "fees"]),
        (["fees", "fees", ""], ["fees"]),
        (["none"], ["none"]),
        (["na"], NA),
    ],
    "number": [("1,5", 1.5), ("1.5", 1.5), ("0", 0.0), (24, 24.0), (0.1, 0.1), ("+2", 2.0)],
    "share_100": [
        ("85", 85),
        ("85%", 85),
        ("85 %", 85),
        (0, 0),
        (100.0, 100),
        ("90.0", 90),
        ("na", NA),
    ],
    "short_text": [
        (" Xã  Tam\nĐảo ", "Xã Tam Đảo"),
        ("Ta\u0302y Ho\u0302\u0300", "Tây Hồ"),
        (2024, "2024"),
        ("na", "na"),
        ("a\x00b\u202ec\ud800", "abc"),
    ],
    "long_text": [("Một\r\nhai\rba ", "Một\nhai\nba"), (["ok"], "ok"), ("=1+1", "=1+1")],
    "ranking": [
        (["fees", "waiting"], ["fees", "waiting"]),
        (["", "forms", "", "fees"], ["forms", "fees"]),
        ("attitude", ["attitude"]),
        (["na"], NA),
    ],
    "date": [
        ("2025-04-12", "2025-04-12"),
        (["12/4/2025"], "2025-04-12"),
        ("12-04-2025", "2025-04-12"),
        ("12.4.2025", "2025-04-12"),
        ("12042025", "2025-04-12"),
        (date(2025, 4, 12), "2025-04-12"),
        (datetime(2025, 4, 12, tzinfo=UTC), "2025-04-12"),
        ("na", NA),
    ],
}
REFUSED = {
    "rating5": [
        ("0", AnswerCode.NOT_AN_OPTION),
        ("6", AnswerCode.NOT_AN_OPTION),
        ("4.5", AnswerCode.NOT_AN_OPTION),
        (True, AnswerCode.NOT_AN_OPTION),
        (math.nan, AnswerCode.NOT_AN_OPTION),
        ("\uff15", AnswerCode.NOT_AN_OPTION),
        ({"4": 4}, AnswerCode.NOT_AN_OPTION),
        (["4", "5"], AnswerCode.ONE_ANSWER_ONLY),
        (["na", "5"], AnswerCode.NA_WITH_ANSWER),
    ],
    "yes_no": [("maybe", AnswerCode.NOT_AN_OPTION), (1, AnswerCode.NOT_AN_OPTION)],
    "single_choice": [
        ("5", AnswerCode.NOT_AN_OPTION),
        (10**40, AnswerCode.NOT_AN_OPTION),
        (["1", "2"], AnswerCode.ONE_ANSWER_ONLY),
    ],
    "several_choices": [
        (["forms", "other"], AnswerCode.NOT_AN_OPTION),
        (["forms", "waiting", "fees"], AnswerCode.TOO_MANY_CHOICES),
        (["none", "fees"], AnswerCode.EXCLUSIVE_WITH_OTHERS),
        (["na", "fees"], AnswerCode.NA_WITH_ANSWER),
    ],
    "number": [
        ("a few", AnswerCode.NOT_A_NUMBER),
        (True, AnswerCode.NOT_A_NUMBER),
        ("1e3", AnswerCode.NOT_A_NUMBER),
        (math.inf, AnswerCode.NOT_A_NUMBER),
        ("1.000,5", AnswerCode.NOT_A_NUMBER),
        (10**40, AnswerCode.NOT_A_NUMBER),
        ("1.25", AnswerCode.TOO_MANY_DECIMALS),
        ("-0.5", AnswerCode.TOO_SMALL),
        ("24.1", AnswerCode.TOO_LARGE),
        (["1", "2"], AnswerCode.ONE_ANSWER_ONLY),
    ],
    "share_100": [
        ("101", AnswerCode.TOO_LARGE),
        (-1, AnswerCode.TOO_SMALL),
        ("85.5", AnswerCode.NOT_WHOLE_NUMBER),
        ("1.000", AnswerCode.NOT_WHOLE_NUMBER),
        ("%", AnswerCode.NOT_A_NUMBER),
    ],
    "short_text": [
        ("x" * 21, AnswerCode.TEXT_TOO_LONG),
        ({"a": 1}, AnswerCode.NOT_TEXT),
        (True, AnswerCode.NOT_TEXT),
    ],
    "long_text": [("x" * 2001, AnswerCode.TEXT_TOO_LONG), (["a", "b"], AnswerCode.ONE_ANSWER_ONLY)],
    "ranking": [
        (["fees", "fees"], AnswerCode.RANKED_TWICE),
        (["fees", "other"], AnswerCode.NOT_AN_OPTION),
        (["fees", "forms", "waiting", "attitude"], AnswerCode.TOO_MANY_CHOICES),
        (["na", "fees"], AnswerCode.NA_WITH_ANSWER),
    ],
    "date": [
        ("30/2/2025", AnswerCode.NOT_A_DATE),
        ("2025-4-1", AnswerCode.NOT_A_DATE),
        ("1/2.2025", AnswerCode.NOT_A_DATE),
        ("12/4/25", AnswerCode.NOT_A_DATE),
        (45000, AnswerCode.NOT_A_DATE),
        ("31/12/2019", AnswerCode.DATE_TOO_EARLY),
        ("2030-01-01", AnswerCode.DATE_TOO_LATE),
        (["12/4/2025", "na"], AnswerCode.NA_WITH_ANSWER),
    ],
}
ANSWERED = [name for name, kind in QUESTION_TYPES.items() if kind.has_answer]
BLANK = [None, "", "  ", [], [""], ["", None], (), "\u00a0"]

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@cache
def the_question(name):
    return load_document(sample(name)).questions["item"]


def cases(table):
    return [(name, raw, wanted) for name, rows in table.items() for raw, wanted in rows]


def test_every_type_has_a_sample_and_cases():
    assert sorted(path.stem for path in SAMPLES.glob("*.json")) == sorted(QUESTION_TYPES)
    assert set(STORED) == set(REFUSED) == set(ANSWERED)
    assert set(QUESTION_TYPES) - set(ANSWERED) == UNANSWERED_TYPES
    for name, question_type in QUESTION_TYPES.items():
        assert question_type.name == name


@pytest.mark.parametrize("name", QUESTION_TYPES)
def test_its_sample_is_lossless(name):
    loaded = load_document(sample(name))
    assert to_document(loaded) == sample(name)
    assert from_document(to_document(loaded)) == loaded
    assert load_json(canonical_json(loaded)) == loaded


@pytest.mark.parametrize(("name", "raw", "stored"), cases(STORED))
def test_it_stores(name, raw, stored):
    value = check_answer(the_question(name), raw)
    assert value == stored
    assert type(value) is type(stored)


@pytest.mark.parametrize(("name", "raw", "code"), cases(REFUSED))
def test_it_refuses_with_a_code(name, raw, code):
    with pytest.raises(InvalidAnswer) as caught:
        check_answer(the_question(name), raw)
    assert caught.value.error.code is code


def test_every_answer_code_is_earned_by_a_test():
    here = {code for _name, _raw, code in cases(REFUSED)}
    below = {AnswerCode.REQUIRED, AnswerCode.NA_NOT_ALLOWED}
    # test_validation
    of_a_submission = {
        AnswerCode.NOTHING_ANSWERED,
        AnswerCode.UNKNOWN_ITEM,
        AnswerCode.NA_NOT_NOW,
    }
    assert here | below | of_a_submission == set(AnswerCode) == set(ANSWER_ENGLISH)


@pytest.mark.parametrize("name", ANSWERED)
def test_a_blank_value_is_a_skipped_question(name):
    question_type, question = QUESTION_TYPES[name], the_question(name)
    for blank in BLANK:
        assert question_type.answer(question, blank) is None


@pytest.mark.parametrize("name", ANSWERED)
def test_a_required_question_must_be_answered(name):
    document = sample(name)
    document["sections"][0]["questions"][0]["required"] = True
    with pytest.raises(InvalidAnswer) as caught:
        check_answer(load_document(document).questions["item"], "")
    assert caught.value.error.code is AnswerCode.REQUIRED


@pytest.mark.parametrize("name", ANSWERED)
def test_na_is_refused_where_it_is_not_offered(name):
    document = sample(name)
    document["sections"][0]["questions"][0].pop("na_allowed", None)
    question = load_document(document).questions["item"]
    if type_of(question).is_text:
        assert check_answer(question, "na") == "na"
        return
    with pytest.raises(InvalidAnswer) as caught:
        check_answer(question, "na")
    assert caught.value.error.code is AnswerCode.NA_NOT_ALLOWED


@pytest.mark.parametrize("name", ANSWERED)
@settings(max_examples=30)
@given(raw=ANYTHING)
def test_whatever_is_sent_is_stored_skipped_or_refused(name, raw):
    """And what was stored is accepted again as itself, so that an export can be imported."""
    question = the_question(name)
    try:
        stored = check_answer(question, raw)
    except InvalidAnswer as refused:
        str(refused).encode()  # a page or a log can show it
        return
    assert check_answer(question, stored) == stored


@pytest.mark.parametrize("name", ANSWERED)
def test_it_takes_time_to_answer(name):
    question = the_question(name)
    assert 0 < type_of(question).seconds(question) <= 30


@pytest.mark.parametrize("name", QUESTION_TYPES)
def test_only_free_text_is_kept_apart(name):
    assert QUESTION_TYPES[name].is_text is name.endswith("_text")


@pytest.mark.parametrize("name", ANSWERED)
def test_every_option_can_be_chosen_and_is_a_possible_value(name):
    question = the_question(name)
    stored = [check_answer(question, code) for code, _label in question.choices("vi")]
    flat = [value[0] if isinstance(value, list) else value for value in stored]
    assert flat == list(type_of(question).possible_values(question))


@pytest.mark.parametrize("name", sorted(UNANSWERED_TYPES))
def test_what_asks_nothing_stores_nothing(name):
    loaded = load_document(sample(name))
    assert "item" not in loaded.questions
    assert next(question.code for question in loaded.on_page()) == "item"
    with pytest.raises(InvalidAnswers) as caught:
        check_answers(loaded, {"item": "4"}, refuse_unknown=True)
    assert caught.value.errors["item"].code is AnswerCode.UNKNOWN_ITEM


def test_rows_of_a_matrix_are_items_like_any_other():
    loaded = load_document(sample("matrix5"))
    assert list(loaded.questions) == ["polite", "clear"]
    answers = check_answers(loaded, {"polite": "na", "clear": "5"})
    assert answers.values == {"polite": NA, "clear": 5}
