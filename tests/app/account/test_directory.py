"""Signing in through a directory: a provider of OpenID Connect that runs on this machine."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient

from app.account import directory
from app.extensions import db
from app.models import RoleName, User
from app.services.accounts import create_user
from tests.app.account.provider import CLIENT_ID, CLIENT_SECRET, Person, running_provider
from tests.factories import NOW, PASSWORD
from tests.pages import Visitor
from tests.postgres import free_port
from tests.sign_in import SIGN_IN

ADDRESS = "canbo@example.vn"
START, RETURN = "/account/directory", "/account/directory/return"


@pytest.fixture
def person(app: Flask) -> Iterator[Person]:
    """The person at the provider; the application is set to trust it."""
    person = Person()
    settings = app.extensions["settings"]
    with running_provider(free_port(), settings.PUBLIC_URL + RETURN, person) as issuer:
        app.extensions["settings"] = replace(
            settings,
            OIDC_ISSUER=issuer,
            OIDC_CLIENT_ID=CLIENT_ID,
            OIDC_CLIENT_SECRET=CLIENT_SECRET,
        )
        directory.register(app)
        yield person


def at_provider(client: FlaskClient) -> str:
    """Go to the provider, which asks nothing, and give the address it leads back to."""
    there = client.get(START).location
    asked = parse_qs(urlsplit(there).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    back = requests.get(there, allow_redirects=False, timeout=10).headers["Location"]
    return f"{RETURN}?{urlsplit(back).query}"


def test_a_person_with_an_account_signs_in_and_takes_the_second_step(
    app: Flask, client: FlaskClient, person: Person
) -> None:
    create_user(ADDRESS, PASSWORD, RoleName.EVALUATOR, now=NOW)
    assert "Đăng nhập qua hệ thống của tỉnh" in Visitor(client).get(SIGN_IN).text
    assert client.get(at_provider(client)).location == "/start"
    assert client.get("/start").location.startswith("/account/second-step")


def test_who_showed_more_than_a_password_there_needs_no_second_step_here(
    app: Flask, client: FlaskClient, person: Person
) -> None:
    create_user(ADDRESS, PASSWORD, RoleName.EVALUATOR, now=NOW)
    person.amr = ["pwd", "otp"]
    client.get(at_provider(client))
    assert client.get("/results/").status_code == 200


@pytest.mark.parametrize(
    "said",
    [{"email": "la@example.vn"}, {"email_verified": False}, {"nonce": "of another sign-in"}],
)
def test_what_the_directory_cannot_vouch_for_opens_nothing(
    app: Flask, client: FlaskClient, person: Person, said: dict[str, object]
) -> None:
    create_user(ADDRESS, PASSWORD, RoleName.EVALUATOR, now=NOW)
    vars(person).update(said)
    assert client.get(at_provider(client)).location == SIGN_IN
    assert client.get("/start").location.startswith(SIGN_IN)
    assert db.session.query(User).count() == 1


def test_an_answer_works_in_the_browser_that_asked_and_once(
    app: Flask, client: FlaskClient, person: Person
) -> None:
    create_user(ADDRESS, PASSWORD, RoleName.EVALUATOR, now=NOW)
    back = at_provider(client)
    assert app.test_client().get(back).location == SIGN_IN, "another browser"
    assert client.get(back).location == "/start"
    assert app.test_client().get(back).location == SIGN_IN


def test_a_closed_account_stays_closed(app: Flask, client: FlaskClient, person: Person) -> None:
    user = create_user(ADDRESS, PASSWORD, RoleName.EVALUATOR, now=NOW)
    user.active = False
    db.session.commit()
    assert client.get(at_provider(client)).location == SIGN_IN


def test_without_a_directory_there_is_no_such_page(app: Flask, client: FlaskClient) -> None:
    assert client.get(START).status_code == 404
    assert "hệ thống của tỉnh" not in Visitor(client).get(SIGN_IN).text
