"""The time a questionnaire states: slower for more, never less than a slow reader needs."""

from surveys.answering_time import answering_minutes, answering_seconds, reading_seconds
from tests.surveys.building import ask, questionnaire, rating, yes_no


def test_vietnamese_is_read_by_the_syllable_and_english_by_the_word():
    assert reading_seconds("hài lòng " * 145, "vi") == 60
    assert reading_seconds("word " * 155, "en") == 60
    assert reading_seconds("", "vi") == 0


def test_every_question_adds_its_reading_and_its_answer():
    one = questionnaire(rating("a"))
    two = questionnaire(rating("a"), rating("b", text={"vi": "sáu âm tiết trong câu này"}))
    added = answering_seconds(two, "vi") - answering_seconds(one, "vi")
    assert abs(added - (3.0 + 60 * 6 / 290)) < 1e-9


def test_a_scale_is_read_once_and_own_options_each_time():
    plain = answering_seconds(questionnaire(rating("a")), "vi")
    second = answering_seconds(questionnaire(rating("a"), rating("b")), "vi") - plain
    own = answering_seconds(questionnaire(rating("a"), yes_no("b")), "vi") - plain
    assert abs(second - (3.0 + 60 * 2 / 290)) < 1e-9
    assert abs(own - (2.5 + 60 * 4 / 290)) < 1e-9


def test_an_optional_comment_is_passed_over_and_a_required_one_is_written():
    optional = questionnaire(ask("a", "long_text"))
    required = questionnaire(ask("a", "long_text", required=True))
    written = answering_seconds(required, "vi") - answering_seconds(optional, "vi")
    assert abs(written - 28) < 1e-9


def test_the_minutes_stated_hold_for_the_slowest_language():
    words = {"vi": "ngắn", "en": "long " * 390}
    made = questionnaire(rating("a", text=words))
    assert answering_seconds(made, "vi") < 60
    assert answering_minutes(made) == 3
    for minutes in (1, 2, 3):
        syllables = {"vi": "a " * 290 * minutes}
        stated = answering_minutes(questionnaire(rating("a", text=syllables)))
        assert minutes <= stated <= minutes + 1
