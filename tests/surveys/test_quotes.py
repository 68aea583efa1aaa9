"""Earlier answers in later texts: in words, with a fallback, never read twice."""

import pytest

from surveys.answer_words import answer_words, quotable_words
from surveys.quotes import Quote, fill, quotes
from surveys.validation import check_answers
from tests.surveys.building import ask, choice, questionnaire, rating


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Về {service}?", [Quote("service", "…")]),
        ("Về {service|dịch vụ này}?", [Quote("service", "dịch vụ này")]),
        ("{a}{b|x}", [Quote("a", "…"), Quote("b", "x")]),
        ("{A} {} { a } {a|} {a|b|c} {{} a}", []),
        ("{{a}}", [Quote("a", "…")]),
    ],
)
def test_only_an_item_code_in_braces_is_a_quote(text, found):
    assert quotes(text) == found


def test_a_text_is_filled_with_answers_or_fallbacks():
    text = "Về {service|dịch vụ này} ngày {day}"
    assert fill(text, {"service": "khai sinh"}) == "Về khai sinh ngày …"
    assert fill(text, {"service": "", "day": "{service}"}) == "Về dịch vụ này ngày {service}"


def made():
    return questionnaire(
        choice("pick", options="ab"),
        choice("many", options="abc", type="several_choices"),
        ask("days", "number", decimals=1),
        ask("day", "date"),
        ask("place", "short_text"),
        ask("note", "long_text"),
        rating("last", na_allowed=True, text={"vi": "Về {place|nơi này}, {pick}?"}),
    )


def test_every_quotable_answer_has_words():
    sent = {"pick": "a", "many": ["c", "a"], "days": "2,5", "day": "3/4/2025", "last": "na"}
    answers = check_answers(made(), {**sent, "place": "Tây <Hồ>", "note": "dài"})
    words = quotable_words(made(), {**answers.values, **answers.texts}, "vi")
    assert words == {
        "pick": "a",
        "many": "a, c",
        "days": "2,5",
        "day": "03/04/2025",
        "place": "Tây <Hồ>",
        "last": "",
    }
    assert answer_words(made().questions["days"], 2.5, "en") == "2.5"
    assert answer_words(made().questions["last"], 5, "en") == "Words"


def test_a_question_reads_well_without_the_answers():
    question = made().questions["last"]
    assert question.text("vi") == "Về nơi này, …?"
    assert question.text("vi", {"place": "Tây Hồ", "pick": "a"}) == "Về Tây Hồ, a?"
