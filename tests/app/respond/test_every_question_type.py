"""Every question type has a field, a template, is answered, kept after an error, and stored."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Comment, Response
from app.respond.fields import FIELDS
from surveys.question_types import QUESTION_TYPES
from tests.app.respond.citizen import Data, fields, fill, new_code, options, overall, rating, send
from tests.pages import Visitor

YES_NO = options("yes", "no")
TYPES: dict[str, tuple[Data, object, object]] = {
    "rating5": ({**rating("q"), "na_allowed": False}, "3", 3),
    "yes_no": ({"options": YES_NO}, "no", "no"),
    "single_choice": ({"options": options("a", "b", "c")}, "b", "b"),
    "several_choices": ({"options": options("a", "b", "c")}, ["c", "a"], ["a", "c"]),
    "number": ({"minimum": 0, "maximum": 99, "decimals": 1}, "12,5", 12.5),
    "share_100": ({}, "80", 80),
    "short_text": ({}, "Một dòng", None),
    "long_text": ({}, "Nhiều\ndòng", None),
    "ranking": ({"options": options("a", "b", "c")}, ["c", "a", ""], ["c", "a"]),
    "date": ({"latest": "2025-12-31"}, "2025-09-05", "2025-09-05"),
}
"""Of each type: what its question has, what a person enters, and what is stored."""


def question(kind: str, **changes: object) -> Data:
    """A question of a type under the code q."""
    text = {"vi": "Câu hỏi thử"}
    return {"code": "q", "type": kind, "text": text, **TYPES[kind][0], **changes}


def test_no_type_is_missing() -> None:
    answered = {name for name, kind in QUESTION_TYPES.items() if kind.has_answer}
    assert set(TYPES) == set(FIELDS) == answered


@pytest.mark.parametrize("kind", TYPES)
def test_an_answer_of_the_type_is_stored(page: Visitor, kind: str) -> None:
    _, entered, stored = TYPES[kind]
    send(page, new_code([overall(), question(kind)]), {"overall": "5", "q": entered})
    answers = db.session.scalars(select(Response)).one().answers
    if QUESTION_TYPES[kind].is_text:
        assert answers == {"overall": 5}
        assert db.session.scalars(select(Comment)).one().text == entered
    else:
        assert answers == {"overall": 5, "q": stored}


@pytest.mark.parametrize("kind", TYPES)
def test_what_was_entered_is_kept_when_another_answer_is_wrong(page: Visitor, kind: str) -> None:
    entered = TYPES[kind][1]
    code = new_code([overall(), question(kind)])
    again = page.post(f"/s/{code}", data=fill(page.get(f"/s/{code}"), {"q": entered}), status=422)
    kept = fields(again)["q_q"]
    assert sorted(kept) == sorted(
        entered if isinstance(entered, list) else [" ".join(entered.split())]
    )


@pytest.mark.parametrize("kind", TYPES)
def test_a_mistake_is_said_at_the_question_itself(page: Visitor, kind: str) -> None:
    code = new_code([overall(), question(kind, required=True)])
    again = page.post(f"/s/{code}", data=fill(page.get(f"/s/{code}"), {"overall": "5"}), status=422)
    link = next(a for a in again.all("a") if a.get("href") == "#q_q")
    assert "Câu 2" in link.text
    described = [e for e in again.elements if "e_q" in e.get("aria-describedby").split()]
    assert described, "the error belongs to the question for screen readers too"


@pytest.mark.parametrize("kind", [k for k, t in QUESTION_TYPES.items() if t.may_be_na])
def test_not_applicable_can_be_chosen_and_is_kept(page: Visitor, kind: str) -> None:
    code = new_code([overall(), question(kind, na_allowed=True)])
    again = page.post(f"/s/{code}", data=fill(page.get(f"/s/{code}"), {"q": "na"}), status=422)
    assert "na" in fields(again)["q_q"]
    page.client.post(f"/s/{code}", data=fill(again, {"overall": "4"}))
    assert db.session.scalars(select(Response)).one().answers == {"overall": 4, "q": "na"}


def test_a_number_beside_not_applicable_is_a_contradiction_and_both_are_kept(page: Visitor) -> None:
    code = new_code([overall(), question("number", na_allowed=True)])
    filled = fill(page.get(f"/s/{code}"), {"overall": "4", "q": ["7", "na"]})
    again = page.post(f"/s/{code}", data=filled, status=422)
    assert "không chọn cả hai" in again.text
    assert fields(again)["q_q"] == ["7", "na"]


@pytest.mark.parametrize(
    ("kind", "entered", "sentence"),
    [
        ("number", "mười", "Xin nhập số bằng chữ số"),
        ("number", "-1", "Xin nhập một số từ 0 trở lên."),
        ("number", "100", "Xin nhập một số không quá 99."),
        ("number", "1,25", "nhiều nhất 1 chữ số sau dấu phẩy"),
        ("share_100", "1,5", "Xin nhập một số nguyên"),
        ("date", "30/02/2025", "Xin nhập ngày theo dạng ngày/tháng/năm"),
        ("date", "1/1/2026", "Xin nhập một ngày không muộn hơn 31/12/2025."),
        ("date", "1/1/1066", "Xin nhập một ngày từ 01/01/1900 trở đi."),
        ("ranking", ["a", "a", ""], "“Chọn a” đang đứng ở hai thứ hạng"),
        ("short_text", "x" * 1201, "dài 1.201 ký tự; xin rút gọn còn nhiều nhất 200"),
    ],
)
def test_numbers_and_texts_are_refused_in_clear_words(
    page: Visitor, kind: str, entered: str, sentence: str
) -> None:
    code = new_code([overall(), question(kind)])
    filled = fill(page.get(f"/s/{code}"), {"overall": "4", "q": entered})
    assert sentence in page.post(f"/s/{code}", data=filled, status=422).text


def test_an_exclusive_option_is_named_by_its_words(page: Visitor) -> None:
    alone = options("a", "b", "none", none={"exclusive": True})
    code = new_code([overall(), question("several_choices", options=alone)])
    filled = fill(page.get(f"/s/{code}"), {"overall": "4", "q": ["a", "none"]})
    assert "“Chọn none”" in page.post(f"/s/{code}", data=filled, status=422).text
