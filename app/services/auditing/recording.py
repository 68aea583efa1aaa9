"""Adding events to the chain, one writer after the other."""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.actor import Actor
from app.audit_acts import ACTS
from app.errors import LangNgheError
from app.extensions import db
from app.models import AuditActor, AuditEvent, AuditHead
from app.services.auditing.chain import Json, canonical, event_digest

ADDRESS = re.compile(r"[^\s@\"]+@[^\s@\"]+")
NEVER_IN_DETAILS = frozenset(
    {"answers", "comment", "text", "password", "secret", "token", "access_code", "code", "email"}
)
"""Details stay for years and are read by auditors: no answer, secret, code in force or address."""


class UndeclaredAct(LangNgheError):
    """The act is not in `app/audit_acts.py`, or its details hold what an event must not."""


def record_event(
    act: str, *, actor: Actor, thing: str, unit_id: int | None, now: datetime, **details: Json
) -> AuditEvent:
    """Add an event to the present transaction; the caller commits.

    Call it last, just before the commit: from here on every other writer of events waits. `thing`
    is kind and id, as in ``unit:12``; `unit_id` says whose auditors may see it (None: only those
    of everything). Raises `UndeclaredAct`.
    """
    return append(db.session(), act, actor, thing, unit_id, now, details)


def record_at_once(
    act: str, *, actor: Actor, thing: str, unit_id: int | None, now: datetime, **details: Json
) -> None:
    """Record an event in a transaction of its own: a reading, a download, a refusal.

    Nothing that the present request has half changed is committed with it. Raises `UndeclaredAct`.
    """
    with Session(db.engine) as session:
        append(session, act, actor, thing, unit_id, now, details)
        session.commit()


def append(
    session: Session,
    act: str,
    actor: Actor,
    thing: str,
    unit_id: int | None,
    now: datetime,
    details: Mapping[str, Json],
) -> AuditEvent:
    """Take the next number, link the event to the one before it, and move the head."""
    check_declared(act, details)
    # What was changed so far is written first: the head is always the last row a writer locks.
    session.flush()
    number, previous = moved_head(session)
    event = AuditEvent(
        id=number,
        at=now,
        act=act,
        actor_id=actor_row(session, actor),
        thing=thing,
        unit_id=unit_id,
        details=without_addresses(canonical(details)),
        previous=previous,
    )
    event.digest = event_digest(event)
    session.add(event)
    session.flush()
    session.execute(head_update().values(digest=event.digest))
    return event


def moved_head(session: Session) -> tuple[int, str]:
    """Count the head on by one; give the new number and the digest that it follows.

    The UPDATE comes before any reading, so that SQLite takes its write lock and PostgreSQL the
    row's: two writers can never follow the same event.
    """
    statement = head_update().values(number=AuditHead.number + 1)
    row = session.execute(statement.returning(AuditHead.number, AuditHead.digest)).one()
    return row.number, row.digest


def head_update() -> Any:
    """Begin an update of the one head row."""
    return update(AuditHead).where(AuditHead.id == 1).execution_options(synchronize_session=False)


def actor_row(session: Session, actor: Actor) -> str:
    """Find the opaque id of an actor, or give one out; the head's lock keeps it single."""
    same = (
        AuditActor.account_id == actor.id
        if actor.id is not None
        else (AuditActor.account_id.is_(None) & (AuditActor.name == actor.name))
    )
    found = session.scalar(select(AuditActor).where(AuditActor.kind == actor.kind, same))
    if found is None:
        found = AuditActor(
            id=secrets.token_hex(8), kind=actor.kind, account_id=actor.id, name=actor.name
        )
        session.add(found)
        session.flush()
    elif found.name is not None and found.name != actor.name:
        found.name = actor.name
    return found.id


def check_declared(act: str, details: Mapping[str, Json]) -> None:
    """Refuse an act nobody declared, and details under a name that promises too much."""
    if act not in ACTS:
        raise UndeclaredAct(f"{act} is not in app/audit_acts.py")
    if forbidden := NEVER_IN_DETAILS & details.keys():
        raise UndeclaredAct(f"{act}: details must not hold {', '.join(sorted(forbidden))}")


def without_addresses(details: str) -> str:
    """Blot out e-mail addresses, which could not be erased from the chain any more."""
    return ADDRESS.sub("…@…", details)
