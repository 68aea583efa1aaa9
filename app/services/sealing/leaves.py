"""What of each table a seal covers, byte for byte, and how leaf digests are stored."""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Row, Table, select

from app.extensions import db
from app.models import Base
from app.services.auditing.chain import moment_text
from app.services.sealing.merkle import leaf_digest

BATCH = 5000
NUMBER_BYTES = 8
LEAF_BYTES = NUMBER_BYTES + 32

COVERED: dict[str, tuple[str, ...]] = {
    "response": (
        *("sequence", "key", "survey_id", "version_id", "point_id", "unit_id", "mode", "language"),
        *("answered_at", "duration", "answers", "verified", "receipt_digest", "import_id"),
    ),
    "response_correction": (
        *("id", "response_key", "kind", "rule", "evidence", "actor_id", "reason", "made_at"),
    ),
    "kept_answer": ("id", "response_key", "actor_id", "reason", "made_at", "rule"),
    "seal_tombstone": ("id", "table_name", "row_id", "reason", "erased_at"),
    "flag_change": ("id", "response_key", "rule", "stands", "made_at"),
}
"""Sealed tables and their columns, the number first. A column added later goes to the end.

Free text is left out: it must be able to go, and a digest of a short remark would betray it.
"""

PLAIN: dict[type, Callable[[Any], str]] = {uuid.UUID: str, datetime: moment_text}
_encode = json.JSONEncoder(
    sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
).encode


def table_of(name: str) -> Table:
    """Give a covered table."""
    return Base.metadata.tables[name]


def number_column(name: str) -> Column[Any]:
    """Give the column by which the rows of a covered table are counted."""
    return table_of(name).c[COVERED[name][0]]


def row_bytes(name: str, values: Iterable[Any]) -> bytes:
    """Write a row as canonical JSON; what is empty is left out.

    So a column that is added later, and is empty in old rows, changes no digest.
    """
    document: dict[str, Any] = {"table": name}
    for column, value in zip(COVERED[name], values, strict=True):
        if value is not None:
            plain = PLAIN.get(type(value))
            document[column] = value if plain is None else plain(value)
    return _encode(document).encode()


def row_leaf(name: str, row: Row[Any]) -> bytes:
    """Give the number of a row and its leaf digest, in the form in which they are stored."""
    number: int = row[0]
    return number.to_bytes(NUMBER_BYTES, signed=True) + leaf_digest(row_bytes(name, row))


def stored_rows(name: str, *, after: int | None, to: int) -> Iterator[Row[Any]]:
    """Read the rows of a covered table above a number up to another, in order, in batches."""
    number = number_column(name)
    query = select(*(table_of(name).c[column] for column in COVERED[name]))
    query = query.where(number <= to).order_by(number).limit(BATCH)
    batch = db.session.execute(query if after is None else query.where(number > after)).all()
    while batch:
        yield from batch
        if len(batch) < BATCH:
            return
        batch = db.session.execute(query.where(number > batch[-1][0])).all()


def split_leaves(leaves: bytes) -> Iterator[tuple[int, bytes]]:
    """Read stored leaves: the number of a row and its digest."""
    for place in range(0, len(leaves), LEAF_BYTES):
        end = place + NUMBER_BYTES
        yield int.from_bytes(leaves[place:end], signed=True), leaves[end : place + LEAF_BYTES]
