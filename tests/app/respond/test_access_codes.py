"""Wrong, expired, revoked, moved, closed, not yet open: a humane page with the right status."""

from datetime import date, timedelta

import pytest
from flask import Flask

from app import clock
from app.extensions import db
from app.models import AccessCode, Survey
from tests.app.respond.citizen import fill, new_code
from tests.pages import Visitor


def change(app: Flask, code: str, **columns: object) -> None:
    """Change an access code's row, and have the application look anew as after two seconds."""
    row = db.session.get_one(AccessCode, code)
    for name, value in columns.items():
        setattr(row, name, value)
    db.session.commit()
    forget(app)


def forget(app: Flask) -> None:
    """Let the two seconds pass for which points and pages are remembered."""
    app.extensions["fielded_points"].values.clear()
    app.extensions["warm_pages"].pages.clear()


@pytest.mark.parametrize("typed", ["nonsense", "22222222", "BK7M-4TQX", "x" * 300, "%00", "Ấ"])
def test_an_unknown_code_gets_a_way_on(page: Visitor, typed: str) -> None:
    shown = page.get(f"/s/{typed}", status=404)
    assert "Không tìm thấy mã này" in shown.text
    assert shown.one("a", class_="button").get("href") == "/"


def test_a_code_taken_back_is_gone(app: Flask, page: Visitor) -> None:
    code = new_code()
    filled = fill(page.get(f"/s/{code}"), {"overall": "5"})
    change(app, code, revoked_at=clock.now())
    assert "không còn được sử dụng" in page.get(f"/s/{code}", status=410).text
    page.post(f"/s/{code}", data=filled, status=410)


def test_an_expired_code_is_gone(app: Flask, page: Visitor) -> None:
    code = new_code()
    change(app, code, expires_at=clock.now() - timedelta(seconds=1))
    page.get(f"/s/{code}", status=410)


def test_a_code_expires_even_while_its_point_is_remembered(app: Flask, page: Visitor) -> None:
    code = new_code()
    change(app, code, expires_at=clock.now() + timedelta(milliseconds=600))
    filled = fill(page.get(f"/s/{code}"), {"overall": "5"})
    while clock.now() < db.session.get_one(AccessCode, code).expires_at:
        pass
    page.post(f"/s/{code}", data={**filled, "form-token": ""}, status=410)
    # What was opened before is taken, as after the end of a survey.
    assert page.client.post(f"/s/{code}", data=filled).status_code == 303


def test_a_code_that_leads_on_says_so_and_takes_the_form_along(app: Flask, page: Visitor) -> None:
    old, between, new = new_code(), new_code(), new_code()
    filled = fill(page.get(f"/s/{old}"), {"overall": "5"})
    change(app, between, redirects_to=new)
    change(app, old, redirects_to=between)
    answer = page.client.get(f"/s/{old}")
    assert answer.status_code == 302
    assert "đã được chuyển cho nơi có tên dưới đây" in page.get(answer.location).text
    sent = page.client.post(f"/s/{old}", data=filled)
    assert sent.status_code == 307
    assert page.client.post(sent.location, data=filled).status_code == 303


def test_codes_that_lead_in_a_circle_lead_nowhere(app: Flask, page: Visitor) -> None:
    one, other = new_code(), new_code()
    change(app, one, redirects_to=other)
    change(app, other, redirects_to=one)
    page.get(f"/s/{one}", status=410)


def test_a_survey_that_has_ended_says_when(page: Visitor) -> None:
    code = new_code(opens_on=date(2020, 1, 1), closes_on=date(2024, 3, 31))
    assert "đến hết ngày 31/03/2024" in page.get(f"/s/{code}", status=410).text


def test_a_survey_that_is_not_open_yet_says_when_it_will_be(page: Visitor) -> None:
    code = new_code(opens_on=date(2098, 2, 1), closes_on=date(2099, 1, 1))
    assert "từ ngày 01/02/2098" in page.get(f"/s/{code}", status=404).text


def test_a_paused_survey_takes_no_answers(app: Flask, page: Visitor) -> None:
    code = new_code()
    filled = fill(page.get(f"/s/{code}"), {"overall": "5"})
    db.session.query(Survey).update({"paused_at": clock.now()})
    db.session.commit()
    forget(app)
    assert "không nhận phiếu" in page.get(f"/s/{code}", status=404).text
    page.post(f"/s/{code}", data=filled, status=404)


def test_the_pages_of_errors_speak_english_when_asked(page: Visitor) -> None:
    assert "We do not know this code" in page.get("/s/nonsense?lang=en", status=404).text


def test_many_visitors_within_two_seconds_get_the_page_from_memory(
    app: Flask, page: Visitor
) -> None:
    code = new_code()
    gzip = {"Accept-Encoding": "gzip"}
    first, second = (page.client.get(f"/s/{code}", headers=gzip) for _ in range(2))
    assert app.extensions["warm_pages"].pages
    assert first.headers == second.headers
    assert first.data != second.data, "each has a token of its own"
    english = page.client.get(f"/s/{code}?lang=en", headers=gzip)
    assert english.headers["Content-Length"] != first.headers["Content-Length"]


def test_a_page_for_somebody_with_a_cookie_is_never_taken_from_memory(
    app: Flask, page: Visitor
) -> None:
    code = new_code()
    page.client.get(f"/s/{code}", headers={"Accept-Encoding": "gzip"})
    page.client.set_cookie("language", "en")
    answer = page.client.get(f"/s/{code}", headers={"Accept-Encoding": "gzip"})
    app.extensions["warm_pages"].pages.clear()
    assert answer.data != page.client.get(f"/s/{code}").data
