"""The way of an answer over HTTP: scan, fill in, send, receipt."""

import gzip
import re
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.flag_rules import HIDDEN_FIELD
from app.models import Comment, Response, ResponseCorrection
from tests.app.respond.citizen import fields, fill, new_code, receipt_code, send
from tests.pages import Visitor, check_page

LARGEST_FIRST_LOAD = 14 * 1024


def stored() -> Response:
    """The one response in the database."""
    return db.session.scalars(select(Response)).one()


def test_an_answer_is_stored_and_a_receipt_shown(page: Visitor) -> None:
    location = send(page, new_code(), {"overall": "5", "attitude": "4"})
    thanks = page.get(location)
    assert re.fullmatch(r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}", receipt_code(thanks))
    response = stored()
    assert response.answers == {"overall": 5, "attitude": 4}
    assert (response.language, response.mode) == ("vi", "self_phone")
    assert clock.now() - response.answered_at < timedelta(minutes=1)
    assert response.duration is not None
    assert response.duration < 60


def test_the_page_names_the_place_and_says_what_matters(page: Visitor) -> None:
    shown = page.get(f"/s/{new_code()}")
    assert shown.one("h1").text == "Ý kiến của Ông/Bà"
    for sentence in (
        "Quầy số 3",
        "Trung tâm phường Việt Trì",
        "Khoảng 1 phút",
        "Chỉ người được giao nhiệm vụ đọc.",
        "Không lưu họ tên, số điện thoại, địa chỉ hay dấu vết thiết bị",
        "mã biên nhận",
    ):
        assert sentence in shown.text
    assert "minh họa" not in shown.text


def test_a_demonstration_is_labelled(page: Visitor) -> None:
    assert "Dữ liệu minh họa" in page.get(f"/s/{new_code(demonstration=True)}").text


def test_nothing_is_chosen_beforehand_and_the_overall_question_comes_first(page: Visitor) -> None:
    shown = page.get(f"/s/{new_code()}")
    radios = shown.all("input", type="radio")
    assert {button.get("name") for button in radios[:5]} == {"q_overall"}
    assert not [button for button in radios if "checked" in button.attributes]


def test_not_applicable_stands_apart_and_is_stored(page: Visitor) -> None:
    code = new_code()
    row = page.get(f"/s/{code}").one("input", name="q_attitude", value="na").has_parent("label")
    assert row is not None
    assert "na" in row.get("class").split()
    send(page, code, {"overall": "3", "attitude": "na"})
    assert stored().answers == {"overall": 3, "attitude": "na"}


def test_a_comment_is_stored_apart_from_the_answers(page: Visitor) -> None:
    send(page, new_code(), {"overall": "5", "comment": "  Cán bộ nhiệt tình  "})
    assert stored().answers == {"overall": 5}
    assert db.session.scalars(select(Comment)).one().text == "Cán bộ nhiệt tình"


def test_sending_the_same_form_twice_gives_the_same_receipt(page: Visitor) -> None:
    code = new_code()
    filled = fill(page.get(f"/s/{code}"), {"overall": "5"})
    changed = {**filled, "q_overall": "1"}
    first, second = (
        page.get(page.client.post(f"/s/{code}", data=data).location) for data in (filled, changed)
    )
    assert receipt_code(first) == receipt_code(second)
    assert "đã được gửi trước đó" in second.text
    assert "đã được gửi trước đó" not in first.text
    assert stored().answers == {"overall": 5}


def test_two_people_get_different_receipts(page: Visitor) -> None:
    code = new_code()
    codes = {receipt_code(page.get(send(page, code, {"overall": "5"}))) for _ in range(2)}
    assert len(codes) == 2


def test_the_code_can_be_typed_with_dashes_and_small_letters(page: Visitor) -> None:
    code = new_code()
    page.get(f"/s/{code[:4].lower()}-{code[4:].lower()}")


def test_the_page_speaks_english_when_asked(page: Visitor) -> None:
    code = new_code()
    link = page.get(f"/s/{code}").one("a", hreflang="en")
    english = page.get(link.get("href"))
    assert english.one("html").get("lang") == "en"
    assert "Very satisfied" in english.text
    assert "About 1 minute." in english.text
    answer = page.client.post(
        english.one("form").get("action"), data=fill(english, {"overall": "5"})
    )
    assert "lang=en" in answer.location
    assert "Your receipt code" in page.get(answer.location).text
    assert stored().language == "en"


def test_changing_the_language_keeps_what_was_filled_in(page: Visitor) -> None:
    code = new_code()
    filled = fill(page.get(f"/s/{code}"), {"attitude": "2", "comment": "Chờ lâu"}, move="stay")
    english = page.post(f"/s/{code}?lang=en", data=filled)
    assert english.one("html").get("lang") == "en"
    kept = fields(english)
    assert (kept["q_attitude"], kept["q_comment"]) == (["2"], ["Chờ lâu"])
    assert kept["form-token"] == filled["form-token"]


def test_the_first_load_keeps_to_its_budget(page: Visitor) -> None:
    code = new_code()
    answer = page.client.get(f"/s/{code}", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) < LARGEST_FIRST_LOAD
    html = gzip.decompress(answer.data).decode()
    shown = check_page(html)
    assert re.sub(r'(form-token" value=")[^"]+', r"\1", html) == re.sub(
        r'(form-token" value=")[^"]+', r"\1", page.client.get(f"/s/{code}").text
    )
    assert [one.get("src").split("?")[0] for one in shown.all("script")] == ["/static/phone.js"]
    assert not shown.all("img")
    assert [link.get("href") for link in shown.all("link")] == ["data:,"]


def test_every_form_is_another_one(page: Visitor) -> None:
    code = new_code()
    tokens = {fields(page.get(f"/s/{code}"))["form-token"][0] for _ in range(3)}
    assert len(tokens) == 3


def test_a_warm_page_asks_the_database_nothing(app: Flask, page: Visitor) -> None:
    code = new_code()
    page.get(f"/s/{code}")
    db.session.remove()
    db.engine.dispose()
    before = db.engine.pool.checkedin()
    page.get(f"/s/{code}")
    assert db.engine.pool.checkedin() == before == 0


def test_a_filled_hidden_field_flags_the_answer_and_the_person_notices_nothing(
    page: Visitor,
) -> None:
    address = f"/s/{new_code()}"
    form = {**fill(page.get(address), {"overall": "5"}), "form-website": "https://example.com"}
    location = page.client.post(address, data=form).location
    assert receipt_code(page.get(location))
    assert db.session.scalars(select(ResponseCorrection.rule)).all() == [HIDDEN_FIELD]
