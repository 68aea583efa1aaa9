"""Answers, read in columns and batches, and the corrections that stand beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.extensions import db
from app.models import Response, ResponseCorrection
from app.queries.corrections import is_in_force

BATCH = 20_000


@dataclass(frozen=True, slots=True)
class AnswerBatch:
    """Columns of one length, oldest answer first."""

    sequences: tuple[int, ...]
    unit_ids: tuple[int, ...]
    point_ids: tuple[int, ...]
    version_ids: tuple[int, ...]
    modes: tuple[str, ...]
    verified: tuple[bool, ...]
    moments: tuple[datetime, ...]
    durations: tuple[int | None, ...]
    answers: tuple[dict[str, Any], ...]


def answer_batches(survey_id: int, *, after: int = 0, size: int = BATCH) -> Iterator[AnswerBatch]:
    """Go through the answers to a survey that came after a sequence, `size` at a time."""
    while batch := _batch(survey_id, after, size):
        yield batch
        if len(batch.sequences) < size:
            return
        after = batch.sequences[-1]


def _batch(survey_id: int, after: int, size: int) -> AnswerBatch | None:
    query = (
        select(
            Response.sequence,
            Response.unit_id,
            Response.point_id,
            Response.version_id,
            Response.mode,
            Response.verified,
            Response.answered_at,
            Response.duration,
            Response.answers,
        )
        .where(Response.survey_id == survey_id, Response.sequence > after)
        .order_by(Response.sequence)
        .limit(size)
    )
    rows = db.session.execute(query).all()
    return AnswerBatch(*zip(*rows, strict=True)) if rows else None


def count_responses(survey_id: int, *, up_to: int) -> int:
    """Count the answers to a survey whose sequence is at most `up_to`."""
    query = select(func.count()).where(Response.survey_id == survey_id, Response.sequence <= up_to)
    return db.session.scalar(query) or 0


def list_corrections(survey_id: int) -> list[tuple[int, str]]:
    """List the corrections in force of a survey's answers: sequence of the answer, kind."""
    query = (
        select(Response.sequence, ResponseCorrection.kind)
        .join(ResponseCorrection, ResponseCorrection.response_key == Response.key)
        .where(Response.survey_id == survey_id, is_in_force())
    )
    return [(row.sequence, row.kind) for row in db.session.execute(query)]


def key_of_answer(survey_id: int, sequence: int) -> UUID | None:
    """Give the key of the answer that has a number; None if there is none."""
    mine = (Response.survey_id == survey_id, Response.sequence == sequence)
    return db.session.scalar(select(Response.key).where(*mine))
