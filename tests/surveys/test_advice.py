"""Texts written to be hard, and texts that are fine although they hold the same words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.advice import Advice, AdviceCode, advise, advise_draft
from surveys.catalogue import list_catalogue, load_catalogue_questionnaire
from tests.surveys.building import ask, document, matrix, questionnaire, rating, yes_no
from tests.surveys.damage import SAMPLES, damaged

GOOD = "Ông/Bà hài lòng hay không hài lòng về thời gian chờ?"


def codes(vietnamese, english=None, make=rating):
    text = {"vi": vietnamese} | ({"en": english} if english else {})
    return {advice.code.value for advice in advise(questionnaire(make("a", text=text)))}


@pytest.mark.parametrize(
    ("vietnamese", "expected"),
    [
        (GOOD, set()),
        ("Chỗ ngồi chờ", set()),
        (" ".join(["chờ"] * 39), {"long_sentence"}),
        (". ".join(["Xin chờ ở đây"] * 12), set()),
        ("Cán bộ có lịch sự và thành thạo không?", {"double_question"}),
        ("Phòng chờ sạch không? Có đủ ghế không?", {"double_question"}),
        ("Chắc hẳn thời gian chờ là hợp lý?", {"leading_words"}),
        ("Ông/Bà có đồng ý rằng cán bộ lịch sự không?", {"leading_words"}),
        ("Ông/Bà hài lòng về phòng chờ?", {"one_sided"}),
        ("Ông/Bà hài lòng về phòng chờ ở mức nào?", set()),
        ("Không gian phòng chờ", set()),
        ("Cán bộ có giải thích rõ không?", set()),
        ("Hồ sơ đã được trả chưa?", set()),
        ("Cán bộ không gây phiền hà", {"negation"}),
        ("Cán bộ không bao giờ chưa chào", {"double_negation"}),
    ],
)
def test_vietnamese(vietnamese, expected):
    assert codes(vietnamese) == expected


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("How satisfied or dissatisfied are you with the waiting time?", set()),
        ("How satisfied are you with the waiting time?", {"one_sided"}),
        ("Were staff polite and helpful?", {"double_question"}),
        ("Do you agree that staff are polite?", {"leading_words"}),
        ("Staff did not keep me waiting", {"negation"}),
        ("It isn't true that nobody helped", {"double_negation"}),
        ("Whether or not you waited: how long?", set()),
    ],
)
def test_english(english, expected):
    assert codes(GOOD, english) == expected


def test_only_a_rated_question_is_double_when_it_joins_two_things():
    assert codes("Ông/Bà nộp giấy và ảnh?", make=lambda c, **k: ask(c, "long_text", **k)) == set()


def test_a_statement_may_deny_and_a_row_needs_no_other_side():
    made = questionnaire(
        rating("x", text={"vi": GOOD}),
        ask("s", "statement", text={"vi": "Phiếu này không hỏi tên."}),
        *matrix("m", "one", "two"),
    )
    assert advise(made) == []


def test_advice_names_its_place_and_the_words():
    made = questionnaire(rating("x", text={"vi": GOOD}), rating("a", text={"vi": "Chắc hẳn tốt"}))
    assert advise(made) == [
        Advice("sections[0].questions[1].text.vi", AdviceCode.LEADING_WORDS, {"words": "Chắc hẳn"})
    ]


def test_quotes_need_a_fallback_a_later_page_and_every_language():
    text = {"vi": "Về {a}?", "en": "About it?"}
    made = document(yes_no("a", text={"vi": "Có chờ không?"}), yes_no("b", text=text))
    assert [(advice.path[-7:], advice.code.value) for advice in advise_draft(made)] == [
        ("text.en", "quotes_differ"),
        ("text.vi", "quote_without_fallback"),
        ("text.vi", "quote_same_section"),
    ]


@pytest.mark.parametrize("code", [entry.code for entry in list_catalogue()])
def test_the_catalogue_pushes_nobody(code):
    found = {(advice.code, advice.path) for advice in advise(load_catalogue_questionnaire(code))}
    graver = {AdviceCode.LEADING_WORDS, AdviceCode.DOUBLE_NEGATION}
    assert not [each for each in found if each[0] in graver]


@settings(max_examples=60)
@given(st.data())
def test_a_draft_of_any_shape_is_advised_on(data):
    for advice in advise_draft(damaged(data, data.draw(st.sampled_from(SAMPLES)))):
        assert isinstance(advice.code, AdviceCode)


def test_every_code_is_earned():
    here = {code for test in (test_vietnamese, test_english) for code in cases(test)}
    quotes = {"quotes_differ", "quote_without_fallback", "quote_same_section"}
    assert here | quotes == {code.value for code in AdviceCode}


def cases(test):
    rows = test.pytestmark[0].args[1]
    return {code for _text, expected in rows for code in expected}
