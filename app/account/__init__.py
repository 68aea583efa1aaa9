"""One's own account: the second step of signing in, password, second factors, sessions."""

from flask import Flask

from app.account import (  # noqa: F401  (their routes stand on the blueprint)
    authenticators,
    directory,
    links,
    mails,
    overview,
    passkeys,
    passwords,
    second_step,
)
from app.account.blueprint import blueprint
from app.account.forms import SignInForm
from app.extensions import security

__all__ = ["SignInForm", "init_app"]


def init_app(app: Flask) -> None:
    """Register the pages, and offer passkeys on the sign-in page."""
    app.register_blueprint(blueprint)
    security.login_context_processor(passkeys.offer_passkey)
    security.login_context_processor(directory.offer_directory)
    directory.register(app)
