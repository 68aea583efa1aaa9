"""The staff code of a kiosk: set by an administrator, shown once, asked for by the tablet."""

import secrets
from datetime import datetime
from enum import StrEnum

from flask_security import hash_password, verify_password

from app.actor import Actor
from app.extensions import db
from app.models import CollectionPoint, KioskCode
from app.services.auditing import record_event
from app.services.rushes import Tries

DIGITS = 8

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
    db.session.add(stored)
    record("kiosk.set_code", point, actor, now)
    db.session.commit()
    return code


def open_kiosk(point_id: int, typed: str, *, tries: Tries, now: datetime) -> Opening:
    """Try a code at a point's kiosk, in one transaction, unless its connection tried too often."""
    stored = db.session.get(KioskCode, point_id)
    if stored is None:
        return Opening.UNSET
    point = db.session.get_one(CollectionPoint, point_id)
    opening = Opening.LOCKED
    if tries is Tries.FEW:
        is_right = verify_password("".join(typed.split()), stored.digest)
        opening = Opening.OPEN if is_right else Opening.WRONG
    if opening is Opening.OPEN:
        record("kiosk.leave", point, TABLET, now)
    elif tries is Tries.FIRST_TOO_MANY:
        record("kiosk.lock", point, TABLET, now)
    db.session.commit()
    return opening


def kiosk_code_set_at(point_id: int) -> datetime | None:
    """Tell when a point's kiosk got its code; None if it has none."""
    stored = db.session.get(KioskCode, point_id)
    return stored.set_at if stored else None


def record(act: str, point: CollectionPoint, actor: Actor, now: datetime) -> None:
    """Record what was done at a kiosk; no code stands in the audit."""
    record_event(act, actor=actor, thing=f"point:{point.id}", unit_id=point.place_id, now=now)
