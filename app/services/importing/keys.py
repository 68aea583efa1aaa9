"""Keys that make a second import of the same rows add nothing.

A row's key comes from the survey and what the mapped columns hold, blank ones left out, so that
neither the order of the rows nor a column added later changes it. Rows that are alike in all of
that, as straight-liners without a time are, are told apart by how many like them stood before.
"""

import hashlib
import sqlite3
import uuid
from collections.abc import Iterable
from types import TracebackType

NAMESPACE = uuid.UUID("5e6fd0b4-0f4b-4c7c-9b6b-2d3a6f0b9d51")
"""Ours, drawn once; another one would import every file again."""


def row_key(survey: str, content: Iterable[tuple[str, str]], occurrence: int) -> uuid.UUID:
    """Make the key of the `occurrence`-th row (from 1) with this content."""
    parts = [survey, *(f"{name}\x1f{value}" for name, value in content), str(occurrence)]
    return uuid.uuid5(NAMESPACE, "\x1e".join(parts))


class Occurrences:
    """Counts like contents. In a temporary file that SQLite keeps, so memory stays constant."""

    def __init__(self) -> None:
        # An empty name is a private database on disk that vanishes when it is closed.
        self.connection = sqlite3.connect("")
        self.connection.execute("PRAGMA journal_mode = OFF")
        self.connection.execute(
            "CREATE TABLE seen (digest BLOB PRIMARY KEY, n INTEGER NOT NULL, line INTEGER NOT NULL)"
            " WITHOUT ROWID"
        )

    def __enter__(self) -> "Occurrences":
        """Use it in a `with` statement, which takes the file away."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Take the file away."""
        self.connection.close()

    def count(self, content: Iterable[tuple[str, str]], line: int) -> tuple[int, int]:
        """Count one more of a content; give its number, and the line of the first one."""
        written = "\x1e".join(f"{name}\x1f{value}" for name, value in content)
        digest = hashlib.sha256(written.encode(errors="surrogateescape")).digest()[:16]
        found = self.connection.execute(
            "INSERT INTO seen VALUES (?, 1, ?) ON CONFLICT (digest) DO UPDATE SET n = n + 1 "
            "RETURNING n, line",
            (digest, line),
        ).fetchone()
        return int(found[0]), int(found[1])
