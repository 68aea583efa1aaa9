"""Answers that a device kept without a network: booklets of forms, deliveries, the true moment.

Truth leaned on: the clock, set by hand, and what stands in the database afterwards.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from app.models import AccessCode, CollectionPoint, Mode, Response
from app.services.withdrawing import withdraw_response
from tests.app.respond.citizen import new_code
from tests.app.respond.test_late_answers import OPENED, Clock, the_response, time  # noqa: F401

MINUTES_20 = 20 * 60
ANSWERED = OPENED + timedelta(seconds=MINUTES_20)
SENT = OPENED + timedelta(hours=5)
TIMES = {
    "form-after": MINUTES_20,
    "form-ago": (SENT - ANSWERED).total_seconds(),
    "form-took": "42.5",
}


@pytest.fixture
def code(app: Flask) -> str:
    """A code of a survey that is open."""
    return new_code()


def forms(client: FlaskClient, code: str, **sent: str) -> list[dict[str, str]]:
    """A booklet fetched now."""
    booklet: list[dict[str, str]] = client.post(f"/offline/{code}/booklet", data=sent).json["forms"]
    return booklet


def deliver(client: FlaskClient, code: str, token: str, **sent: Any) -> tuple[int, str]:
    """Deliver an answer as the queue does."""
    data = {"q_overall": "5", "form-token": token, **TIMES, **sent}
    answer = client.post(f"/offline/{code}", data=data)
    return answer.status_code, answer.json["outcome"]


def test_an_answer_arrives_once_with_its_true_moment(
    client: FlaskClient,
    code: str,
    time: Clock,  # noqa: F811
) -> None:
    form = forms(client, code)[0]
    time.set(SENT)
    assert deliver(client, code, form["token"]) == (200, "stored")
    assert deliver(client, code, form["token"], q_overall="1") == (200, "known")
    response = the_response()
    assert abs(response.answered_at - ANSWERED) < timedelta(seconds=2)
    assert (response.duration, response.answers["overall"]) == (42, 5)
    withdraw_response(form["receipt"], now=datetime.now(UTC))


@pytest.mark.parametrize(
    ("sent", "earliest", "latest"),
    [
        ({"form-after": -(10**12), "form-ago": 10**12}, SENT, SENT),
        ({"form-after": "", "form-ago": "nan", "form-took": "x"}, SENT, SENT),
        ({"form-after": 10**12, "form-ago": (SENT - OPENED).total_seconds()}, OPENED, OPENED),
    ],
)
def test_a_lying_device_leads_neither_before_the_issue_nor_into_the_future(
    client: FlaskClient,
    code: str,
    time: Clock,  # noqa: F811
    sent: dict[str, Any],
    earliest: datetime,
    latest: datetime,
) -> None:
    form = forms(client, code)[0]
    time.set(SENT)
    assert deliver(client, code, form["token"], **sent) == (200, "stored")
    assert earliest <= the_response().answered_at <= latest + timedelta(seconds=1)


def test_a_form_serves_only_at_the_code_it_was_issued_for_and_for_a_week(
    client: FlaskClient,
    code: str,
    time: Clock,  # noqa: F811
) -> None:
    old, used = forms(client, code)[:2]
    time.set(OPENED + timedelta(days=6))
    elsewhere = new_code()
    assert deliver(client, elsewhere, old["token"]) == (410, "refused")
    assert deliver(client, code, f"{old['token']}x") == (410, "refused")
    assert deliver(client, code, used["token"]) == (200, "stored")
    time.set(OPENED + timedelta(days=8))
    assert deliver(client, code, old["token"]) == (410, "refused")
    assert deliver(client, code, used["token"]) == (200, "known")
    the_response()


def test_what_is_wrong_is_told_live_and_left_out_later(
    client: FlaskClient,
    code: str,
) -> None:
    first, second = forms(client, code)[:2]
    wrong = {"q_attitude": "9"}
    data = {"q_overall": "4", "form-token": first["token"], "form-live": "1", **wrong}
    told = client.post(f"/offline/{code}", data=data)
    assert (told.status_code, list(told.json["errors"])) == (422, ["q_attitude"])
    assert deliver(client, code, first["token"], **wrong) == (200, "stored")
    assert "attitude" not in the_response().answers
    assert deliver(client, code, second["token"], q_overall="9") == (422, "invalid")


def test_a_page_s_own_form_is_delivered_too(client: FlaskClient, code: str) -> None:
    page = client.get(f"/s/{code}").text
    token = page.split('name="form-token" value="')[1].split('"')[0]
    told = client.post(f"/offline/{code}/booklet", data={"form-token": token}).json
    assert deliver(client, code, token) == (200, "stored")
    withdraw_response(told["receipt"], now=datetime.now(UTC))


def test_the_kiosk_is_locked_to_its_point(client: FlaskClient, code: str) -> None:
    assert client.get(f"/kiosk/{code}").location.endswith(f"/s/{code}")
    assert len(forms(client, code, **{"for": "kiosk"})) == 3
    point = db.session.query(CollectionPoint).one()
    point.mode = Mode.KIOSK.value
    db.session.commit()
    client.application.extensions["fielded_points"].values.clear()
    answer = client.get(f"/kiosk/{code}")
    links = [part.split('"')[0] for part in answer.text.split('href="')[1:]]
    inside = ("data:", "/static/", f"/kiosk/{code}", f"/s/{code}")
    assert all(link.startswith(inside) for link in links)
    assert len(forms(client, code)) == 300
    assert deliver(client, code, forms(client, code)[0]["token"]) == (200, "stored")
    assert db.session.query(Response.mode).scalar() == "kiosk"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("end", ["expires_at", "revoked_at"])
def test_an_answer_given_before_its_code_ended_is_taken_after(
    client: FlaskClient,
    code: str,
    end: str,
    time: Clock,  # noqa: F811
) -> None:
    early, late = forms(client, code)[:2]
    setattr(db.session.get_one(AccessCode, code), end, ANSWERED + timedelta(minutes=1))
    db.session.commit()
    time.set(SENT)
    assert deliver(client, code, early["token"]) == (200, "stored")
    after = {"form-after": 2 * MINUTES_20, "form-ago": TIMES["form-ago"] - MINUTES_20}
    assert deliver(client, code, late["token"], **after) == (410, "refused")
