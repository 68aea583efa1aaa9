"""Sessions of staff: seen, ended from elsewhere, and dead after a password change."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app import clock
from app.access.staff_sessions import browser_name
from app.extensions import db
from app.models import StaffSession, User
from tests.factories import PASSWORD, create_staff
from tests.pages import Visitor
from tests.sign_in import SIGN_IN, form_token, give_password, sign_in

NEW_PASSWORD = "cầu-treo-suối-mới"
PAGE = "/account/"


def send(client: FlaskClient, path: str, **fields: str):
    """Send a form of the account's pages."""
    return client.post(path, data={"csrf_token": form_token(client.get(PAGE).text), **fields})


def change_password(client: FlaskClient, **changes: str):
    """Fill in the page that changes the password."""
    given = {"present": PASSWORD, "new": NEW_PASSWORD, "again": NEW_PASSWORD} | changes
    return send(client, "/account/password", **given)


def stolen_from(app: Flask, client: FlaskClient) -> FlaskClient:
    """Somebody else's browser with a copy of the session cookie."""
    cookie = client.get_cookie("session")
    thief = app.test_client()
    thief.set_cookie("session", cookie.value)
    return thief


def test_a_stolen_session_is_dead_after_a_password_change(app: Flask) -> None:
    user = create_staff()
    own, other = sign_in(app.test_client(), user), sign_in(app.test_client(), user)
    thief = stolen_from(app, own)
    assert thief.get(PAGE).status_code == 200
    assert change_password(own).location == PAGE
    for client in (thief, other):
        assert client.get(PAGE).location.startswith(SIGN_IN)
    assert own.get(PAGE).status_code == 200
    give_password(app.test_client(), user.email, NEW_PASSWORD)


def test_a_stolen_session_is_dead_after_signing_out(app: Flask) -> None:
    client = sign_in(app.test_client())
    thief = stolen_from(app, client)
    send(client, "/account/sign-out")
    assert thief.get(PAGE).location.startswith(SIGN_IN)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"present": "sai-mật-khẩu-rồi"}, "Mật khẩu hiện tại không đúng."),
        ({"again": "khác-hẳn-mật-khẩu"}, "Hai lần nhập không giống nhau."),
        ({"new": "aaaaaaaaaaaaa", "again": "aaaaaaaaaaaaa"}, "quá dễ đoán"),
        ({"new": "ngắn", "again": "ngắn"}, "12"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_changes_nothing(
    app: Flask, client: FlaskClient, changes: dict[str, str], said: str
) -> None:
    sign_in(client)
    answer = change_password(client, **changes)
    assert answer.status_code == 200
    assert said in Visitor(client).checked(answer, 200).text
    assert client.get(PAGE).status_code == 200


def test_sessions_are_listed_and_ended_from_elsewhere(app: Flask) -> None:
    user = create_staff()
    own, other = sign_in(app.test_client(), user), sign_in(app.test_client(), user)
    page = Visitor(own).get(PAGE)
    (button,) = [f for f in page.all("form") if "/sessions/" in f.get("action")]
    send(own, button.get("action"))
    assert other.get(PAGE).location.startswith(SIGN_IN)
    assert own.get(PAGE).status_code == 200


def test_nobody_ends_somebody_elses_session(app: Flask) -> None:
    client, other = sign_in(app.test_client()), sign_in(app.test_client())
    for session_id in db.session.scalars(select(StaffSession.id)).all():
        send(client, f"/account/sessions/{session_id}/end")
        break
    ids = db.session.scalars(select(StaffSession.id).order_by(StaffSession.id)).all()
    client = sign_in(app.test_client())
    send(client, f"/account/sessions/{ids[1]}/end")
    assert other.get(PAGE).status_code == 200


def test_a_closed_account_is_out_at_once(app: Flask, client: FlaskClient) -> None:
    sign_in(client)
    db.session.execute(update(User).values(active=False))
    db.session.commit()
    assert client.get(PAGE).location.startswith(SIGN_IN)


@pytest.mark.parametrize(
    ("column", "age"), [("seen_at", timedelta(hours=8)), ("started_at", timedelta(days=7))]
)
def test_an_old_session_is_over(
    app: Flask, client: FlaskClient, column: str, age: timedelta
) -> None:
    sign_in(client)
    db.session.execute(update(StaffSession).values({column: clock.now() - age}))
    db.session.commit()
    assert client.get(PAGE).location.startswith(SIGN_IN)


def test_a_session_keeps_a_name_of_the_browser_and_no_address(app: Flask) -> None:
    assert {column.name for column in StaffSession.__table__.columns} == {
        *("id", "user_id", "digest", "browser", "started_at", "seen_at", "proven_at", "ended_at")
    }
    firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    assert browser_name(firefox) == "Firefox, Windows"
    assert browser_name("") == "?"


def test_the_name_can_be_changed(app: Flask, client: FlaskClient) -> None:
    sign_in(client)
    assert send(client, PAGE, name="  Bùi  Thị Hạnh ").location == PAGE
    assert Visitor(client).get(PAGE).one("input", name="name").get("value") == "Bùi Thị Hạnh"
