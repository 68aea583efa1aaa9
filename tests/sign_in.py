"""Signing in through the page itself, as staff do."""

import re

from flask.testing import FlaskClient

from app.models import RoleName, Unit, User
from tests.factories import PASSWORD, create_staff

SIGN_IN = "/account/sign-in"


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
    """Sign in as `user`, or as a new member of staff with `role` on `unit` or on everything."""
    email = (user or create_staff(role, unit=unit)).email
    token = form_token(client.get(SIGN_IN).text)
    form = {"email": email, "password": PASSWORD, "csrf_token": token}
    answer = client.post(SIGN_IN, data=form)
    assert answer.status_code == 302, "signing in failed"
    return client
