"""Making a seal: what came since the last one, under one root, linked to it."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import Seal, SealLeaves
from app.services.auditing import record_event
from app.services.auditing.chain import canonical, moment_text
from app.services.sealing.leaves import (
    COVERED,
    LEAF_BYTES,
    NUMBER_BYTES,
    number_column,
    row_leaf,
    stored_rows,
)
from app.services.sealing.merkle import merkle_root

GENESIS = "0" * 64
LONGEST_WAIT = "5s"
"""While the end of a table is being found nobody can write to it: no longer than that."""


class TooBusyToSeal(LangNgheError):
    """Somebody writes to a table for so long that its end could not be found; try again later."""


def make_seal(day: date, *, actor: Actor, now: datetime) -> Seal:
    """Seal what came since the last seal, in one transaction. Raises `TooBusyToSeal`."""
    ends = find_ends()
    db.session.commit()  # whoever waits to write goes on while the rows are read
    seal = add_seal(day, ends, actor=actor, now=now)
    db.session.commit()
    return seal


def find_ends() -> dict[str, int]:
    """Find the highest number of each table below which no row can appear any more.

    PostgreSQL gives numbers out before a row is committed: for a moment all writers are waited for.
    SQLite has one writer at a time.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'"))
        for name in COVERED:
            lock_against_writers(name)
    return {name: db.session.scalar(select(func.max(number_column(name)))) or 0 for name in COVERED}


def lock_against_writers(name: str) -> None:
    """Wait until nobody writes to a table, and let nobody until the transaction is over."""
    try:
        db.session.execute(text(f"LOCK TABLE {name} IN SHARE MODE"))
    except OperationalError as error:
        db.session.rollback()
        raise TooBusyToSeal(name) from error


def add_seal(day: date, ends: dict[str, int], *, actor: Actor, now: datetime) -> Seal:
    """Add the seal over the rows after the last one's up to `ends`; the caller commits."""
    last = last_seal()
    begins = {name: part["to"] for name, part in json.loads(last.rows).items()} if last else {}
    leaves = {
        name: b"".join(
            row_leaf(name, row) for row in stored_rows(name, after=begins.get(name), to=to)
        )
        for name, to in ends.items()
    }
    seal = Seal(
        number=last.number + 1 if last else 1,
        day=day,
        sealed_at=now,
        rows=canonical(
            {name: {"rows": len(leaves[name]) // LEAF_BYTES, "to": to} for name, to in ends.items()}
        ),
        root=root_of(leaves),
        previous=last.digest if last else GENESIS,
    )
    seal.digest = seal_digest(seal)
    db.session.add(seal)
    db.session.flush()
    db.session.add_all(
        SealLeaves(seal_number=seal.number, table_name=name, leaves=part)
        for name, part in leaves.items()
    )
    record_event(
        "seal.make",
        actor=actor,
        thing="seal",
        unit_id=None,
        now=now,
        number=seal.number,
        digest=seal.digest,
    )
    return seal


def last_seal() -> Seal | None:
    """Give the newest seal."""
    return db.session.scalar(select(Seal).order_by(Seal.number.desc()).limit(1))


def root_of(leaves: dict[str, bytes]) -> str:
    """Compute the root over the leaves of every covered table, one table after the other."""
    digests = [
        part[place + NUMBER_BYTES : place + LEAF_BYTES]
        for part in (leaves.get(name, b"") for name in COVERED)
        for place in range(0, len(part), LEAF_BYTES)
    ]
    return merkle_root(digests).hex()


def seal_document(seal: Seal) -> dict[str, Any]:
    """Give what a seal's digest covers, and what is published of it."""
    return {
        "number": seal.number,
        "day": seal.day.isoformat(),
        "at": moment_text(seal.sealed_at),
        "rows": seal.rows,
        "root": seal.root,
        "previous": seal.previous,
    }


def seal_digest(seal: Seal) -> str:
    """Compute SHA-256 of the seal as canonical JSON."""
    return hashlib.sha256(canonical(seal_document(seal)).encode()).hexdigest()
