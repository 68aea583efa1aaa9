"""The session of staff that a request belongs to: open, and proven by a second factor.

The cookie names a person and carries the secret of a row in `staff_session`. The row decides: it
can be ended from elsewhere, at once, which a signed cookie alone cannot.
"""

from typing import Any

from flask import Flask, g, request, session
from flask_login import user_logged_in, user_logged_out
from flask_security import current_user
from flask_security.utils import login_user, logout_user

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import StaffSession, User
from app.services.sign_in.factors import factors_of, needs_second_factor
from app.services.sign_in.sessions import begin_session, end_session, find_session

SECRET = "staff_session"  # noqa: S105  (the name under which the cookie carries it)


def init_app(app: Flask) -> None:
    """Begin a row when somebody signs in and end it when that person signs out."""
    user_logged_in.connect(begin, app)
    user_logged_out.connect(end, app)


def begin(_app: Flask, user: User, **_: Any) -> None:
    """Begin the row of a session; whoever needs no second factor has signed in by that."""
    g.pop("staff_session", None)
    g.pop("proven", None)
    now = clock.now()
    browser = browser_name(request.user_agent.string)
    session[SECRET] = begin_session(user, browser=browser, now=now)
    db.session.commit()
    if not needs_proof(user):
        note_sign_in(user)


def end(_app: Flask, **_: Any) -> None:
    """End the row of a session."""
    found = g.pop("staff_session", None)
    session.pop(SECRET, None)
    if found is not None and current_user.is_authenticated:
        end_session(current_user, found.id, now=clock.now())
        db.session.commit()


def current_session() -> StaffSession | None:
    """Give the open session of the request; None if there is none (any more)."""
    if "staff_session" not in g:
        secret = session.get(SECRET)
        g.staff_session = (
            find_session(str(secret), current_user.id, now=clock.now()) if secret else None
        )
    found: StaffSession | None = g.staff_session
    return found


def has_open_session() -> bool:
    """Tell whether the person's session is still open; a cookie without one is thrown away."""
    if current_session() is not None:
        return True
    logout_user()
    # Nobody signed out: the session was over.
    g.pop("audited", None)
    return False


def renew(user: User) -> None:
    """Go on in a new session after a password change, which has ended all others; commits."""
    was_proven = is_proven()
    login_user(user, remember=False, authn_via=["password"])
    if was_proven:
        prove()
    g.pop("audited", None)
    db.session.commit()


def is_proven() -> bool:
    """Tell whether the person has shown all that this account must show, read once a request."""
    if "proven" not in g:
        found = current_session()
        g.proven = found is not None and (
            found.proven_at is not None or not needs_proof(current_user)
        )
    proven: bool = g.proven
    return proven


def needs_proof(user: User) -> bool:
    """Tell whether a password alone is not enough for a person."""
    today = clock.local_day(clock.now())
    return factors_of(user).any or needs_second_factor(user, today)


def prove() -> None:
    """Note that the second factor was shown in this session; the caller commits."""
    found = current_session()
    if found is not None and found.proven_at is None:
        found.proven_at = clock.now()
        note_sign_in(current_user)
    g.proven = found is not None


def note_sign_in(user: User) -> None:
    """Let the audit record, after the answer, that a person has signed in."""
    g.audited = ("session.sign_in", Actor.person(user.id, user.email), user.id)


def browser_name(user_agent: str) -> str:
    """Name a browser and its system, by which a person tells sessions apart; no more is kept."""
    found = [
        next((name for mark, name in marks if mark in user_agent), None)
        for marks in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(name for name in found if name) or "?"


BROWSERS = (
    ("Zalo", "Zalo"),
    ("coc_coc", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
