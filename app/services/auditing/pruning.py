"""Removing the oldest events, so that the rest of the chain can still be verified.

The head row keeps the number and digest of the last event removed, where the chain now begins, and
the trigger lets go what lies before it. The removal is an event itself that names the same digest:
whoever cuts the beginning off by hand has no such event.
"""

from datetime import datetime

from sqlalchemy import delete, func, select

from app.actor import Actor
from app.extensions import db
from app.models import AuditEvent
from app.services.auditing.recording import head_update, record_event


def prune_audit(before: datetime, *, actor: Actor, now: datetime) -> int:
    """Remove the events before a moment; give their number. The caller commits."""
    first_kept = db.session.scalar(select(func.min(AuditEvent.id)).where(AuditEvent.at >= before))
    old = select(AuditEvent.id, AuditEvent.digest).order_by(AuditEvent.id.desc()).limit(1)
    if first_kept is not None:
        old = old.where(AuditEvent.id < first_kept)
    last = db.session.execute(old).one_or_none()
    if last is None:
        return 0
    db.session.execute(head_update().values(removed_to=last.id, removed_digest=last.digest))
    removed = db.session.execute(
        delete(AuditEvent).where(AuditEvent.id <= last.id),
        execution_options={"synchronize_session": False},
    )
    record_event(
        "audit.prune",
        actor=actor,
        thing="audit",
        unit_id=None,
        now=now,
        to=last.id,
        digest=last.digest,
    )
    return int(getattr(removed, "rowcount", 0))
