"""Signing in and out, and what a browser is told to keep."""

import unicodedata
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.models import RoleName
from app.services.accounts import InvalidAccount, create_user
from tests.factories import NOW, PASSWORD, create_staff
from tests.pages import Visitor
from tests.sign_in import SIGN_IN, form_token, sign_in

ADDRESS = "canbo@example.vn"


def try_to_sign_in(client: FlaskClient, email: str, password: str, where: str = SIGN_IN):
    """Send the form of the sign-in page."""
    token = form_token(client.get(where).text)
    return client.post(where, data={"email": email, "password": password, "csrf_token": token})


def test_the_sign_in_page_is_vietnamese_and_says_for_whom_it_is(app: Flask, page: Visitor) -> None:
    found = page.get(SIGN_IN)
    assert found.one("h1").text == "Đăng nhập"
    assert "Người dân trả lời không cần tài khoản" in found.text
    assert page.get(f"{SIGN_IN}?lang=en").one("h1").text == "Sign in"


def test_a_form_that_was_open_too_long_is_answered_in_words(app: Flask, page: Visitor) -> None:
    shown = page.post(SIGN_IN, data={"email": ADDRESS, "password": PASSWORD}, status=400)
    assert shown.one("h1").text == "Xin thử lại"
    assert "Trang đã mở quá lâu" in shown.text


def test_a_sign_in_page_is_kept_by_no_cache(app: Flask, client: FlaskClient) -> None:
    assert client.get(SIGN_IN).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("email", "password"),
    [(ADDRESS, "sai-mật-khẩu-rồi"), ("la@example.vn", PASSWORD), ("", ""), ("x", "y")],
)
def test_every_failure_says_the_same(app: Flask, client: FlaskClient, email, password) -> None:
    create_user(ADDRESS, PASSWORD, RoleName.EVALUATOR, now=NOW)
    answer = try_to_sign_in(client, email, password)
    assert answer.status_code == 200
    said = Visitor(client).get(SIGN_IN)  # the form again, without a failure
    assert "không đúng, hoặc tài khoản đã khóa" not in said.text
    assert "không đúng, hoặc tài khoản đã khóa" in answer.text
    assert "Specified user" not in answer.text
    assert "does not exist" not in answer.text


def test_a_closed_account_cannot_sign_in(app: Flask, client: FlaskClient) -> None:
    user = create_staff()
    user.active = False
    app.extensions["sqlalchemy"].session.commit()
    assert try_to_sign_in(client, user.email, PASSWORD).status_code == 200


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_vietnamese_password_works_however_it_is_typed(
    app: Flask, client: FlaskClient, form: str
) -> None:
    create_user(ADDRESS, unicodedata.normalize("NFD", PASSWORD), RoleName.EVALUATOR, now=NOW)
    typed = unicodedata.normalize(form, PASSWORD)
    assert try_to_sign_in(client, ADDRESS, typed).status_code == 302


def test_after_signing_in_one_stands_where_one_wanted_to_go(
    app: Flask, client: FlaskClient
) -> None:
    user = create_staff()
    wanted = client.get("/results/?level=counter&sort=n")
    answer = try_to_sign_in(client, user.email, PASSWORD, wanted.headers["Location"])
    assert answer.headers["Location"] == "/results/?level=counter&sort=n"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "\\\\evil.example", "/\\evil.example"]
)
def test_signing_in_never_leads_to_another_site(
    app: Flask, client: FlaskClient, elsewhere: str
) -> None:
    user = create_staff()
    token = form_token(client.get(SIGN_IN).text)
    answer = client.post(
        SIGN_IN,
        query_string={"next": elsewhere},
        data={"email": user.email, "password": PASSWORD, "csrf_token": token},
    )
    address = urljoin(f"http://localhost{SIGN_IN}", answer.headers.get("Location", ""))
    assert urlsplit(address).netloc == "localhost"


def test_signing_out_needs_the_form_and_ends_the_session(app: Flask, client: FlaskClient) -> None:
    sign_in(client)
    page = client.get("/results/").text
    assert client.get("/account/sign-out").status_code == 405
    assert client.post("/account/sign-out").status_code == 400, "without a token"
    client.post("/account/sign-out", data={"csrf_token": form_token(page)})
    assert client.get("/results/").status_code == 302


def test_the_page_shows_who_is_signed_in_and_only_open_doors(app: Flask) -> None:
    evaluator, administrator = (
        sign_in(app.test_client(), role=role)
        for role in (RoleName.EVALUATOR, RoleName.SURVEY_ADMINISTRATOR)
    )
    text = Visitor(evaluator).get("/results/").text
    assert "@example.vn" in text
    assert "Điểm thu thập" not in text
    assert "Điểm thu thập" in Visitor(administrator).get("/results/").text


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(
    app: Flask, client: FlaskClient
) -> None:
    cookies = "; ".join(client.get(SIGN_IN).headers.getlist("Set-Cookie"))
    assert "HttpOnly" in cookies
    assert "SameSite=Lax" in cookies


def test_over_https_cookies_insist_on_it_and_forms_work(app: Flask) -> None:
    app.config["SESSION_COOKIE_SECURE"] = True
    user, client = create_staff(), app.test_client()
    secure = {"base_url": "https://localhost"}
    page = client.get(SIGN_IN, **secure)
    assert "Secure" in page.headers["Set-Cookie"]
    # A browser sends no referrer at all under "no-referrer", and the form would be refused.
    assert page.headers["Referrer-Policy"] == "same-origin"
    form = {"email": user.email, "password": PASSWORD, "csrf_token": form_token(page.text)}
    answer = client.post(
        SIGN_IN, data=form, headers={"Referer": f"https://localhost{SIGN_IN}"}, **secure
    )
    assert answer.status_code == 302


def test_the_language_is_remembered_for_staff_and_never_for_citizens(app: Flask) -> None:
    def cookies(path: str) -> str:
        return "; ".join(app.test_client().get(path).headers.getlist("Set-Cookie"))

    assert "language=en" in cookies(f"{SIGN_IN}?lang=en")
    assert cookies("/?lang=en") == ""
    assert "language=" not in cookies(f"{SIGN_IN}?lang=xx")


def test_an_account_needs_an_address_and_a_long_password(app: Flask) -> None:
    for email, password in (("x", PASSWORD), (ADDRESS, "ngắn")):
        with pytest.raises(InvalidAccount):
            create_user(email, password, RoleName.EVALUATOR, now=NOW)


def test_passwords_are_hashed_by_argon2(app: Flask) -> None:
    assert create_staff().password.startswith("$argon2id$")
