"""Who may open which page: a table of doors, and one decision; what is not in it is closed.

`doors.py` is the table, `subjects.py` finds the units of what a request is about, `guard.py` stands
before every page, `callers.py` knows programs by their key. The decision itself is
`app.services.rights.deciding.decide`.
"""

from app.access.doors import DOORS, EVERYBODY, PROGRAMS, Door, door_of
from app.access.guard import (
    current_actor,
    current_caller,
    current_role,
    current_scope,
    init_app,
    is_public,
    may_open,
)
from app.access.staff_sessions import current_session, is_proven, prove, renew

__all__ = [
    "DOORS",
    "EVERYBODY",
    "PROGRAMS",
    "Door",
    "current_actor",
    "current_caller",
    "current_role",
    "current_scope",
    "current_session",
    "door_of",
    "init_app",
    "is_proven",
    "is_public",
    "may_open",
    "prove",
    "renew",
]
