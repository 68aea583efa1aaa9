"""Access codes: what a QR code carries, made, read back from what people type, and taken back.

A code is eight characters: seven from the system's random source and a check character. Nothing in
it tells the point, the unit or the order of issue, so no code can be guessed from another.
"""

import secrets
from datetime import datetime

from sqlalchemy import select

from app.actor import Actor
from app.errors import UnknownAccessCode
from app.extensions import db
from app.models import AccessCode, CollectionPoint
from app.services.auditing import record_event

ALPHABET = "23456789BCFGHJKMNPQRTVX"
"""The 23 characters of a code; 23 is a prime, which the check character needs.

No 0 O D, 1 I L, U, S, Z: each is read as another one. No vowel, no Y, W or D, because a Vietnamese
keyboard (Telex, VNI) turns them with their neighbours into ư, đ or a marked letter while a person
types; without vowels no code spells a word either.
"""

RANDOM_CHARACTERS = 7
LENGTH = RANDOM_CHARACTERS + 1
GROUP = 4
MOST_AT_ONCE = 500
"""Codes in one statement; SQLite takes a limited number of parameters."""

# A character outside the alphabet, and the one it can only have been read from.
MISREADINGS = str.maketrans({"0": "Q", "O": "Q", "D": "Q", "S": "5", "Z": "2", "U": "V"})
SEPARATORS = str.maketrans("", "", " -–—_.\t\n\r\u00a0")


class MistypedAccessCode(UnknownAccessCode):
    """What was typed cannot be a code: its length, a character or the check character is wrong."""


def new_access_code() -> str:
    """Make a random code with its check character; it is not stored anywhere yet."""
    return random_code(RANDOM_CHARACTERS)


def random_code(random_characters: int) -> str:
    """Draw so many characters from the system's random source, and add the check character."""
    payload = "".join(secrets.choice(ALPHABET) for _ in range(random_characters))
    return payload + check_character(payload)


def check_character(payload: str) -> str:
    """Compute the check character of the random ones, at most 21 of them.

    The weighted sum of all eight is a multiple of 23, with the weights 8 to 1 from the left, as in
    ISBN-10 (ISO 2108) with 11; a longer code has more weights. A prime modulus and distinct weights
    detect every single wrong character and every exchange of two, neighbours or not.
    """
    weighted = sum(
        weight * ALPHABET.index(character)
        for weight, character in zip(range(len(payload) + 1, 1, -1), payload, strict=True)
    )
    return ALPHABET[-weighted % len(ALPHABET)]


def normalise_access_code(text: str) -> str:
    """Read a code as people write it: any case, groups, common misreadings (S for 5, O for Q).

    Raises `MistypedAccessCode` if no code can be read from it.
    """
    code = read_code(text, LENGTH)
    if code is None:
        raise MistypedAccessCode("not eight characters of which the last one checks the others")
    return code


def read_code(text: str, length: int) -> str | None:
    """Read a code of some length, its check character last; None if none can be read."""
    code = text.upper().translate(SEPARATORS).translate(MISREADINGS)
    if len(code) != length or not set(code) <= set(ALPHABET):
        return None
    return code if check_character(code[:-1]) == code[-1] else None


def display_access_code(code: str) -> str:
    """Write a code in groups for the human eye, as in ``ABCD-EFGH``."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def access_link(public_url: str, code: str) -> str:
    """Give the address that a code's QR picture carries."""
    return f"{public_url}/s/{code}"


def revoke_access_codes(point: CollectionPoint, *, actor: Actor, now: datetime) -> None:
    """Take back every code of a point, in one transaction; it takes no answers any more."""
    mark_revoked(point, now=now)
    record_change("code.revoke", point, actor, now)
    db.session.commit()


def reissue_access_code(point: CollectionPoint, *, actor: Actor, now: datetime) -> AccessCode:
    """Take back every code of a point and give it a new one, in one transaction.

    What hangs on the walls stops working at once: for a code that was copied or pasted over. The
    new one ends when the last one would have ended.
    """
    expires_at = latest_end(point, now=now)
    mark_revoked(point, now=now)
    issued = add_access_code(point, now=now, expires_at=expires_at)
    record_change("code.reissue", point, actor, now)
    db.session.commit()
    return issued


def latest_end(point: CollectionPoint, *, now: datetime) -> datetime | None:
    """Tell when the newest working code of a point ends; None for never and where none works."""
    working = select(AccessCode.expires_at).where(
        AccessCode.point_id == point.id, AccessCode.revoked_at.is_(None)
    )
    end = db.session.scalar(working.order_by(AccessCode.issued_at.desc()).limit(1))
    return end if end is not None and end > now else None


def record_change(act: str, point: CollectionPoint, actor: Actor, now: datetime) -> None:
    """Record what was done with a point's codes; no code itself stands in the audit."""
    record_event(act, actor=actor, thing=f"point:{point.id}", unit_id=point.place_id, now=now)


def mark_revoked(point: CollectionPoint, *, now: datetime) -> None:
    """Date every code of a point that was not revoked yet, without committing."""
    not_revoked = select(AccessCode).where(
        AccessCode.point_id == point.id, AccessCode.revoked_at.is_(None)
    )
    for code in db.session.scalars(not_revoked):
        code.revoked_at = now


def unused_access_codes(count: int) -> list[str]:
    """Make several codes that no point has, in random order; they are not stored yet."""
    fresh: list[str] = []
    while len(fresh) < count:
        made = {new_access_code() for _ in range(min(count - len(fresh), MOST_AT_ONCE))}
        taken = set(db.session.scalars(select(AccessCode.code).where(AccessCode.code.in_(made))))
        fresh += made - taken - set(fresh)
    return fresh


def add_access_code(
    point: CollectionPoint, *, now: datetime, expires_at: datetime | None = None
) -> AccessCode:
    """Add the row of a new code without committing.

    A code is never used twice: that it is unused is looked up here and held by the primary key.
    """
    text = new_access_code()
    while db.session.get(AccessCode, text) is not None:
        text = new_access_code()
    issued = AccessCode(code=text, point_id=point.id, issued_at=now, expires_at=expires_at)
    db.session.add(issued)
    return issued
