"""The rows of one response, and the statements that store them at most once."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Insert, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from app.models import Comment, Response
from app.services.response_store.flags import Flag, write_flags
from app.services.response_store.invitations import Presented, spend

UNREACHABLE = (OperationalError, InterfaceError, NoConnectionFree)
"""Errors for which no row is to blame: locked, full, gone, every connection in use."""


@dataclass(frozen=True, slots=True)
class NewResponse:
    """An accepted submission, not yet stored; the columns are those of `models.Response`.

    `comments` holds the free text by item code: personal data, stored in a table of its own.
    """

    key: uuid.UUID
    survey_id: int
    version_id: int
    point_id: int
    unit_id: int
    mode: str
    language: str
    answered_at: datetime
    duration: int | None
    answers: Mapping[str, Any]
    receipt_digest: str | None = None
    comments: Mapping[str, str] = field(default_factory=dict)
    import_id: int | None = None
    invitation: Presented | None = None
    flags: tuple[Flag, ...] = ()

    @property
    def verified(self) -> bool:
        """Whether an invitation is spent with it; that is all that is stored of it."""
        return self.invitation is not None

    def columns(self) -> dict[str, Any]:
        """Give the row of table `response`."""
        return {name: getattr(self, name) for name in COLUMNS}


COLUMNS = (
    *("key", "survey_id", "version_id", "point_id", "unit_id", "mode", "language"),
    *("answered_at", "duration", "answers", "receipt_digest"),
    *("import_id", "verified"),
)


def once(insertion: Any) -> Insert:
    """Insert a response whose key is not there yet, and tell which keys were inserted.

    Only the key may be there already: any other conflict is an error, never silence.
    """
    statement: Insert = insertion.on_conflict_do_nothing(index_elements=[Response.key])
    return statement.returning(Response.key)


INSERT_RESPONSE = {
    "sqlite": once(sqlite.insert(Response)),
    "postgresql": once(postgresql.insert(Response)),
}


def write(connection: Connection, responses: Sequence[NewResponse]) -> set[uuid.UUID]:
    """Write responses with their comments and flags in the open transaction.

    Returns the keys that were new. The comments and flags of a key that was there already are
    dropped with the rest of it: what was stored first stays. Raises `InvitationUsed`, and then
    nothing of the transaction may be kept.
    """
    statement = INSERT_RESPONSE[connection.dialect.name]
    rows = [response.columns() for response in responses]
    new = set(connection.scalars(statement, rows))
    for response in responses:
        if response.invitation and response.key in new:
            spend(
                connection,
                response.invitation,
                survey_id=response.survey_id,
                point_id=response.point_id,
            )
    # Of one key twice in a batch, the first is stored.
    stored = {response.key: response for response in reversed(responses) if response.key in new}
    write_flags(connection, [(r.key, r.answered_at, r.flags) for r in stored.values()])
    comments = {
        (response.key, item): text
        for response in stored.values()
        for item, text in response.comments.items()
    }
    if comments:
        connection.execute(
            insert(Comment),
            [
                {"response_key": key, "item": item, "text": text}
                for (key, item), text in comments.items()
            ],
        )
    return new
