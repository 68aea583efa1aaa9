"""Sessions of staff: begun, proven by a second factor, looked at every request, ended."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update

from app.extensions import db
from app.models import StaffSession, User
from app.services.sign_in.secrets_at_rest import digest

IDLE = timedelta(hours=8)
"""A session unused for so long is over: a counter's computer is used by several people."""
LONGEST = timedelta(days=7)
NOTED_AFTER = timedelta(minutes=5)
"""`seen_at` is written at most this often."""


def begin_session(user: User, *, browser: str, now: datetime) -> str:
    """Begin a session; give the secret that its cookie carries. The caller commits."""
    secret = secrets.token_urlsafe(32)
    db.session.add(
        StaffSession(
            user_id=user.id,
            digest=digest(secret),
            browser=browser[:80],
            started_at=now,
            seen_at=now,
        )
    )
    return secret


def find_session(secret: str, user_id: int, *, now: datetime) -> StaffSession | None:
    """Find the open session of a cookie's secret, and note that it is used; else None."""
    query = select(StaffSession).where(
        StaffSession.digest == digest(secret),
        StaffSession.user_id == user_id,
        StaffSession.ended_at.is_(None),
        StaffSession.seen_at > now - IDLE,
        StaffSession.started_at > now - LONGEST,
    )
    found = db.session.scalar(query)
    if found is not None and now - found.seen_at >= NOTED_AFTER:
        found.seen_at = now
        db.session.commit()
    return found


def list_sessions(user: User, *, now: datetime) -> list[StaffSession]:
    """List the open sessions of a person, the one used last first."""
    query = (
        select(StaffSession)
        .where(
            StaffSession.user_id == user.id,
            StaffSession.ended_at.is_(None),
            StaffSession.seen_at > now - IDLE,
        )
        .order_by(StaffSession.seen_at.desc(), StaffSession.id.desc())
    )
    return list(db.session.scalars(query))


def end_session(user: User, session_id: int, *, now: datetime) -> None:
    """End one session of a person; somebody else's is left alone. The caller commits."""
    end_where(StaffSession.user_id == user.id, StaffSession.id == session_id, now=now)


def end_sessions(user: User, *, now: datetime) -> None:
    """End every session of a person. The caller commits."""
    end_where(StaffSession.user_id == user.id, now=now)


def end_where(*conditions: object, now: datetime) -> None:
    """End the open sessions that fulfil some conditions."""
    statement = update(StaffSession).where(StaffSession.ended_at.is_(None), *conditions)  # type: ignore[arg-type]
    db.session.execute(statement.values(ended_at=now))
