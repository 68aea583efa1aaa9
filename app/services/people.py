"""Looking after people: inviting, giving roles and taking them back, shutting accounts off."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from app import clock
from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import LinkPurpose, RoleGrant, RoleName, User
from app.queries.people import count_administrators, is_administrator
from app.services.accounts import new_user
from app.services.auditing import record_event
from app.services.rights.granting import give_role
from app.services.sign_in.links import make_link, retire_links
from app.services.sign_in.sessions import end_sessions


class LastAdministrator(LangNgheError):
    """Nobody would be left who can look after people."""


class OwnRole(LangNgheError):
    """Nobody gives a role to oneself."""


@dataclass(frozen=True)
class NewRole:
    """A role to give: on a unit or everywhere, from a day, to a day or without an end."""

    role: RoleName
    unit_id: int | None
    valid_from: date
    valid_to: date | None


def invite(
    email: str, name: str, first: NewRole, *, actor: Actor, now: datetime
) -> tuple[User, str]:
    """Make an account with a first role; give it back with the secret of its link.

    Raises `InvalidAccount` or `InvalidGrant`; nothing is stored then.
    """
    # Nobody knows this password: the link is the only way in until the person has set another.
    user = new_user(email, secrets.token_urlsafe(32), name=name, now=now)
    add_role(user, first, actor=actor, now=now)
    db.session.flush()
    record_event(
        "account.create",
        actor=actor,
        thing=f"account:{user.id}",
        unit_id=first.unit_id,
        now=now,
        roles=first.role.value,
    )
    secret = make_link(user, LinkPurpose.INVITATION, actor=actor, now=now)
    db.session.commit()
    return user, secret


def make_new_link(user: User, *, actor: Actor, now: datetime) -> str:
    """Make a link by which a person sets a new password; older ones work no more; commits."""
    secret = make_link(user, LinkPurpose.NEW_PASSWORD, actor=actor, now=now)
    db.session.commit()
    return secret


def give(user: User, new: NewRole, *, actor: Actor, now: datetime) -> RoleGrant:
    """Give somebody else a role; commits. Raises `OwnRole` or `InvalidGrant`."""
    if actor.account_id == user.id:
        raise OwnRole("nobody gives a role to oneself")
    grant = add_role(user, new, actor=actor, now=now)
    db.session.flush()
    note_role("role.give", grant, actor=actor, now=now)
    db.session.commit()
    return grant


def add_role(user: User, new: NewRole, *, actor: Actor, now: datetime) -> RoleGrant:
    """Add a grant; the caller commits."""
    return give_role(
        user,
        new.role,
        unit_id=new.unit_id,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        actor=actor,
        now=now,
    )


def end_role(grant: RoleGrant, *, actor: Actor, now: datetime) -> None:
    """Take a role back from this moment on; commits. Raises `LastAdministrator`."""
    today = clock.local_day(now)
    is_central = grant.role == RoleName.SYSTEM_ADMINISTRATOR and grant.unit_id is None
    if is_central and grant.user.active:
        keep_an_administrator(grant.user, today)
    grant.ended_at, grant.ended_by = now, actor.account_id
    note_role("role.end", grant, actor=actor, now=now)
    db.session.commit()


def shut_off(user: User, *, actor: Actor, now: datetime) -> None:
    """Close an account: every session, key of a link and sign-in ends at once; commits.

    Raises `LastAdministrator`.
    """
    keep_an_administrator(user, clock.local_day(now))
    user.active = False
    end_sessions(user, now=now)
    retire_links(user, now=now)
    record_event("account.shut", actor=actor, thing=f"account:{user.id}", unit_id=None, now=now)
    db.session.commit()


def reopen(user: User, *, actor: Actor, now: datetime) -> None:
    """Open a closed account again, with the roles that are still in force; commits."""
    user.active = True
    record_event("account.reopen", actor=actor, thing=f"account:{user.id}", unit_id=None, now=now)
    db.session.commit()


def keep_an_administrator(user: User, day: date) -> None:
    """Raise `LastAdministrator` if nobody but this person looks after people everywhere."""
    if user.active and is_administrator(user.id, day) and count_administrators(day) == 1:
        raise LastAdministrator("nobody else could look after people")


def note_role(act: str, grant: RoleGrant, *, actor: Actor, now: datetime) -> None:
    """Record that a role was given or taken back."""
    record_event(
        act,
        actor=actor,
        thing=f"account:{grant.user_id}",
        unit_id=grant.unit_id,
        now=now,
        role=grant.role,
        since=grant.valid_from.isoformat(),
        until=grant.valid_to.isoformat() if grant.valid_to else None,
    )
