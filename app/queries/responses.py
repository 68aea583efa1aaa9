"""Answers, read in columns and batches, and the corrections that stand beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Integer, Text, cast, func, select, type_coerce

from app.database import whole_seconds
from app.extensions import db
from app.models import Response, ResponseCorrection
from app.queries.corrections import is_in_force

BATCH = 5_000


@dataclass(frozen=True, slots=True)
class AnswerBatch:
    """Columns of one length, oldest answer first.

    moments : whole seconds since 1970
    answers : each a document of JSON as it is stored
    """

    sequences: tuple[int, ...]
    unit_ids: tuple[int, ...]
    point_ids: tuple[int, ...]
    version_ids: tuple[int, ...]
    modes: tuple[str, ...]
    verified: tuple[bool, ...]
    moments: tuple[int, ...]
    durations: tuple[int | None, ...]
    answers: tuple[str, ...]


def answer_batches(survey_id: int, *, after: int = 0, size: int = BATCH) -> Iterator[AnswerBatch]:
    """Go through the answers to a survey that came after a sequence, `size` at a time."""
    while batch := _batch(survey_id, after, size):
        yield batch
        if len(batch.sequences) < size:
            return
        after = batch.sequences[-1]


def _batch(survey_id: int, after: int, size: int) -> AnswerBatch | None:
    """Read past SQLAlchemy, whose types and rows take longer than all the rest.

    Every column comes as the driver gives it: a number or a text.
    """
    verified: ColumnElement[int] = type_coerce(Response.verified, Integer)
    query = (
        select(
            Response.sequence,
            Response.unit_id,
            Response.point_id,
            Response.version_id,
            Response.mode,
            verified,
            whole_seconds(Response.answered_at),
            Response.duration,
            cast(Response.answers, Text),
        )
        .where(Response.survey_id == survey_id, Response.sequence > after)
        .order_by(Response.sequence)
        .limit(size)
    )
    with db.session.connection().execute(query) as result:
        rows = result.cursor.fetchall() if result.cursor else []
    return AnswerBatch(*zip(*rows, strict=True)) if rows else None


def count_responses(survey_id: int, *, up_to: int) -> int:
    """Count the answers to a survey whose sequence is at most `up_to`."""
    query = select(func.count()).where(Response.survey_id == survey_id, Response.sequence <= up_to)
    return db.session.scalar(query) or 0


def list_corrections(survey_id: int) -> list[tuple[int, str]]:
    """List the corrections in force of a survey's answers: sequence of the answer, kind.

    They are gone through, not the answers: SQLite would look each of a million up otherwise. An
    addition of nothing keeps it from the index by survey.
    """
    query = (
        select(Response.sequence, ResponseCorrection.kind)
        .join(ResponseCorrection, ResponseCorrection.response_key == Response.key)
        .where(Response.survey_id + 0 == survey_id, is_in_force())
    )
    return [(row.sequence, row.kind) for row in db.session.execute(query)]


def keys_of_answers(survey_id: int, sequences: Sequence[int]) -> list[UUID]:
    """Give the keys of some answers, in the order of their numbers."""
    mine = (Response.survey_id == survey_id, Response.sequence.in_(sequences))
    return list(db.session.scalars(select(Response.key).where(*mine).order_by(Response.sequence)))


def key_of_answer(survey_id: int, sequence: int) -> UUID | None:
    """Give the key of the answer that has a number; None if there is none."""
    mine = (Response.survey_id == survey_id, Response.sequence == sequence)
    return db.session.scalar(select(Response.key).where(*mine))
