"""Signing in through a province's own directory (OpenID Connect), if the settings name one.

The directory vouches for an address; the account must be there already. State, nonce and the code
challenge (PKCE) are kept in the session by Authlib.
"""

from typing import Any

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_security.utils import login_user
from joserfc.errors import JoseError
from requests import RequestException
from sqlalchemy import select

from app.account.blueprint import blueprint
from app.account.second_step import proven
from app.errors import NotFound
from app.extensions import db
from app.models import User

STRONG = frozenset({"mfa", "otp", "hwk", "swk", "fpt", "face", "sc"})
"""Ways of showing who one is (RFC 8176, `amr`) that make our own second step needless."""
NAME = "directory"


def register(app: Flask) -> None:
    """Make the client of the directory, if there is one."""
    settings = app.extensions["settings"]
    oauth = OAuth(app)
    if settings.OIDC_ISSUER:
        oauth.register(
            NAME,
            client_id=settings.OIDC_CLIENT_ID,
            client_secret=settings.OIDC_CLIENT_SECRET,
            server_metadata_url=f"{settings.OIDC_ISSUER}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email",
                "code_challenge_method": "S256",
                "timeout": 10,
            },
        )
    app.extensions["directory"] = oauth


def client() -> Any:
    """Give the directory's client; raises `NotFound` where the settings name none."""
    found = current_app.extensions["directory"].create_client(NAME)
    if found is None:
        raise NotFound("no directory is set")
    return found


@blueprint.get("/directory")
def to_directory() -> ResponseReturnValue:
    """Lead to the directory's own sign-in page."""
    settings = current_app.extensions["settings"]
    back = settings.PUBLIC_URL + url_for(".from_directory")
    try:
        answer: ResponseReturnValue = client().authorize_redirect(back)
    except (OAuthError, RequestException):
        current_app.logger.exception("the directory does not answer")
        return refused(gettext("The directory does not answer. Please try again later."))
    return answer


@blueprint.get("/directory/return")
def from_directory() -> ResponseReturnValue:
    """Take what the directory vouches for, and sign in the account of that address."""
    try:
        claims = client().authorize_access_token().get("userinfo") or {}
    except (OAuthError, JoseError, RequestException):
        # The reason may hold a code or an address; its kind is enough.
        current_app.logger.warning("the directory's answer was refused")
        return refused(gettext("The directory's answer could not be used. Please try again."))
    user = account_of(claims)
    if user is None:
        return refused(gettext("There is no open account here for what the directory says."))
    login_user(user, remember=False, authn_via=["oidc"])
    if STRONG.isdisjoint(claims.get("amr") or ()):
        db.session.commit()
        return redirect(url_for("staff.start"))
    return proven()


def offer_directory() -> dict[str, bool]:
    """Tell the sign-in page whether there is a directory."""
    return {"directory": bool(current_app.extensions["settings"].OIDC_ISSUER)}


def account_of(claims: dict[str, Any]) -> User | None:
    """Find the open account of a verified address; nobody makes an account by signing in."""
    email = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(email, str):
        return None
    user = db.session.scalar(select(User).where(User.email == email.strip().lower()))
    return user if user is not None and user.active else None


def refused(words: str) -> ResponseReturnValue:
    """Go back to the sign-in page with a sentence."""
    flash(words, "error")
    return redirect(url_for("security.login"))
