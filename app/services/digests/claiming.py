"""The right to send a person's mail of a day: the row that only one process can write.

It is written before the mail goes out. A process that dies between leaves it claimed, and nobody
sends that mail again: none twice is worth more than none lost, for the next one says it all.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db
from app.models import MailKind, MailLog, MailState

ATTEMPTS = 2
"""A mail that was surely not taken is tried once more."""
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def claim_mail(
    user_id: int, day: date, kind: MailKind, *, unit_id: int | None, now: datetime
) -> bool:
    """Claim a person's mail of a day in one transaction; False if it is claimed, sent or given up.

    A mail that failed once may be claimed again.
    """
    row = {
        "user_id": user_id,
        "day": day,
        "kind": kind.value,
        "unit_id": unit_id,
        "state": MailState.CLAIMED.value,
        "attempts": 1,
        "changed_at": now,
    }
    insertion = INSERT[db.engine.dialect.name](MailLog).values(row).on_conflict_do_nothing()
    claimed = db.session.execute(insertion.returning(MailLog.id)).one_or_none()
    if claimed is None:
        again = (
            update(MailLog)
            .where(
                MailLog.user_id == user_id,
                MailLog.day == day,
                MailLog.state == MailState.FAILED.value,
                MailLog.attempts < ATTEMPTS,
            )
            .values(state=MailState.CLAIMED.value, attempts=MailLog.attempts + 1, changed_at=now)
            .returning(MailLog.id)
        )
        claimed = db.session.execute(
            again, execution_options={"synchronize_session": False}
        ).one_or_none()
    db.session.commit()
    return claimed is not None


def note_mail(user_id: int, day: date, state: MailState, *, now: datetime) -> None:
    """Note what became of a claimed mail, in one transaction."""
    db.session.execute(
        update(MailLog)
        .where(MailLog.user_id == user_id, MailLog.day == day)
        .values(state=state.value, changed_at=now),
        execution_options={"synchronize_session": False},
    )
    db.session.commit()


def release_mail(user_id: int, day: date) -> None:
    """Give a claim back, in one transaction: the mail host took no mail from anybody."""
    db.session.execute(delete(MailLog).where(MailLog.user_id == user_id, MailLog.day == day))
    db.session.commit()


def had_mail(day: date) -> set[int]:
    """Tell who needs no mail of a day any more: it was claimed, sent or given up."""
    query = select(MailLog.user_id, MailLog.state, MailLog.attempts).where(MailLog.day == day)
    return {
        row.user_id
        for row in db.session.execute(query)
        if row.state != MailState.FAILED or row.attempts >= ATTEMPTS
    }
