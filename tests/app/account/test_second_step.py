"""The second step of signing in: nothing opens before it, and five wrong attempts lock."""

import time
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app import clock
from app.extensions import db
from app.models import AuditEvent, Authenticator, RecoveryCode, User
from app.services.accounts import create_user
from app.services.sign_in.recovery import new_recovery_codes
from tests.factories import NOW, PASSWORD, create_staff
from tests.pages import Visitor
from tests.sign_in import (
    SECOND_STEP,
    SIGN_IN,
    STEP,
    code_at,
    form_token,
    fresh_code,
    give_code,
    give_password,
    sign_in,
)

STAFF_PAGES = ("/results/", "/manage/", "/account/", "/account/password", "/start")


def acts() -> list[str]:
    """What was recorded, the oldest first."""
    db.session.rollback()
    return list(db.session.scalars(select(AuditEvent.act).order_by(AuditEvent.id)))


def test_after_the_password_alone_nothing_opens_but_the_second_step(
    app: Flask, client: FlaskClient
) -> None:
    give_password(client, create_staff().email)
    for path in STAFF_PAGES:
        assert client.get(path).location.startswith(SECOND_STEP), path
    page = Visitor(client).get(SECOND_STEP)
    assert page.one("h1").text == "Bước thứ hai"
    assert not page.all("nav"), "no door is offered before it is open"
    assert "session.sign_in" not in acts()


def test_the_password_alone_adds_no_other_second_factor(app: Flask, client: FlaskClient) -> None:
    give_password(client, create_staff().email)
    for path in ("/account/authenticator", "/account/passkeys/new", "/account/set-up"):
        assert client.get(path).location.startswith(SECOND_STEP), path


def test_a_right_code_leads_to_the_page_that_was_wanted(app: Flask, client: FlaskClient) -> None:
    user = create_staff()
    give_password(client, user.email)
    wanted = client.get("/results/?sort=n").location
    token = form_token(client.get(wanted).text)
    answer = client.post(wanted, data={"code": fresh_code(user), "csrf_token": token})
    assert answer.location == "/results/?sort=n"
    assert acts()[-1] == "session.sign_in"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"]
)
def test_the_second_step_never_leads_to_another_site(
    app: Flask, client: FlaskClient, elsewhere: str
) -> None:
    user = create_staff()
    give_password(client, user.email)
    token = form_token(client.get(SECOND_STEP).text)
    data = {"code": fresh_code(user), "csrf_token": token}
    answer = client.post(SECOND_STEP, query_string={"next": elsewhere}, data=data)
    address = urljoin(f"http://localhost{SECOND_STEP}", answer.location)
    assert urlsplit(address).netloc == "localhost"


def test_a_code_works_once(app: Flask) -> None:
    user = create_staff()
    code = fresh_code(user)
    first, second = app.test_client(), app.test_client()
    for client in (first, second):
        give_password(client, user.email)
    assert give_code(first, code).status_code == 302
    answer = give_code(second, code)
    assert answer.status_code == 200
    assert "Mã này không đúng, hoặc đã dùng rồi." in answer.text


def test_codes_of_another_time_are_refused(app: Flask, client: FlaskClient) -> None:
    user = create_staff()
    give_password(client, user.email)
    now = int(time.time()) // STEP
    for counter in (now - 10, now + 10):
        assert give_code(client, code_at(counter)).status_code == 200
    for typed in ("", "abc", "12345", "1234567890123456789012345"):
        assert give_code(client, typed).status_code == 200


def test_five_wrong_codes_lock_the_account(app: Flask, client: FlaskClient) -> None:
    user = create_staff()
    give_password(client, user.email)
    for _ in range(4):
        assert give_code(client, "000000").status_code == 200
    assert give_code(client, "000000").location == SIGN_IN
    assert "tạm khóa" in Visitor(client).get(SIGN_IN).text
    assert client.get("/results/").location.startswith(SIGN_IN)
    assert acts()[-2:] == ["account.lock", "session.sign_out"]


def try_password(client: FlaskClient, user: User, password: str = PASSWORD) -> int:
    """Send the sign-in form."""
    form = {"email": user.email, "password": password}
    token = form_token(client.get(SIGN_IN).text)
    return client.post(SIGN_IN, data={**form, "csrf_token": token}).status_code


