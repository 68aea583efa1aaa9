"""Questions that depend on others, without JavaScript: said in words, decided by the server."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Response
from app.respond.conditions import SELECTORS
from app.rule_words import SENTENCES
from surveys.routing import OPERATORS
from tests.app.respond.citizen import Data, new_code, options, overall, rating, send, words
from tests.pages import Visitor

PAID = {"code": "paid", "type": "yes_no", "text": words("Có nộp phí không?")}
YES_NO = [{"code": "yes", "text": words("Có")}, {"code": "no", "text": words("Không")}]


def paid() -> Data:
    """A question that others depend on."""
    return {**PAID, "options": YES_NO}


def stored() -> dict[str, object]:
    return db.session.scalars(select(Response)).one().answers


def test_the_condition_is_said_in_words(page: Visitor) -> None:
    code = new_code([overall(), paid(), rating("fee", shown_if={"item": "paid", "is": "yes"})])
    shown = page.get(f"/s/{code}")
    assert "Chỉ trả lời nếu câu 2 được trả lời là “Có”." in shown.text
    assert shown.one("fieldset", id="g_fee").get("aria-describedby") == "c_fee"
    assert 'form:has([name=q_paid]:checked:is([value="yes"])) #g_fee' in shown.one("style").text


def test_a_question_that_is_asked_is_stored_and_a_stray_value_is_not(page: Visitor) -> None:
    code = new_code([overall(), paid(), rating("fee", shown_if={"item": "paid", "is": "yes"})])
    send(page, code, {"overall": "4", "paid": "no", "fee": "1"})
    assert stored() == {"overall": 4, "paid": "no"}


@pytest.mark.parametrize(
    ("rule", "sentence", "css"),
    [
        ({"item": "paid", "is_not": "yes"}, "câu 2 được trả lời khác “Có”", ":not(:has("),
        (
            {"item": "overall", "at_least": 4},
            "câu 1 được trả lời từ “Hài lòng” trở lên",
            '[value="5"]',
        ),
        ({"item": "overall", "at_most": 2}, "từ “Không hài lòng” trở xuống", '[value="1"]'),
        ({"item": "overall", "above": 3}, "câu 1 được trả lời cao hơn “Bình thường”", ""),
        ({"item": "overall", "below": 3}, "câu 1 được trả lời thấp hơn “Bình thường”", ""),
        ({"item": "overall", "none_of": [1, 2]}, "khác “Rất không hài lòng” hoặc", ":not(:has("),
        (
            {
                "all": [
                    {"item": "paid", "is": "yes"},
                    {"any": [{"item": "overall", "is": 1}, {"item": "overall", "is": 2}]},
                ]
            },
            "“Có” và (câu 1 được trả lời là “Rất không hài lòng” hoặc câu 1",
            ":is(:has(",
        ),
        ({"item": "paid", "any_of": ["yes", "no"]}, "“Có” hoặc “Không”", '[value="no"]'),
        ({"item": "paid", "answered": True}, "Ông/Bà đã trả lời câu 2", ":has([name=q_paid]"),
        ({"item": "paid", "answered": False}, "Ông/Bà không trả lời câu 2", ":not(:has("),
        (
            {"all": [{"item": "paid", "is": "yes"}, {"item": "overall", "is": 5}]},
            "“Có” và câu 1 được trả lời là “Rất hài lòng”",
            "))",
        ),
        (
            {"any": [{"item": "paid", "is": "yes"}, {"item": "visits", "at_least": 3}]},
            "hoặc câu 3 được trả lời từ 3 trở lên",
            None,
        ),
    ],
)
def test_every_rule_has_words_and_css_where_it_can(
    page: Visitor, rule: Data, sentence: str, css: str | None
) -> None:
    visits = {"code": "visits", "type": "number", "text": words("Số lần đến"), "minimum": 0}
    code = new_code([overall(), paid(), visits, rating("fee", shown_if=rule)])
    shown = page.get(f"/s/{code}")
    condition = shown.one("p", id="c_fee").text
    assert sentence in condition
    style = shown.one("style").text
    assert ("#g_fee" in style) == (css is not None)
    assert css is None or css in style


def test_every_operator_is_said_and_seen() -> None:
    assert set(SENTENCES) == set(SELECTORS) == set(OPERATORS)


def test_an_answer_of_several_choices_opens_a_question(page: Visitor) -> None:
    several = {
        **{"code": "why", "type": "several_choices", "text": words("Vì sao?")},
        "options": options("slow", "far", "none", none={"exclusive": True}),
    }
    code = new_code([overall(), several, rating("speed", shown_if={"item": "why", "is": "slow"})])
    send(page, code, {"overall": "2", "why": ["far", "slow"], "speed": "1"})
    assert stored() == {"overall": 2, "why": ["slow", "far"], "speed": 1}
