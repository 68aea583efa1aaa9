"""What a citizen's pages never do: set a cookie, tell the code in an address, keep a trace."""

import logging

import pytest
from flask import Flask
from sqlalchemy import select, text

from app.access import DOORS, EVERYBODY
from app.application import SESSIONLESS
from app.extensions import db
from app.models import Response
from tests.app.respond.citizen import fill, new_code, receipt_code, send
from tests.pages import Visitor
from tests.sign_in import sign_in


def test_no_page_sets_a_cookie(page: Visitor) -> None:
    code = new_code()
    filled = fill(page.get(f"/s/{code}"), {})
    wrong = page.client.post(f"/s/{code}", data=filled)
    stored = page.client.post(f"/s/{code}", data={**filled, "q_overall": "5"})
    answers = [wrong, stored]
    addresses = [f"/s/{code}", "/s/xxxx", stored.location, "/", "/go?code=x", "/privacy"]
    addresses += [
        "/accessibility",
        "/withdraw",
        "/withdraw/done",
        "/nowhere",
        "/health",
        "/?lang=en",
    ]
    answers += [page.client.get(address) for address in addresses]
    answers.append(page.client.post("/withdraw", data={"receipt-code": "XXXX"}))
    for answer in answers:
        assert "Set-Cookie" not in answer.headers, answer.request.path


def test_the_receipt_code_stands_in_no_address(page: Visitor) -> None:
    location = send(page, new_code(), {"overall": "5"})
    code = receipt_code(page.get(location))
    key = db.session.scalars(select(Response.key)).one()
    assert code.replace("-", "") not in location
    # The address stands in servers' logs; it must not lead to the row of the answer either.
    assert key.hex not in location
    assert str(key) not in location


def test_the_address_of_a_receipt_differs_each_time(page: Visitor) -> None:
    code = new_code()
    filled = fill(page.get(f"/s/{code}"), {"overall": "5"})
    addresses = {page.client.post(f"/s/{code}", data=filled).location for _ in range(2)}
    assert len(addresses) == 2


def test_a_receipt_is_never_kept_by_a_browser_or_proxy(page: Visitor) -> None:
    page.get(send(page, new_code(), {"overall": "5"}))
    assert page.answer is not None
    assert page.answer.headers["Cache-Control"] == "no-store"
    assert page.answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_questionnaire_is_kept_by_no_shared_cache(page: Visitor) -> None:
    page.get(f"/s/{new_code()}")
    assert page.answer is not None
    assert page.answer.headers["Cache-Control"] == "private, no-cache"


def test_answering_logs_nothing(page: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    page.get(send(page, new_code(), {"overall": "5", "comment": "Bí mật"}))
    assert "Bí mật" not in caplog.text
    assert not [record for record in caplog.records if record.name.startswith("app")]


def test_an_error_of_the_database_tells_the_log_no_code_and_no_answer(
    app: Flask, page: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    code = new_code()
    filled = fill(page.get(f"/s/{code}"), {"overall": "5", "comment": "Bí mật"})
    db.session.execute(text("ALTER TABLE comment RENAME TO elsewhere"))
    db.session.commit()
    app.testing = False  # as in service: an error is a page and a line in the log
    answer = page.client.post(f"/s/{code}", data=filled)
    assert answer.status_code in (500, 503)
    db.session.execute(text("ALTER TABLE access_code RENAME TO nowhere"))
    db.session.commit()
    app.extensions["fielded_points"].values.clear()
    assert page.client.get(f"/s/{code}", headers={"Accept-Encoding": ""}).status_code == 500
    assert "Error in respond.questionnaire [GET]" in caplog.text
    assert code not in caplog.text
    assert "Bí mật" not in caplog.text


def test_only_a_keyed_digest_of_the_receipt_is_stored(page: Visitor) -> None:
    code = receipt_code(page.get(send(page, new_code(), {"overall": "5"})))
    digest = db.session.scalars(select(Response.receipt_digest)).one()
    assert digest is not None
    assert len(digest) == 64
    assert code.replace("-", "") not in digest


def test_no_session_is_looked_for_even_when_a_browser_sends_one(app: Flask) -> None:
    client = sign_in(app.test_client())
    code = new_code()
    for answer in (client.get(f"/s/{code}"), client.post(f"/s/{code}"), client.get("/withdraw")):
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert "Set-Cookie" not in answer.headers


def test_pages_without_a_session_are_open_to_everybody() -> None:
    for blueprint in SESSIONLESS:
        assert DOORS[f"{blueprint}.*"] is EVERYBODY
        assert not [
            endpoint
            for endpoint in DOORS
            if endpoint.startswith(f"{blueprint}.") and DOORS[endpoint] is not EVERYBODY
        ]
