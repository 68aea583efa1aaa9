"""All that is kept of one member of staff, for that person to take along."""

import io
import json
import zipfile
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.actor import Actor
from app.extensions import db
from app.models import AuditActor, AuditEvent, Base, RoleGrant, User
from app.personal_data import OWN_TABLES, SECRET_COLUMNS
from app.services.auditing import record_event

LARGEST_PART = 10_000
"""How many of the newest audit events go into the file."""


def own_data(user: User) -> dict[str, list[dict[str, Any]]]:
    """Collect what is kept of a person, by table; secrets are named, not shown."""
    found = {"user": rows_of("user", "id", user.id)}
    found["role_grant"] = rows_of(RoleGrant.__tablename__, "user_id", user.id)
    for name, column in OWN_TABLES.items():
        found[name] = rows_of(name, column, user.id)
    found["audit_event"] = own_events(user)
    return found


def rows_of(name: str, column: str, user_id: int) -> list[dict[str, Any]]:
    """Read the rows of a table that belong to a person."""
    table = Base.metadata.tables[name]
    rows = db.session.execute(select(table).where(table.c[column] == user_id)).mappings()
    return [
        {
            key: "…" if key in SECRET_COLUMNS and value else plain(value)
            for key, value in row.items()
        }
        for row in rows
    ]


def own_events(user: User) -> list[dict[str, Any]]:
    """Read the newest audit events of a person."""
    query = (
        select(AuditEvent.id, AuditEvent.at, AuditEvent.act, AuditEvent.thing, AuditEvent.details)
        .join(AuditActor, AuditActor.id == AuditEvent.actor_id)
        .where(AuditActor.kind == "person", AuditActor.account_id == user.id)
        .order_by(AuditEvent.id.desc())
        .limit(LARGEST_PART)
    )
    rows = db.session.execute(query).mappings()
    return [{key: plain(value) for key, value in row.items()} for row in rows]


def plain(value: Any) -> Any:
    """Write a value as JSON can hold it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return "…" if isinstance(value, bytes) else value


def own_data_file(user: User, *, actor: Actor, now: datetime) -> bytes:
    """Pack a person's data as JSON in a ZIP, and record that it was taken, in one transaction."""
    content = json.dumps(own_data(user), ensure_ascii=False, indent=2)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("du-lieu-cua-toi.json", content)
    record_event("account.export", actor=actor, thing=f"account:{user.id}", unit_id=None, now=now)
    db.session.commit()
    return file.getvalue()
