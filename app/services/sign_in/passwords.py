"""Changing a password: whoever had a session of before has none any more."""

import secrets
from datetime import datetime

from flask_security.utils import hash_password, verify_password

from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import security
from app.models import User
from app.services.auditing import record_event
from app.services.sign_in.sessions import end_sessions

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200


class WeakPassword(LangNgheError):
    """A password is too short, too long, or the account's own address."""


def checked_password(password: str, email: str) -> str:
    """Normalise a new password; raises `WeakPassword`."""
    # As the sign-in form does: one Vietnamese word can be typed as two different byte strings.
    normal = str(security.password_util.normalize(password))
    if not SHORTEST_PASSWORD <= len(normal) <= LONGEST_PASSWORD:
        raise WeakPassword(f"The password needs at least {SHORTEST_PASSWORD} characters.")
    if normal.casefold() == email.casefold() or len(set(normal)) < 5:
        raise WeakPassword("The password is too easy to guess.")
    return normal


def is_right_password(user: User, password: str) -> bool:
    """Tell whether it is the person's password."""
    return bool(verify_password(security.password_util.normalize(password), user.password))


def set_password(user: User, password: str, *, actor: Actor, now: datetime) -> None:
    """Give an account another password and end all its sessions; the caller commits.

    Raises `WeakPassword`.
    """
    user.password = hash_password(checked_password(password, user.email))
    # What Flask-Security signs into a cookie; every cookie of before names nobody from now on.
    user.fs_uniquifier = secrets.token_hex(32)
    end_sessions(user, now=now)
    record_event(
        "account.change_password", actor=actor, thing=f"account:{user.id}", unit_id=None, now=now
    )
