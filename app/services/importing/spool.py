"""Checked responses on disk, between the pass that checks and the pass that stores.

Checking comes first for the whole file, because nothing may change unless all rows are good; the
checked rows wait in a temporary file, so that a file of any size takes the same memory.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from tempfile import TemporaryFile
from types import TracebackType

from app.services.importing.reading import ReadResponse


class Spool:
    """Responses in the order they were read. The file has no name and is closed to others."""

    def __init__(self) -> None:
        # Opened for as long as the `with` statement of this class itself lasts.
        self.file = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        self.length = 0
        self.unit_ids: set[int] = set()

    def __enter__(self) -> "Spool":
        """Use it in a `with` statement, which takes the file away."""
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Take the file away."""
        self.file.close()

    def add(self, responses: Iterable[ReadResponse]) -> None:
        """Put responses away."""
        for response in responses:
            row = [
                response.key.hex,
                response.unit_id,
                response.answered_at.isoformat(),
                response.language,
                dict(response.answers),
                dict(response.comments),
            ]
            self.file.write(json.dumps(row, ensure_ascii=False) + "\n")
            self.unit_ids.add(response.unit_id)
            self.length += 1

    def batches(self, size: int) -> Iterator[list[ReadResponse]]:
        """Go through all of them, `size` at a time."""
        self.file.seek(0)
        batch: list[ReadResponse] = []
        for line in self.file:
            key, unit_id, moment, language, answers, comments = json.loads(line)
            batch.append(
                ReadResponse(
                    uuid.UUID(hex=key),
                    unit_id,
                    datetime.fromisoformat(moment),
                    language,
                    answers,
                    comments,
                )
            )
            if len(batch) == size:
                yield batch
                batch = []
        if batch:
            yield batch
