"""Accounts of staff: who may sign in, and as what."""

import secrets
from datetime import datetime
from enum import StrEnum

from email_validator import EmailNotValidError, validate_email
from flask_security.utils import hash_password
from sqlalchemy import select

from app.errors import LangNgheError
from app.extensions import db, security
from app.models import Role, User

SHORTEST_PASSWORD = 12


class RoleName(StrEnum):
    """What a member of staff may do. Role × unit × time comes with the rights room."""

    ADMINISTRATOR = "administrator"
    DESIGNER = "designer"
    EVALUATOR = "evaluator"


class InvalidAccount(LangNgheError):
    """An account cannot be made so; the message says why."""


def create_user(email: str, password: str, role: RoleName, *, now: datetime) -> User:
    """Create an account in one transaction.

    Raises `InvalidAccount` if the address is not one, is taken, or the password is too short.
    """
    address = checked_address(email)
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidAccount(f"The password needs at least {SHORTEST_PASSWORD} characters.")
    if db.session.scalar(select(User.id).where(User.email == address)):
        raise InvalidAccount(f"There is already an account for {address}.")
    user = User(
        email=address,
        # As the sign-in form does: one Vietnamese word can be typed as two different byte strings.
        password=hash_password(security.password_util.normalize(password)),
        active=True,
        fs_uniquifier=secrets.token_hex(32),
        created_at=now,
        roles=[role_row(role)],
    )
    db.session.add(user)
    db.session.commit()
    return user


def create_first_administrator(*, now: datetime) -> tuple[str, str] | None:
    """Create an administrator with a random password if nobody has an account yet.

    Returns the address and the password, to be shown once, or None if there are accounts.
    """
    if db.session.scalar(select(User.id).limit(1)) is not None:
        return None
    email, password = "admin@langnghe.example", secrets.token_urlsafe(15)
    create_user(email, password, RoleName.ADMINISTRATOR, now=now)
    return email, password


def checked_address(email: str) -> str:
    """Normalise an e-mail address, or raise `InvalidAccount`."""
    try:
        return validate_email(
            email, check_deliverability=False, test_environment=True
        ).normalized.lower()
    except EmailNotValidError as error:
        raise InvalidAccount(f"{email!r} is not an e-mail address.") from error


def role_row(role: RoleName) -> Role:
    """Find the row of a role, or make it."""
    found = db.session.scalar(select(Role).where(Role.name == role.value))
    return found or Role(name=role.value)
