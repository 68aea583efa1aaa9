"""An answer is taken back by its receipt code: marked, its comment deleted, at any time again."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import Comment, Response, ResponseCorrection
from app.services.receipts import normalise_receipt_code, receipt_code, receipt_digest
from tests.app.respond.citizen import new_code, send
from tests.app.respond.citizen import receipt_code as shown_code
from tests.conftest import SECRET
from tests.pages import Visitor


def answered(page: Visitor) -> str:
    """Answer with a comment and give the receipt code."""
    location = send(page, new_code(), {"overall": "1", "comment": "Chờ quá lâu"})
    return shown_code(page.get(location))


def take_back(page: Visitor, code: str) -> int:
    """Send a receipt code and give the status of the answer."""
    return page.client.post("/withdraw", data={"receipt-code": code}).status_code


def corrections() -> list[ResponseCorrection]:
    return list(db.session.scalars(select(ResponseCorrection)))


def test_an_answer_taken_back_is_marked_and_loses_its_comment(page: Visitor) -> None:
    code = answered(page)
    form = page.get("/withdraw").one("form")
    answer = page.client.post(form.get("action"), data={"receipt-code": code})
    assert answer.status_code == 303
    assert "đã được rút lại" in page.get(answer.location).text
    (correction,) = corrections()
    response = db.session.scalars(select(Response)).one()
    assert (correction.kind, correction.response_key) == ("withdrawal", response.key)
    assert (correction.actor_id, correction.reason) == (None, None)
    assert response.answers == {"overall": 1}
    assert db.session.scalars(select(Comment)).all() == []


def test_taking_back_twice_changes_nothing(page: Visitor) -> None:
    code = answered(page)
    assert [take_back(page, code) for _ in range(2)] == [303, 303]
    assert len(corrections()) == 1


@pytest.mark.parametrize(
    "written",
    [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code[:4]}{code[5:]} "],
)
def test_the_code_may_be_written_in_many_ways(page: Visitor, written) -> None:
    assert take_back(page, written(answered(page))) == 303


@pytest.mark.parametrize("code", ["", "BBBB-BBBB-BBBB", "x" * 5000, "\x00", "Đường"])
def test_an_unknown_code_is_answered_politely(page: Visitor, code: str) -> None:
    answered(page)
    shown = page.post("/withdraw", data={"receipt-code": code}, status=404)
    assert "Không có phiếu nào mang mã biên nhận này." in shown.text
    assert corrections() == []


def test_only_the_answer_of_the_code_is_taken_back(page: Visitor) -> None:
    code = answered(page)
    answered(page)
    take_back(page, code)
    assert len(corrections()) == 1
    assert len(db.session.scalars(select(Comment)).all()) == 1


def test_a_receipt_code_is_made_of_the_key_and_the_secret(app: Flask, page: Visitor) -> None:
    code = normalise_receipt_code(answered(page))
    response = db.session.scalars(select(Response)).one()
    assert receipt_code(SECRET, response.key) == code
    assert receipt_code("another secret", response.key) != code
    assert receipt_digest(SECRET, code) == response.receipt_digest
    assert receipt_digest("another secret", code) != response.receipt_digest
