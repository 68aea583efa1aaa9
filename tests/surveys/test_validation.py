"""What counts as an answer, on a questionnaire that is shipped."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.catalogue import load_catalogue_questionnaire
from surveys.error_codes import AnswerCode
from surveys.errors import InvalidAnswers
from surveys.validation import check_answers


@pytest.fixture(scope="module")
def short():
    return load_catalogue_questionnaire("one_stop_short")


def refused(questionnaire, raw, **options):
    with pytest.raises(InvalidAnswers) as caught:
        check_answers(questionnaire, raw, **options)
    return caught.value


def test_a_web_form_becomes_scores_texts_na_and_skipped_items(short):
    raw = {"overall": ["4"], "time": ["na"], "attitude": "", "comment": " Tốt\r\nlắm ", "key": "x"}
    answers = check_answers(short, raw)
    assert answers.values == {"overall": 4, "time": "na"}
    assert answers.texts == {"comment": "Tốt\nlắm"}
    assert answers.not_applicable == ("time",)
    assert "attitude" in answers.skipped
    assert "guidance" in answers.skipped
    assert "overall" not in answers.skipped
    assert answers.hidden == ()


def test_an_empty_submission_is_an_error_of_its_own(short):
    for raw in ({}, {"overall": "", "comment": "  "}, {"time": [], "key": "x"}):
        error = refused(short, raw)
        assert error.form_error.code is AnswerCode.NOTHING_ANSWERED
        assert error.errors["overall"].code is AnswerCode.REQUIRED


def test_a_missing_required_answer_is_named_and_the_others_are_not(short):
    error = refused(short, {"time": "5"})
    assert {item: e.code for item, e in error.errors.items()} == {"overall": AnswerCode.REQUIRED}
    assert error.form_error is None


def test_every_wrong_answer_is_named_at_once(short):
    error = refused(short, {"overall": "na", "time": "6", "attitude": ["1", "2"]})
    assert {item: e.code for item, e in error.errors.items()} == {
        "overall": AnswerCode.NA_NOT_ALLOWED,
        "time": AnswerCode.NOT_AN_OPTION,
        "attitude": AnswerCode.ONE_ANSWER_ONLY,
    }


def test_unknown_items_are_ignored_on_the_web_and_refused_in_a_file(short):
    raw = {"overall": 5, "overal": 5}
    assert check_answers(short, raw).values == {"overall": 5}
    error = refused(short, raw, refuse_unknown=True)
    assert {item: e.code for item, e in error.errors.items()} == {"overal": AnswerCode.UNKNOWN_ITEM}


def test_a_comment_alone_answers_nothing_that_is_required(short):
    error = refused(short, {"comment": "na"})
    assert set(error.errors) == {"overall"}
    assert error.form_error is None


def test_the_word_na_as_a_comment_is_a_comment(short):
    answers = check_answers(short, {"overall": 3, "comment": "na"})
    assert answers.texts == {"comment": "na"}
    assert answers.not_applicable == ()


VALUES = st.recursive(
    st.sampled_from(["", "na", "1", "5", "6", "yes", "no", "refused", 1, 4, 5.0, None, True, "85"])
    | st.text(max_size=5)
    | st.integers(-10, 200)
    | st.floats(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=3,
)


@settings(max_examples=60)
@given(st.data())
def test_random_answers_are_accepted_whole_or_refused(data):
    code = data.draw(st.sampled_from(["one_stop_long", "outpatient", "inpatient"]))
    questionnaire = load_catalogue_questionnaire(code)
    raw = data.draw(st.dictionaries(st.sampled_from(list(questionnaire.questions)), VALUES))
    raw |= data.draw(st.sampled_from([{}, {"overall": 4}]))
    try:
        answers = check_answers(questionnaire, raw)
    except InvalidAnswers:
        return
    stored = {**answers.values, **answers.texts}
    groups = [set(stored), set(answers.skipped), set(answers.hidden)]
    assert set.union(*groups) == set(questionnaire.questions)
    assert sum(map(len, groups)) == len(questionnaire.questions)
    assert set(answers.not_applicable) <= set(answers.values)
    assert check_answers(questionnaire, stored, refuse_unknown=True) == answers
    json.dumps(stored, allow_nan=False).encode()


def test_one_submission_is_checked_fast():
    """One POST may cost a millisecond here, not more; a hundred give room for a busy machine."""
    questionnaire = load_catalogue_questionnaire("one_stop_long")
    raw = {q.code: "4" for q in questionnaire if q.satisfied} | {"comment": "Tốt"}
    started = time.process_time()
    for _ in range(100):
        check_answers(questionnaire, raw)
    assert time.process_time() - started < 1.0
