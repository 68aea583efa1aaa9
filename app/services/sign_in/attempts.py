"""Wrong passwords and codes: after five in a row an account is locked for a while."""

from datetime import datetime, timedelta

from sqlalchemy import update

from app.actor import Actor
from app.extensions import db
from app.models import User
from app.services.auditing import record_event

MOST_ATTEMPTS = 5
LOCKED_FOR = timedelta(minutes=15)
STRANGER = Actor.system("not signed in")


def is_locked(user: User, now: datetime) -> bool:
    """Tell whether an account takes neither passwords nor codes now."""
    return user.locked_until is not None and now < user.locked_until


def note_failure(user: User, *, now: datetime) -> None:
    """Count a wrong password or code, and lock the account at the fifth; commits."""
    # Counted by the database: attempts sent at the same moment count each.
    statement = (
        update(User)
        .where(User.id == user.id)
        .values(failed_attempts=User.failed_attempts + 1)
        .returning(User.failed_attempts)
    )
    attempts = db.session.execute(statement).scalar_one()
    if attempts >= MOST_ATTEMPTS and not is_locked(user, now):
        user.locked_until, user.failed_attempts = now + LOCKED_FOR, 0
        record_event(
            "account.lock",
            actor=STRANGER,
            thing=f"account:{user.id}",
            unit_id=None,
            now=now,
            minutes=int(LOCKED_FOR.total_seconds()) // 60,
        )
    db.session.commit()


def forget_failures(user: User) -> None:
    """Begin to count anew, after a person has proven who it is. The caller commits."""
    user.failed_attempts, user.locked_until = 0, None


def unlock(user: User, *, actor: Actor, now: datetime) -> None:
    """Let a locked account in again before the time is over; commits."""
    forget_failures(user)
    record_event("account.unlock", actor=actor, thing=f"account:{user.id}", unit_id=None, now=now)
    db.session.commit()
