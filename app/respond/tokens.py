"""What a form and a receipt's address carry in place of a cookie, signed by us.

A form's token is its key, which makes sending twice harmless, and the time it was opened. A
receipt's address must lead to its code for ten minutes without telling anybody which response it
is: addresses stand in the logs of servers and the history of browsers, and the key stands in the
database. So the key is not only signed but hidden there.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from flask import current_app, g
from itsdangerous import BadSignature, SignatureExpired, TimestampSigner

from app.errors import FormExpired

FORM_SECONDS = 24 * 3600
DEVICE_SECONDS = 7 * 24 * 3600
"""How long a device may keep an answer, or a form that is still to be filled in."""
RECEIPT_SECONDS = 10 * 60


@dataclass(frozen=True)
class FormToken:
    """The key of a form that was opened at a moment."""

    key: UUID
    opened_at: datetime


def new_form_token() -> str:
    """Make the token of a form that is opened now."""
    return sign_new_form(current_app.config["SECRET_KEY"]).decode()


def sign_new_form(secret: str) -> bytes:
    """Make the token of a new form, also where no application is at hand."""
    return signer_with(secret, "form").sign(secrets.token_hex(16))


def read_form_token(token: str, *, of_any_age: bool = False) -> FormToken:
    """Read a form's token.

    Raises `FormExpired` if it is missing, forged or too old; one too old still tells its key.
    """
    found = verified_form(token)
    age = signer("form").get_timestamp() - int(found.opened_at.timestamp())
    if not of_any_age and not 0 <= age <= FORM_SECONDS:
        raise FormExpired(found.key)
    return found


def verified_form(token: str) -> FormToken:
    """Read a form's token of any age, its signature checked once a request; it is asked for often.

    Raises `FormExpired` if it is missing or forged.
    """
    known: tuple[str, FormToken] | None = g.get("verified_form")
    if known is not None and known[0] == token:
        return known[1]
    try:
        found = unsigned(token, "form", oldest=None)
    except BadSignature as error:
        raise FormExpired(None) from error
    g.verified_form = (token, found)
    return found


def sign_spare_form(access_code: str, key: UUID) -> str:
    """Make the token of a form that a device keeps, to be filled in at this access code only."""
    return signer(f"spare form {access_code}").sign(key.hex).decode()


def read_kept_token(token: str, access_code: str) -> FormToken:
    """Read the token of an answer that a device kept: of a spare form, or of a page's own form.

    Raises `FormExpired` as `read_form_token` does; a week is allowed.
    """
    for purpose in (f"spare form {access_code}", "form"):
        with suppress(BadSignature):
            return unsigned(token, purpose, oldest=DEVICE_SECONDS)
    raise FormExpired(None)


def unsigned(token: str, purpose: str, *, oldest: int | None) -> FormToken:
    """Read a token of a purpose, at most `oldest` seconds old.

    Raises `BadSignature` if it is none of ours, and `FormExpired`, which tells its key, if it is
    too old.
    """
    try:
        key, moment = signer(purpose).unsign(token, max_age=oldest, return_timestamp=True)
    except SignatureExpired as old:
        raise FormExpired(UUID((old.payload or b"").decode())) from old
    return FormToken(UUID(key.decode()), moment)


def form_opened_at(token: str) -> datetime | None:
    """Tell when a form was opened; None if nothing of ours says so."""
    try:
        return read_form_token(token, of_any_age=True).opened_at
    except FormExpired:
        return None


def new_receipt_token(key: UUID) -> str:
    """Make what stands in a receipt's address.

    The key is combined (XOR) with a pad that only our secret and a fresh random number give: an
    encryption with HMAC as its pseudorandom function, signed afterwards with the time.
    """
    nonce = secrets.token_bytes(16)
    hidden = combined(key.bytes, pad(nonce))
    return signer("receipt").sign(urlsafe_b64encode(nonce + hidden).rstrip(b"=")).decode()


def read_receipt_token(token: str) -> UUID | None:
    """Read the key from a receipt's address; None once ten minutes are over.

    Raises `BadSignature` if we never gave this address to anybody.
    """
    try:
        packed = signer("receipt").unsign(token, max_age=RECEIPT_SECONDS)
    except SignatureExpired:
        return None
    both = urlsafe_b64decode(packed + b"==")
    return UUID(bytes=combined(both[16:], pad(both[:16])))


def pad(nonce: bytes) -> bytes:
    """Compute the sixteen bytes that hide the key beside this nonce, used once."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(secret, b"receipt address\0" + nonce, hashlib.sha256)[:16]


def combined(one: bytes, other: bytes) -> bytes:
    """Combine bytes by exclusive or; doing it again takes it back."""
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def signer(purpose: str) -> TimestampSigner:
    """Give the signer of a purpose: a token of one cannot be used for another."""
    return signer_with(current_app.config["SECRET_KEY"], purpose)


@lru_cache
def signer_with(secret: str, purpose: str) -> TimestampSigner:
    """Make a signer once, with a key of its own derived from the secret; it holds no state."""
    key = hmac.digest(secret.encode(), f"langnghe {purpose}".encode(), hashlib.sha256)
    return TimestampSigner(key, key_derivation="none", digest_method=hashlib.sha256)
