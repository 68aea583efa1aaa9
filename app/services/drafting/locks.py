"""One person has a draft in hand at a time; others look, or take it over and are told from whom."""

from datetime import datetime, timedelta

from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import DraftLock
from app.queries.drafts import get_draft, lock_in_force
from app.services.auditing import record_event

LOCK = timedelta(minutes=10)
"""How long a draft stays in hand without any activity."""

RENEWAL = timedelta(minutes=1)
"""How old a lock must be before opening a page writes it anew."""


class InOtherHands(LangNgheError):
    """Somebody else has the draft in hand."""

    def __init__(self, lock: DraftLock) -> None:
        super().__init__(f"draft {lock.draft_id} is in the hands of {lock.holder_id}")
        self.lock = lock


def hold(draft_id: int, *, editor: Actor, now: datetime) -> None:
    """Take a draft in hand, or keep it there, without committing; raises `InOtherHands`."""
    if editor.id is None:
        return
    lock = lock_in_force(draft_id, now=now)
    if lock is not None and lock.holder_id != editor.id:
        raise InOtherHands(lock)
    if lock is None:
        _give_to(draft_id, editor.id, now)
    elif lock.until - now < LOCK - RENEWAL:
        lock.until = now + LOCK


def open_for_editing(draft_id: int, *, editor: Actor, now: datetime) -> DraftLock | None:
    """Take a draft in hand if nobody has it; gives the lock of somebody else who has."""
    try:
        hold(draft_id, editor=editor, now=now)
    except InOtherHands as others:
        return others.lock
    db.session.commit()
    return None


def take_over(draft_id: int, *, editor: Actor, now: datetime) -> None:
    """Take a draft in hand whoever has it."""
    lock = lock_in_force(draft_id, now=now)
    before = lock.holder_id if lock else None
    if editor.id is not None and editor.id != before:
        _give_to(draft_id, editor.id, now)
        record_event(
            "draft.take_over",
            actor=editor,
            thing=f"draft:{draft_id}",
            unit_id=get_draft(draft_id).owner_id,
            now=now,
            holder_before=before,
        )
    db.session.commit()


def let_go(draft_id: int, *, editor: Actor, now: datetime) -> None:
    """Put a draft down, so that the next one need not wait."""
    lock = lock_in_force(draft_id, now=now)
    if lock is not None and lock.holder_id == editor.id:
        db.session.delete(lock)
    db.session.commit()


def _give_to(draft_id: int, person_id: int, now: datetime) -> None:
    lock = db.session.get(DraftLock, draft_id) or DraftLock(draft_id=draft_id)
    lock.holder_id, lock.since, lock.until = person_id, now, now + LOCK
    db.session.add(lock)
