"""Answers, read in columns and batches, and the corrections that stand beside them."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Integer, Text, cast, func, select

from app.database import whole_seconds
from app.extensions import db
from app.models import Response, ResponseCorrection
from app.queries.corrections import is_in_force
from app.read_ahead import read_ahead

Whole = NDArray[np.int64]

BATCH = 10_000
NOT_KNOWN = -1


@dataclass(frozen=True, slots=True, eq=False)
class AnswerBatch:
    """Columns of one length, oldest answer first.

    moments : whole seconds since 1970
    durations : seconds, `NOT_KNOWN` for some
    answers : each a document of JSON as it is stored
    """

    sequences: Whole
    unit_ids: Whole
    point_ids: Whole
    version_ids: Whole
    modes: list[str]
    verified: Whole
    moments: Whole
    durations: Whole
    answers: list[bytes]


COLUMNS = (
    Response.sequence.label("sequences"),
    Response.unit_id.label("unit_ids"),
    Response.point_id.label("point_ids"),
    Response.version_id.label("version_ids"),
    Response.mode.label("modes"),
    cast(Response.verified, Integer).label("verified"),
    whole_seconds(Response.answered_at).label("moments"),
    func.coalesce(Response.duration, NOT_KNOWN).label("durations"),
    cast(Response.answers, Text).label("answers"),
)


def answer_batches(survey_id: int, *, after: int = 0, size: int = BATCH) -> Iterator[AnswerBatch]:
    """Go through the answers to a survey that came after a sequence, `size` at a time.

    The caller must leave the session alone until it has come to the end (`read_ahead`).
    """
    return read_ahead(_batches(db.session.connection(), survey_id, after, size))


def _batches(
    connection: Connection, survey_id: int, after: int, size: int
) -> Generator[AnswerBatch, None, None]:
    while (batch := _batch(connection, survey_id, after, size)) is not None:
        yield batch
        if batch.sequences.size < size:
            return
        after = int(batch.sequences[-1])


def _batch(connection: Connection, survey_id: int, after: int, size: int) -> AnswerBatch | None:
    """Read each column as one text: a row of nine objects for each answer would take longer."""
    rows = (
        select(*COLUMNS)
        .where(Response.survey_id == survey_id, Response.sequence > after)
        .order_by(Response.sequence)
        .limit(size)
        .subquery()
    )
    *plain, answers = rows.c
    texts = [func.aggregate_strings(cast(column, Text), ",").label(column.name) for column in plain]
    lines = func.aggregate_strings(answers, "\n").label(answers.name)
    found = connection.execute(select(*texts, lines)).mappings().one()
    if found["sequences"] is None:
        return None
    numbers = {
        c.name: np.fromstring(found[c.name], np.int64, sep=",") for c in plain if c.name != "modes"
    }
    return AnswerBatch(
        **numbers,
        modes=found["modes"].split(","),
        answers=found["answers"].encode().split(b"\n"),
    )


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
