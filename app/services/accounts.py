"""Accounts of staff: who may sign in."""

import secrets
from datetime import datetime

from email_validator import EmailNotValidError, validate_email
from flask_security.utils import hash_password
from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import RoleName, User
from app.services.auditing import record_event
from app.services.rights.granting import give_role
from app.services.sign_in.passwords import WeakPassword, checked_password

MACHINE = Actor.command("flask users")
FIRST_ROLES = (RoleName.SYSTEM_ADMINISTRATOR, RoleName.SURVEY_ADMINISTRATOR)
"""What the first account may do: everything but read single answers; it can give that, too."""


class InvalidAccount(LangNgheError):
    """An account cannot be made so; the message says why."""


def create_user(
    email: str,
    password: str,
    *roles: RoleName,
    now: datetime,
    unit_id: int | None = None,
    actor: Actor = MACHINE,
) -> User:
    """Create an account with roles on a unit, or on the whole service, in one transaction.

    Raises `InvalidAccount` if the address is not one, is taken, or the password is too short.
    """
    user = new_user(email, password, now=now)
    for role in roles:
        today = clock.local_day(now)
        give_role(user, role, unit_id=unit_id, valid_from=today, actor=actor, now=now)
    db.session.flush()
    thing, named = f"account:{user.id}", ", ".join(roles)
    record_event("account.create", actor=actor, thing=thing, unit_id=unit_id, now=now, roles=named)
    db.session.commit()
    return user


def new_user(email: str, password: str, *, name: str = "", now: datetime) -> User:
    """Add an account without any role; the caller commits. Raises `InvalidAccount`."""
    address = checked_address(email)
    try:
        normal = checked_password(password, address)
    except WeakPassword as error:
        raise InvalidAccount(str(error)) from error
    if db.session.scalar(select(User.id).where(User.email == address)):
        raise InvalidAccount(f"There is already an account for {address}.")
    user = User(
        email=address,
        name=name,
        password=hash_password(normal),
        active=True,
        fs_uniquifier=secrets.token_hex(32),
        created_at=now,
    )
    db.session.add(user)
    return user


def create_first_administrator(*, now: datetime) -> tuple[str, str] | None:
    """Create an administrator with a random password if nobody has an account yet.

    Returns the address and the password, to be shown once, or None if there are accounts.
    """
    if db.session.scalar(select(User.id).limit(1)) is not None:
        return None
    email, password = "admin@langnghe.example", secrets.token_urlsafe(15)
    create_user(email, password, *FIRST_ROLES, now=now)
    return email, password


def checked_address(email: str) -> str:
    """Normalise an e-mail address, or raise `InvalidAccount`."""
    try:
        return validate_email(
            email, check_deliverability=False, test_environment=True
        ).normalized.lower()
    except EmailNotValidError as error:
        raise InvalidAccount(f"{email!r} is not an e-mail address.") from error
