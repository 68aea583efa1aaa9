"""Reading everything that was sealed again, and naming the first row that is not as it was."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import func, select

from app.extensions import db
from app.models import AuditEvent, Seal, SealLeaves, SealTombstone
from app.services.sealing.leaves import (
    COVERED,
    NUMBER_BYTES,
    number_column,
    row_leaf,
    split_leaves,
    stored_rows,
)
from app.services.sealing.making import GENESIS, root_of, seal_digest


class Tampering(StrEnum):
    """How a row, or a seal, is not what was sealed."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    SEAL_CHANGED = "seal_changed"
    SEAL_REMOVED = "seal_removed"
    NOTED = "noted"


@dataclass(frozen=True)
class Found:
    """The first row that was tampered with: of which table, its number, and the seal over it."""

    how: Tampering
    table: str
    number: int
    seal: int | None = None


@dataclass(frozen=True)
class SealCheck:
    """How many seals and rows hold, how many rows were erased and told so, which came since."""

    seals: int
    rows: int
    erased: int
    unsealed: int
    last: str
    found: Found | None = None

    @property
    def holds(self) -> bool:
        """Whether everything is as it was sealed."""
        return self.found is None


@dataclass
class Expected:
    """What seals say of the rows of one table: the digest under each number, and which seal."""

    leaves: dict[int, tuple[bytes, int]] = field(default_factory=dict)
    to: int = 0


def verify_seals(noted: Mapping[int, str] | None = None) -> SealCheck:
    """Verify the chain of seals, then every sealed row.

    The chain alone cannot show that its end was cut off, or that all of it was computed anew:
    digests `noted` elsewhere do, and those that the audit holds are looked at too.
    """
    expected = {name: Expected() for name in COVERED}
    wanted = {**audited_digests(), **(noted or {})}
    seals = list(db.session.scalars(select(Seal).order_by(Seal.number)))
    last = f"{seals[-1].number}:{seals[-1].digest}" if seals else f"0:{GENESIS}"
    found = broken_seal(seals, wanted) or gather(seals, expected)
    erased = 0
    if found is None:
        erased = drop_erased(expected)
        found = next(filter(None, (broken_row(name, expected[name]) for name in COVERED)), None)
    rows = sum(len(part.leaves) for part in expected.values())
    return SealCheck(len(seals), rows, erased, count_unsealed(expected), last, found)


def audited_digests() -> dict[int, str]:
    """Read from the audit which digest each seal was made with."""
    made = select(AuditEvent.details).where(AuditEvent.act == "seal.make")
    details = (json.loads(text) for text in db.session.scalars(made))
    return {entry["number"]: entry["digest"] for entry in details}


def broken_seal(seals: Iterable[Seal], wanted: dict[int, str]) -> Found | None:
    """Find the first seal that is not itself, or doesn't follow the one before it."""
    previous = GENESIS
    for number, seal in enumerate(seals, start=1):
        if seal.number != number:
            return Found(Tampering.SEAL_REMOVED, "seal", number)
        if seal.previous != previous or seal.digest != seal_digest(seal):
            return Found(Tampering.SEAL_CHANGED, "seal", number)
        if wanted.pop(number, seal.digest) != seal.digest:
            return Found(Tampering.NOTED, "seal", number)
        previous = seal.digest
    return Found(Tampering.SEAL_REMOVED, "seal", min(wanted)) if wanted else None


def gather(seals: Iterable[Seal], expected: Mapping[str, Expected]) -> Found | None:
    """Take in what each seal says of rows, if its leaves are those under its root."""
    for seal in seals:
        query = select(SealLeaves.table_name, SealLeaves.leaves)
        stored = db.session.execute(query.where(SealLeaves.seal_number == seal.number))
        leaves = {row.table_name: row.leaves for row in stored}
        if root_of(leaves) != seal.root:
            return Found(Tampering.SEAL_CHANGED, "seal_leaves", seal.number)
        for name, part in json.loads(seal.rows).items():
            expected[name].to = part["to"]
            expected[name].leaves.update(
                (number, (digest, seal.number))
                for number, digest in split_leaves(leaves.get(name, b""))
            )
    return None


def drop_erased(expected: Mapping[str, Expected]) -> int:
    """Leave out the rows with a sealed tombstone that are gone; give their number.

    A number that was sealed again after the row was erased is another row.
    """
    sealed = expected["seal_tombstone"].leaves
    erased = 0
    query = select(SealTombstone.id, SealTombstone.table_name, SealTombstone.row_id)
    for stone in db.session.execute(query):
        leaves = expected[stone.table_name].leaves if stone.table_name in expected else {}
        if stone.id in sealed and stone.row_id in leaves:
            if leaves[stone.row_id][1] <= sealed[stone.id][1]:
                del leaves[stone.row_id]
            erased += 1
    return erased


def broken_row(name: str, expected: Expected) -> Found | None:
    """Compare the rows of a table with what was sealed, in order."""
    sealed = iter(sorted(expected.leaves))
    due = next(sealed, None)
    for row in stored_rows(name, after=None, to=expected.to):
        if due is None or row[0] < due:
            return Found(Tampering.INSERTED, name, row[0])
        digest, seal = expected.leaves[due]
        if row[0] > due:
            return Found(Tampering.REMOVED, name, due, seal)
        if row_leaf(name, row)[NUMBER_BYTES:] != digest:
            return Found(Tampering.CHANGED, name, due, seal)
        due = next(sealed, None)
    return None if due is None else Found(Tampering.REMOVED, name, due, expected.leaves[due][1])


def count_unsealed(expected: Mapping[str, Expected]) -> int:
    """Count the rows that came after the last seal."""
    return sum(
        db.session.scalar(select(func.count()).where(number_column(name) > expected[name].to)) or 0
        for name in COVERED
    )
