"""Answers that staff enter for other people: who began to, where, on which day.

Threat: an event for each answer would put a name beside it by its moment. So a person is recorded
once a day and place, before the first answer, and nothing of a person stands with the answers.
"""

from datetime import datetime

from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import AuditActor, AuditEvent, CollectionPoint, Mode
from app.services.auditing import record_at_once

ACT = "assisted.begin"


def note_beginning(point: CollectionPoint, mode: Mode, *, actor: Actor, now: datetime) -> None:
    """Record once a day that a person enters answers at a point."""
    thing = f"point:{point.id}:{mode.value}"
    start, _ = clock.day_bounds(clock.local_day(now), clock.local_day(now))
    before = (
        select(AuditEvent.id)
        .join(AuditActor, AuditActor.id == AuditEvent.actor_id)
        .where(
            AuditEvent.at >= start,
            AuditEvent.act == ACT,
            AuditEvent.thing == thing,
            AuditActor.account_id == actor.account_id,
        )
        .limit(1)
    )
    if db.session.scalar(before) is None:
        record_at_once(
            ACT, actor=actor, thing=thing, unit_id=point.place_id, now=now, mode=mode.value
        )
