"""Erasing what tells who an account belonged to, while everything it did stays recorded.

The account's row stays with its number, because grants and exclusions speak of it; its address,
name and secrets go. Audit events name an opaque actor, whose name stands apart and is emptied: no
event changes, and the chain still verifies.
"""

import secrets
from datetime import datetime

from sqlalchemy import delete, update

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import AuditActor, Base, ResponseImport, RoleGrant, User
from app.personal_data import OWN_TABLES
from app.services.auditing import record_event
from app.services.people import keep_an_administrator

ERASED = "@erased.invalid"
"""The end of an erased account's address; nothing can ever be sent to `.invalid` (RFC 2606)."""


def erase_account(user: User, *, actor: Actor, now: datetime) -> None:
    """Empty an account of all that tells whose it was; the caller commits.

    Raises `LastAdministrator`.
    """
    keep_an_administrator(user, clock.local_day(now))
    for name, column in OWN_TABLES.items():
        table = Base.metadata.tables[name]
        db.session.execute(delete(table).where(table.c[column] == user.id))
    end_grants(user, actor, now)
    forget_importer(user)
    user.email = f"{user.id}{ERASED}"
    user.name = ""
    user.active = False
    user.password = ""
    user.fs_uniquifier = secrets.token_hex(32)
    record_event("account.erase", actor=actor, thing=f"account:{user.id}", unit_id=None, now=now)
    # After the event: it would else write the name of somebody who erases the own account.
    db.session.execute(
        update(AuditActor)
        .where(AuditActor.kind == "person", AuditActor.account_id == user.id)
        .values(name=None)
    )


def erase_own_account(user: User, *, actor: Actor, now: datetime) -> None:
    """Erase an account in one transaction. Raises `LastAdministrator`."""
    erase_account(user, actor=actor, now=now)
    db.session.commit()


def forget_importer(user: User) -> None:
    """Empty the name that imports of answers were signed with; who it was, the audit's id tells."""
    db.session.execute(
        update(ResponseImport)
        .where(ResponseImport.imported_by == user.email)
        .values(imported_by="")
    )


def end_grants(user: User, actor: Actor, now: datetime) -> None:
    """Take back every role of an account; the rows stay, so that a breach can be looked into."""
    db.session.execute(
        update(RoleGrant)
        .where(RoleGrant.user_id == user.id, RoleGrant.ended_at.is_(None))
        .values(ended_at=now, ended_by=actor.account_id)
    )
