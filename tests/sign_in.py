"""Signing in: at once for tests of other things, or through the pages: password, then a code."""

import re
import time

from flask.testing import FlaskClient
from flask_security.utils import login_user
from passlib.totp import TOTP
from werkzeug.http import parse_cookie

from app.access.staff_sessions import prove
from app.extensions import db
from app.models import Authenticator, RoleName, Unit, User
from tests.factories import AUTHENTICATOR, PASSWORD, create_staff

SIGN_IN = "/account/sign-in"
SECOND_STEP = "/account/second-step"
STEP = 30


def form_token(html: str) -> str:
    """The CSRF token of the first form of a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', html)
    assert found, "the page has no form with a token"
    return found.group(1)


def sign_in(
    client: FlaskClient,
    user: User | None = None,
    *,
    role: RoleName = RoleName.EVALUATOR,
    unit: Unit | None = None,
) -> FlaskClient:
    """Sign in as `user`, or as a new member of staff with `role` on `unit` or on everything.

    What the pages do once password and code were right; `give_password` and `give_code` walk them.
    """
    user = user or create_staff(role, unit=unit)
    app = client.application
    with app.app_context(), app.test_request_context(SECOND_STEP, method="POST"):
        login_user(db.session.get_one(User, user.id), remember=False, authn_via=["password"])
        prove()
        db.session.commit()
        answer = app.process_response(app.response_class())
    cookie = parse_cookie(answer.headers["Set-Cookie"])[app.config["SESSION_COOKIE_NAME"]]
    client.set_cookie(app.config["SESSION_COOKIE_NAME"], cookie)
    return client


def give_password(client: FlaskClient, email: str, password: str = PASSWORD):
    """Take the first step: only a right password leads on."""
    token = form_token(client.get(SIGN_IN).text)
    answer = client.post(SIGN_IN, data={"email": email, "password": password, "csrf_token": token})
    assert answer.status_code == 302, "signing in failed"
    return answer


def give_code(client: FlaskClient, code: str):
    """Take the second step."""
    token = form_token(client.get(SECOND_STEP).text)
    return client.post(SECOND_STEP, data={"code": code, "csrf_token": token})


def fresh_code(user: User) -> str:
    """The code that the person's app shows now; used before in this half minute or not."""
    db.session.expire_all()
    now = int(time.time()) // STEP
    app = db.session.get_one(Authenticator, user.id)
    if app.last_counter >= now:
        app.last_counter = 0
        db.session.commit()
    return code_at(now)


def code_at(counter: int, secret: str = AUTHENTICATOR) -> str:
    """What an app shows in one step of time."""
    return TOTP(secret, format="base32").generate(time=counter * STEP).token
