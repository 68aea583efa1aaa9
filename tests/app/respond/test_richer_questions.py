"""Matrices, statements, quotes and a bound "not applicable", all without JavaScript."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Response
from tests.app.respond.citizen import Data, fields, fill, new_code, options, overall, rating, words
from tests.pages import Page, Visitor


def matrix(**changes: object) -> list[Data]:
    """A matrix of two rows."""
    head = {"code": "staff", "type": "matrix5", "scale": "satisfaction", "text": words("Nhân viên")}
    return [
        {**head, **changes},
        *(rating(code, matrix="staff", **changes) for code in ("polite", "clear")),
    ]


def stored() -> dict[str, object]:
    return db.session.scalars(select(Response)).one().answers


def sent(visitor: Visitor, code: str, page: Page, **answers: object) -> None:
    assert visitor.client.post(f"/s/{code}", data=fill(page, answers)).status_code == 303


def test_a_matrix_is_a_named_group_of_whole_questions(page: Visitor) -> None:
    code = new_code([overall(), *matrix()])
    shown = page.get(f"/s/{code}")
    group = shown.one("div", id="g_staff")
    assert shown.one("p", id=group.get("aria-labelledby")).text == "Nhân viên"
    rows = [f for f in shown.all("fieldset") if f.has_parent("div") is group]
    assert [row.get("id") for row in rows] == ["g_polite", "g_clear"]
    assert "2. Câu hỏi polite" in rows[0].text
    assert "Rất hài lòng" in rows[1].text
    sent(page, code, shown, overall="4", polite="2", clear="na")
    assert stored() == {"overall": 4, "polite": 2, "clear": "na"}


def test_a_wrong_row_of_a_matrix_is_named_and_the_others_are_kept(page: Visitor) -> None:
    rows = matrix()
    rows[2]["required"] = True
    code = new_code([overall(), *rows])
    filled = fill(page.get(f"/s/{code}"), {"overall": "4", "polite": "2"})
    again = page.post(f"/s/{code}", data=filled, status=422)
    assert "Câu 3" in next(a for a in again.all("a") if a.get("href") == "#q_clear").text
    assert fields(again)["q_polite"] == ["2"]


def test_the_rule_of_a_matrix_is_said_once(page: Visitor) -> None:
    code = new_code([overall(), *matrix(shown_if={"item": "overall", "at_most": 3})])
    shown = page.get(f"/s/{code}")
    assert shown.text.count("Chỉ trả lời nếu") == 1
    assert shown.one("style").text.count("#g_staff{display:none}") == 1
    sent(page, code, shown, overall="5", polite="1")
    assert stored() == {"overall": 5}


def test_a_statement_is_read_and_not_numbered(page: Visitor) -> None:
    statement = {"code": "hello", "type": "statement", "text": words("Phần sau về phí.")}
    code = new_code([overall(), statement, rating("fee")])
    shown = page.get(f"/s/{code}")
    assert shown.one("div", id="g_hello").text == "Phần sau về phí."
    assert "2. Câu hỏi fee" in shown.text
    sent(page, code, shown, overall="4", hello="x", fee="3")
    assert stored() == {"overall": 4, "fee": 3}


def quoting() -> str:
    """Two pages; the second quotes what was written on the first."""
    place = {"code": "place", "type": "short_text", "text": words("Ông/Bà đến từ đâu?")}
    last = rating("last", text=words("Đường từ {place|nơi ở} đến đây?"))
    return new_code([overall(), place], [last])


@pytest.mark.parametrize(
    ("place", "asked"),
    [
        ("Tây Hồ", "Đường từ Tây Hồ đến đây?"),
        ("", "Đường từ nơi ở đến đây?"),
        ("{place} <b>&", "Đường từ {place} <b>& đến đây?"),
    ],
)
def test_an_earlier_answer_is_quoted_on_a_later_page(page: Visitor, place: str, asked: str) -> None:
    code = quoting()
    first = page.get(f"/s/{code}")
    second = page.post(f"/s/{code}", data=fill(first, {"overall": "4", "place": place}, "next"))
    assert asked in second.text


NO_SEATS = {"item": "waited", "is": "no"}


def seats() -> list[Data]:
    """A rating that is not applicable only to people who did not wait."""
    waited = {"code": "waited", "type": "yes_no", "text": words("Có phải chờ không?")}
    return [{**waited, "options": options("yes", "no")}, rating("seats", na_if=NO_SEATS)]


def test_a_bound_not_applicable_says_when_and_is_refused_otherwise(page: Visitor) -> None:
    code = new_code([overall(), *seats()])
    shown = page.get(f"/s/{code}")
    assert "(chỉ khi câu 2 được trả lời là “Chọn no”)" in shown.one("fieldset", id="g_seats").text
    assert "#g_seats .na:not(:has(:checked))" in shown.one("style").text
    filled = fill(shown, {"overall": "4", "waited": "yes", "seats": "na"})
    again = page.post(f"/s/{code}", data=filled, status=422)
    assert "không phù hợp với các câu trả lời trước" in again.text
    assert fields(again)["q_seats"] == ["na"]
    sent(page, code, again, waited="no")
    assert stored() == {"overall": 4, "waited": "no", "seats": "na"}


@pytest.mark.parametrize(("waited", "offered"), [("yes", False), ("no", True)])
def test_on_a_later_page_it_is_offered_only_when_it_applies(
    page: Visitor, waited: str, offered: bool
) -> None:
    before, after = seats()
    code = new_code([overall(), before], [after, *(rating(f"more{n}") for n in range(12))])
    filled = fill(page.get(f"/s/{code}"), {"overall": "4", "waited": waited}, "next")
    second = page.post(f"/s/{code}", data=filled)
    offers = second.all("input", name="q_seats", value="na")
    assert bool(offers) is offered
