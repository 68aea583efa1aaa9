"""Signing in and out, failing to, being refused, downloading: each leaves one event.

Truth leaned on: the events stored after what a browser does.
"""

import json

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.models import ApiAct, AuditEvent, RoleName
from app.services.auditing import verify_chain
from tests.factories import create_key, create_staff
from tests.sign_in import SIGN_IN, form_token, sign_in


def last_event() -> AuditEvent:
    """The event recorded last."""
    db.session.rollback()
    return db.session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()


def try_to_sign_in(client: FlaskClient, email: str) -> None:
    token = form_token(client.get(SIGN_IN).text)
    client.post(SIGN_IN, data={"email": email, "password": "sai mật khẩu", "csrf_token": token})


def test_signing_in_and_out_are_events_of_the_person(app: Flask, client: FlaskClient) -> None:
    user = create_staff()
    sign_in(client, user)
    event = last_event()
    assert (event.act, event.thing) == ("session.sign_in", f"account:{user.id}")
    assert (event.actor.kind, event.actor.account_id) == ("person", user.id)
    token = form_token(client.get("/results/method").text)
    client.post("/account/sign-out", data={"csrf_token": token})
    assert (last_event().act, last_event().actor.account_id) == ("session.sign_out", user.id)
    assert verify_chain().holds


def test_a_wrong_password_is_an_event_about_the_account(app: Flask, client: FlaskClient) -> None:
    user = create_staff()
    try_to_sign_in(client, user.email)
    event = last_event()
    assert (event.act, event.thing) == ("session.fail", f"account:{user.id}")
    assert event.actor.kind == "system"


def test_an_unknown_address_is_an_event_that_does_not_hold_it(
    app: Flask, client: FlaskClient
) -> None:
    try_to_sign_in(client, "la@example.vn")
    event = last_event()
    assert (event.act, event.thing) == ("session.fail", "account:unknown")
    assert event.details == '{"passed_over":0}'


def test_trying_many_addresses_does_not_fill_the_audit(app: Flask, client: FlaskClient) -> None:
    for number in range(4):
        try_to_sign_in(client, f"la{number}@example.vn")
    assert last_event().id == 1
    app.extensions["strange_failures"].recorded_at = float("-inf")
    try_to_sign_in(client, "la@example.vn")
    assert last_event().details == '{"passed_over":3}'


def test_a_page_refused_is_an_event(app: Flask, client: FlaskClient) -> None:
    sign_in(client, role=RoleName.EVALUATOR)
    assert client.get("/manage/points/4711").status_code in (403, 404)
    event = last_event()
    assert event.act == "access.refuse"
    assert event.thing.startswith("page:")
    assert json.loads(event.details)["arguments"] == {"point_id": 4711}


def test_a_program_that_is_refused_is_an_event(app: Flask, client: FlaskClient) -> None:
    key = create_key(ApiAct.READ_UNITS)
    headers = {"Authorization": f"Bearer {key}"}
    assert client.get("/api/v1/services", headers=headers).status_code == 403
    assert (last_event().act, last_event().actor.kind) == ("access.refuse", "service")


def test_visitors_and_citizens_leave_no_event(app: Flask, client: FlaskClient) -> None:
    for path in ("/", "/s/XXXX", "/manage/points/1", "/nowhere"):
        client.get(path)
    assert last_event() is None


def test_downloading_results_is_an_event(province: Flask) -> None:
    client = sign_in(province.test_client(), role=RoleName.EVALUATOR)
    assert client.get("/results/download/csv").status_code == 200
    event = last_event()
    assert (event.act, event.actor.kind) == ("results.download", "person")
    assert json.loads(event.details)["format"] == "csv"
