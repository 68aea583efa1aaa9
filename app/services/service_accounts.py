"""Keys of programs: given out once, asked at every request, taken back at once."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import ApiAct, ServiceAccount
from app.scope import Scope
from app.services.auditing import record_event
from app.services.rights.deciding import scope_on, units_below

KEY_BEGIN = "langnghe_"
LONGEST_LIFE = timedelta(days=731)
NOTED_AFTER = timedelta(minutes=1)
"""`last_used_at` is written at most this often: a reading request must not become a writing one."""


class InvalidServiceAccount(LangNgheError):
    """An account cannot be made so; `field` says which part of it is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def create_service_account(
    name: str,
    *,
    unit_id: int | None,
    acts: Collection[ApiAct],
    expires_on: date,
    actor: Actor,
    now: datetime,
) -> tuple[ServiceAccount, str]:
    """Create an account; give it back with its key, which nobody can look up later.

    Raises `InvalidServiceAccount` if the name is taken, nothing may be done, or the last day is
    over or more than two years away.
    """
    check_account(name, acts, expires_on, clock.local_day(now))
    key = KEY_BEGIN + secrets.token_urlsafe(32)
    account = ServiceAccount(
        name=name,
        unit_id=unit_id,
        acts=sorted(act.value for act in acts),
        key_digest=digest(key),
        key_end=key[-4:],
        created_at=now,
        expires_on=expires_on,
    )
    db.session.add(account)
    db.session.flush()
    record_event(
        "service_account.create",
        actor=actor,
        thing=f"service_account:{account.id}",
        unit_id=unit_id,
        now=now,
        acts=list(account.acts),
        until=expires_on.isoformat(),
    )
    db.session.commit()
    return account, key


def check_account(name: str, acts: Collection[ApiAct], expires_on: date, today: date) -> None:
    """Raise `InvalidServiceAccount` for what cannot be."""
    if not acts:
        raise InvalidServiceAccount("acts", "nothing may be done with this key")
    if not today <= expires_on <= today + LONGEST_LIFE:
        raise InvalidServiceAccount("expires_on", "the last day is over, or too far away")
    if db.session.scalar(select(ServiceAccount.id).where(ServiceAccount.name == name)):
        raise InvalidServiceAccount("name", "there is an account of this name")


def revoke_service_account(account: ServiceAccount, *, actor: Actor, now: datetime) -> None:
    """Let a key open nothing any more, from this moment on."""
    if account.revoked_at is not None:
        return
    account.revoked_at = now
    record_event(
        "service_account.revoke",
        actor=actor,
        thing=f"service_account:{account.id}",
        unit_id=account.unit_id,
        now=now,
    )
    db.session.commit()


def account_with_key(key: str, *, now: datetime) -> ServiceAccount | None:
    """Find whose key it is and note that it was used; None if it opens nothing (any more)."""
    query = select(ServiceAccount).where(ServiceAccount.key_digest == digest(key))
    account = db.session.scalar(query)
    if account is None or not is_in_force(account, now):
        return None
    if account.last_used_at is None or now - account.last_used_at >= NOTED_AFTER:
        account.last_used_at = now
        db.session.commit()
    return account


def is_in_force(account: ServiceAccount, now: datetime) -> bool:
    """Tell whether a key still opens anything."""
    return account.revoked_at is None and clock.local_day(now) <= account.expires_on


def service_scope(account: ServiceAccount, day: date) -> Scope:
    """Give the units that a program's rights cover on a day."""
    return scope_on([account.unit_id], units_below(day))


def digest(key: str) -> str:
    """Digest a key; it is random and long, so that no slow hash is needed."""
    return hashlib.sha256(key.encode()).hexdigest()
