"""The receipt's address: ten minutes for the code, thanks afterwards, nothing to be forged."""

import uuid

import pytest
from flask import Flask

from app.respond.tokens import new_receipt_token, read_receipt_token, signer
from tests.app.respond.citizen import new_code, receipt_code, send
from tests.pages import Visitor


def test_after_ten_minutes_the_page_thanks_without_the_code(
    page: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    location = send(page, new_code(), {"overall": "5"})
    code = receipt_code(page.get(location))
    now = signer("receipt").get_timestamp()
    monkeypatch.setattr(type(signer("receipt")), "get_timestamp", lambda _signer: now + 601)
    later = page.get(location)
    assert "Cảm ơn Ông/Bà" in later.text
    assert code not in later.text
    assert "mười phút" in later.text


def test_the_address_gives_back_the_key_and_shows_it_to_nobody(app: Flask) -> None:
    key = uuid.uuid4()
    tokens = {new_receipt_token(key) for _ in range(20)}
    assert len(tokens) == 20
    assert {read_receipt_token(token) for token in tokens} == {key}


@pytest.mark.parametrize("address", ["x", "x.y.z", "Ấ", "a" * 2000])
def test_a_forged_address_leads_nowhere(page: Visitor, address: str) -> None:
    page.get(f"/receipt/{address}", status=404)


def test_a_changed_address_leads_nowhere(page: Visitor) -> None:
    location = send(page, new_code(), {"overall": "5"})
    other = "B" if location[12] == "A" else "A"
    page.get(f"{location[:12]}{other}{location[13:]}", status=404)


def test_a_forms_token_opens_no_receipt(page: Visitor) -> None:
    token = page.get(f"/s/{new_code()}").one("input", name="form-token").get("value")
    page.get(f"/receipt/{token}", status=404)


def test_the_receipt_tells_where_to_complain(app: Flask, page: Visitor) -> None:
    thanks = page.get(send(page, new_code(), {"overall": "5"}))
    assert thanks.all("a", href=app.extensions["settings"].COMPLAINT_URL)


@pytest.mark.parametrize("demonstration", [False, True])
def test_a_receipt_of_a_demonstration_says_so(page: Visitor, demonstration: bool) -> None:
    shown = page.get(send(page, new_code(demonstration=demonstration), {"overall": "5"}))
    assert ("Không dùng để đánh giá cơ quan nào" in shown.text) == demonstration
