"""The staff code of a kiosk: set by an administrator, shown once, asked for by the tablet."""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from flask_security import hash_password, verify_password

from app.actor import Actor
from app.extensions import db
from app.models import CollectionPoint, KioskCode
from app.services.auditing import record_event

DIGITS = 8
MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=5)
"""After five wrong codes a kiosk asks for none for five minutes: eight digits outlast that."""

TABLET = Actor.system("kiosk")
"""A code names no person: the audit says that the kiosk was left, not by whom."""


class Opening(StrEnum):
    """What a code that was typed in led to."""

    OPEN = "open"
    WRONG = "wrong"
    LOCKED = "locked"
    UNSET = "unset"


def set_kiosk_code(point: CollectionPoint, *, actor: Actor, now: datetime) -> str:
    """Give a point's kiosk a new code, in one transaction; the one before stops working.

    The code is returned this once and is stored only as a hash.
    """
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    stored = db.session.get(KioskCode, point.id) or KioskCode(point_id=point.id)
    stored.digest, stored.set_at = hash_password(code), now
    stored.failures, stored.locked_until = 0, None
    db.session.add(stored)
    record("kiosk.set_code", point, actor, now)
    db.session.commit()
    return code


def open_kiosk(point_id: int, typed: str, *, now: datetime) -> Opening:
    """Try a code at a point's kiosk, in one transaction; the fifth wrong one locks it a while."""
    stored = db.session.get(KioskCode, point_id, with_for_update=True)
    if stored is None:
        return Opening.UNSET
    point = db.session.get_one(CollectionPoint, point_id)
    if stored.locked_until and stored.locked_until > now:
        return Opening.LOCKED
    right = verify_password("".join(typed.split()), stored.digest)
    stored.failures = 0 if right else stored.failures + 1
    stored.locked_until = None
    if right:
        record("kiosk.leave", point, TABLET, now)
    elif stored.failures >= MOST_FAILURES:
        stored.failures, stored.locked_until = 0, now + LOCKED_FOR
        record("kiosk.lock", point, TABLET, now)
    db.session.commit()
    return Opening.OPEN if right else Opening.WRONG


def kiosk_code_set_at(point_id: int) -> datetime | None:
    """Tell when a point's kiosk got its code; None if it has none."""
    stored = db.session.get(KioskCode, point_id)
    return stored.set_at if stored else None


def record(act: str, point: CollectionPoint, actor: Actor, now: datetime) -> None:
    """Record what was done at a kiosk; no code stands in the audit."""
    record_event(act, actor=actor, thing=f"point:{point.id}", unit_id=point.place_id, now=now)
