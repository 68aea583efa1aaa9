"""Which second factors a person has, and who needs one."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, exists, select

from app import clock
from app.actor import Actor
from app.errors import LangNgheError, NotFound
from app.extensions import db
from app.models import Authenticator, Passkey, RecoveryCode, User
from app.queries.rights import list_held_roles
from app.services.auditing import record_event
from app.services.sign_in.passkeys import list_passkeys
from app.services.sign_in.sessions import end_sessions


@dataclass(frozen=True)
class Factors:
    """What a person can show besides the password."""

    authenticator: bool
    passkeys: bool

    @property
    def any(self) -> bool:
        """Whether there is one."""
        return self.authenticator or self.passkeys


def factors_of(user: User) -> Factors:
    """Tell which second factors a person has."""
    row = db.session.execute(
        select(
            exists().where(Authenticator.user_id == user.id),
            exists().where(Passkey.user_id == user.id),
        )
    ).one()
    return Factors(*row)


def needs_second_factor(user: User, day: date) -> bool:
    """Tell whether a person must have one: whoever holds a role, for each opens people's answers
    or what leads to them."""
    return bool(list_held_roles(user.id, day))


class LastFactor(LangNgheError):
    """The only second factor of somebody who needs one cannot be removed."""


def remove_authenticator(user: User, *, actor: Actor, now: datetime) -> None:
    """Let an app's codes count no more; commits. Raises `LastFactor`."""
    if not factors_of(user).passkeys and needs_second_factor(user, clock.local_day(now)):
        raise LastFactor("there is no other one")
    db.session.execute(delete(Authenticator).where(Authenticator.user_id == user.id))
    note_removal(user, "authenticator", actor=actor, now=now)


def remove_passkey(user: User, passkey_id: int, *, actor: Actor, now: datetime) -> None:
    """Let a passkey of a person sign in no more; commits. Raises `NotFound`, `LastFactor`."""
    passkeys = list_passkeys(user)
    found = next((passkey for passkey in passkeys if passkey.id == passkey_id), None)
    if found is None:
        raise NotFound(f"no passkey {passkey_id} of this person")
    is_last = len(passkeys) == 1 and not factors_of(user).authenticator
    if is_last and needs_second_factor(user, clock.local_day(now)):
        raise LastFactor("there is no other one")
    db.session.delete(found)
    note_removal(user, "passkey", actor=actor, now=now)


def note_removal(user: User, kind: str, *, actor: Actor, now: datetime) -> None:
    """Record that a second factor is gone, and commit."""
    record_event(
        "account.remove_factor",
        actor=actor,
        thing=f"account:{user.id}",
        unit_id=None,
        now=now,
        kind=kind,
    )
    db.session.commit()


def reset_factors(user: User, *, actor: Actor, now: datetime) -> None:
    """Take away every second factor of a person who lost them, and end the sessions; commits."""
    for table in (Authenticator, Passkey, RecoveryCode):
        db.session.execute(delete(table).where(table.user_id == user.id))
    end_sessions(user, now=now)
    record_event(
        "account.reset_factors", actor=actor, thing=f"account:{user.id}", unit_id=None, now=now
    )
    db.session.commit()
