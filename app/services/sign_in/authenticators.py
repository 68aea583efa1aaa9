"""One-time codes of an app (TOTP, RFC 6238): six digits, thirty seconds, none works twice."""

import base64
from datetime import datetime

from passlib.exc import TokenError
from passlib.totp import TOTP

from app.extensions import db
from app.models import Authenticator, User
from app.services.sign_in.secrets_at_rest import key_for

ISSUER = "Lang Nghe"
WINDOW = 30
"""Seconds by which a telephone's clock may be wrong, either way."""


def totp_kind() -> type[TOTP]:
    """Give the class whose secrets are encrypted with the service's own key."""
    key = base64.b16encode(key_for("authenticator")).decode()
    kind: type[TOTP] = TOTP.using(secrets={"1": key}, issuer=ISSUER, encrypt_cost=10)
    return kind


def new_secret() -> str:
    """Make a secret, in the letters that an app takes by hand too."""
    return str(TOTP.new().base32_key)


def address_of(secret: str, user: User) -> str:
    """Give the address that the QR code of a new authenticator carries."""
    return str(TOTP(secret, format="base32").to_uri(label=user.email, issuer=ISSUER))


def matching_counter(secret: str, code: str, *, now: datetime, last_counter: int = 0) -> int | None:
    """Give the time step of a right code that is newer than the last one; None for a wrong one."""
    try:
        match = TOTP(secret, format="base32").match(
            code, time=int(now.timestamp()), window=WINDOW, last_counter=last_counter or None
        )
    except (TokenError, ValueError):
        return None
    return int(match.counter)


def add_authenticator(user: User, secret: str, code: str, *, now: datetime) -> bool:
    """Take an app as second factor if it shows the right code; the caller commits."""
    counter = matching_counter(secret, code, now=now)
    if counter is None:
        return False
    db.session.merge(
        Authenticator(
            user_id=user.id,
            secret=encrypted(secret),
            last_counter=counter,
            added_at=now,
        )
    )
    return True


def encrypted(secret: str) -> str:
    """Write a secret as it is stored."""
    return str(totp_kind()(secret, format="base32").to_json(encrypt=True))


def takes_code(user: User, code: str, *, now: datetime) -> bool:
    """Tell whether a code is right and new, and use it up; the caller commits."""
    found = db.session.get(Authenticator, user.id, with_for_update=True)
    if found is None:
        return False
    secret = totp_kind().from_json(found.secret).base32_key
    counter = matching_counter(secret, code, now=now, last_counter=found.last_counter)
    if counter is None:
        return False
    found.last_counter = counter
    return True