def test_five_wrong_passwords_lock_and_time_unlocks(app: Flask, client: FlaskClient) -> None:
    user = create_staff()
    for _ in range(5):
        assert try_password(client, user, "sai-mật-khẩu-rồi") == 200
    assert "account.lock" in acts()
    assert try_password(client, user) == 200, "locked: even the right one"
    db.session.execute(update(User).values(locked_until=clock.now() - timedelta(seconds=1)))
    db.session.commit()
    assert try_password(client, user) == 302


def test_a_lock_is_told_in_the_words_of_every_failure(app: Flask, client: FlaskClient) -> None:
    user = create_staff()
    token = form_token(client.get(SIGN_IN).text)
    texts = set()
    for email in [user.email] * 6 + ["la@example.vn"]:
        form = {"email": email, "password": "sai-mật-khẩu-rồi", "csrf_token": token}
        texts.add(Visitor(client).post(SIGN_IN, data=form).one("p", id="sign-in-error").text)
    assert len(texts) == 1


def test_four_wrong_attempts_are_forgotten_after_a_whole_sign_in(
    app: Flask, client: FlaskClient
) -> None:
    user = create_staff()
    for _ in range(2):
        for _ in range(4):
            try_password(client, user, "sai-mật-khẩu-rồi")
        give_password(client, user.email)
        give_code(client, fresh_code(user))
        client.post(
            "/account/sign-out", data={"csrf_token": form_token(client.get("/account/").text)}
        )
    assert "account.lock" not in acts()


def test_the_password_alone_forgets_no_wrong_codes(app: Flask, client: FlaskClient) -> None:
    user = create_staff()
    for attempt in range(5):
        visitor = app.test_client()
        give_password(visitor, user.email)
        found = give_code(visitor, "000000")
        assert (found.location == SIGN_IN) == (attempt == 4)


def test_a_recovery_code_works_once(app: Flask) -> None:
    user = create_staff()
    code, *_ = new_recovery_codes(user)
    db.session.commit()
    for expected in (302, 200):
        client = app.test_client()
        give_password(client, user.email)
        assert give_code(client, f" {code.upper()} ").status_code == expected
    assert "account.use_recovery_code" in acts()
    stored = db.session.scalars(select(RecoveryCode.digest)).all()
    assert len(stored) == 10
    assert not any(code.replace("-", "") in digest for digest in stored)


def test_a_new_member_of_staff_must_set_up_a_second_factor_first(
    app: Flask, client: FlaskClient
) -> None:
    user = create_staff()
    db.session.execute(Authenticator.__table__.delete())
    db.session.commit()
    give_password(client, user.email)
    assert client.get("/results/").location.startswith(SECOND_STEP)
    assert client.get(SECOND_STEP).location == "/account/set-up"
    assert "Ứng dụng trên điện thoại" in Visitor(client).get("/account/set-up").text
    page = Visitor(client).get("/account/authenticator")
    secret = page.one("code", class_="authenticator-secret").text
    form = {"csrf_token": form_token(page.html)}
    wrong = Visitor(client).post("/account/authenticator", data={**form, "code": "000000"})
    assert wrong.one("code", class_="authenticator-secret").text == secret
    code = code_at(int(time.time()) // STEP, secret)
    codes = Visitor(client).post("/account/authenticator", data={**form, "code": code})
    assert len(codes.all("li")) >= 10
    assert client.get("/results/").status_code == 200
    assert acts()[-2:] == ["account.add_factor", "session.sign_in"]


def test_somebody_without_any_role_needs_no_second_factor(app: Flask, client: FlaskClient) -> None:
    create_user("moi@example.vn", PASSWORD, now=NOW)
    give_password(client, "moi@example.vn")
    assert client.get("/start").location == "/account/"
    assert "Chưa có vai trò nào" in Visitor(client).get("/account/").text
    assert client.get("/results/").status_code == 403
    assert acts()[-2] == "session.sign_in"


def test_the_secret_of_an_app_is_encrypted(app: Flask) -> None:
    create_staff()
    (stored,) = db.session.scalars(select(Authenticator.secret)).all()
    assert "GEZDGNBV" not in stored


def test_new_recovery_codes_and_another_name_are_recorded(app: Flask, client: FlaskClient) -> None:
    sign_in(client, create_staff())
    token = form_token(client.get("/account/recovery-codes").text)
    client.post("/account/recovery-codes", data={"csrf_token": token})
    assert acts()[-1] == "account.new_recovery_codes"
    client.post("/account/", data={"csrf_token": token, "name": "Nguyễn An"})
    assert acts()[-1] == "account.rename"
    details = db.session.scalars(select(AuditEvent.details)).all()
    assert not any("Nguyễn" in text for text in details), "names could not be erased from there"
