"""Reading the whole chain again and naming the first event that is not what was recorded."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, func, select

from app.extensions import db
from app.models import AuditEvent, AuditHead
from app.services.auditing.chain import canonical, event_digest

BATCH = 1000
PRUNE = "audit.prune"
COLUMNS = AuditEvent.__table__.columns


class Break(StrEnum):
    """How the chain is broken at an event."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    MOVED = "moved"
    HEAD = "head"
    NOTED = "noted"


@dataclass(frozen=True)
class Verification:
    """How many events hold, the last of them, and the first break with its event, if any."""

    events: int
    number: int
    digest: str
    broken: Break | None = None
    broken_at: int | None = None

    @property
    def holds(self) -> bool:
        """Whether every event is as it was recorded."""
        return self.broken is None

    @property
    def mark(self) -> str:
        """Give what to note outside the database: number and digest of the last event."""
        return f"{self.number}:{self.digest}"


@dataclass(frozen=True)
class Noted:
    """The digest of an event that somebody wrote down outside the database."""

    number: int
    digest: str


def verify_chain(noted: Iterable[Noted] = ()) -> Verification:
    """Verify every event from the first one kept to the head.

    The chain alone cannot show that its end was cut off together with the head, or that all of it
    was computed anew: digests `noted` elsewhere do. A noted event that was removed by age since is
    passed over.
    """
    # In this order: an event and the head that counts it are committed together.
    highest, head = highest_number(), read_head()
    wanted = {note.number: note.digest for note in noted if note.number > head.removed_to}
    number, previous = head.removed_to, head.removed_digest
    if not is_removal_recorded(head):
        return Verification(0, number, previous, Break.REMOVED, max(1, number))
    for event in stored_events(head.number):
        broken = break_at(event, number, previous)
        if broken is Break.REMOVED:
            break
        if broken is None and wanted.pop(event.id, event.digest) != event.digest:
            broken = Break.NOTED
        if broken is not None:
            return Verification(number - head.removed_to, number, previous, broken, event.id)
        number, previous = event.id, event.digest
    broken = end_break(number, previous, head, highest) or missed(wanted)
    return Verification(
        number - head.removed_to, number, previous, broken, None if broken is None else number + 1
    )


def highest_number() -> int:
    """Give the highest number of a stored event."""
    return db.session.scalar(select(func.max(AuditEvent.id))) or 0


def read_head() -> AuditHead:
    """Read the head row as it is now."""
    return db.session.get_one(AuditHead, 1, populate_existing=True)


def stored_events(last: int) -> Iterator[Row[Any]]:
    """Read the events up to `last` in order, a batch at a time."""
    query = select(*COLUMNS).where(AuditEvent.id <= last).order_by(AuditEvent.id).limit(BATCH)
    batch = db.session.execute(query).all()
    while batch:
        yield from batch
        batch = db.session.execute(query.where(AuditEvent.id > batch[-1].id)).all()


def is_removal_recorded(head: AuditHead) -> bool:
    """Tell whether the newest removal by age is the one that the head speaks of."""
    if not head.removed_to:
        return True
    newest = (
        select(AuditEvent.details).where(AuditEvent.act == PRUNE).order_by(AuditEvent.id.desc())
    )
    details = db.session.scalar(newest.limit(1))
    return details == canonical({"to": head.removed_to, "digest": head.removed_digest})


def break_at(event: Row[Any], number: int, previous: str) -> Break | None:
    """Tell how an event fails to follow the one before it."""
    if event.id <= number:
        return Break.INSERTED
    if event.id > number + 1:
        return Break.REMOVED
    if event.previous != previous:
        return Break.MOVED
    return Break.CHANGED if event.digest != event_digest(event) else None


def end_break(number: int, previous: str, head: AuditHead, highest: int) -> Break | None:
    """Compare the last event that holds with the head."""
    if number < head.number:
        return Break.REMOVED
    if highest > head.number:
        return Break.INSERTED
    return Break.HEAD if previous != head.digest else None


def missed(wanted: Mapping[int, str]) -> Break | None:
    """Tell whether a noted event stands nowhere."""
    return Break.REMOVED if wanted else None
