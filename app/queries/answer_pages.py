"""Single answers, a page at a time, for files of answers.

Threat: the order of lines must not tell who came when. A page holds whole days, sorted by the
random key of each form; no key leaves this module's callers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, Text, and_, case, cast, func, select, true

from app.database import json_list, utc_text
from app.extensions import db
from app.models import CorrectionKind, Response, ResponseCorrection
from app.queries.corrections import is_in_force

PAGE = 10_000
"""Answers that are held at a time."""


@dataclass(frozen=True, slots=True)
class AnswerChoice:
    """Which answers: of a survey, in ``[start, end)``, given at some units (None: at all).

    `newest` is the highest sequence, so that what arrives meanwhile stays out.
    """

    survey_id: int
    start: datetime
    end: datetime
    unit_ids: frozenset[int] | None
    newest: int

    def clause(self) -> ColumnElement[bool]:
        """Say in SQL which answers they are; withdrawn ones are among them."""
        inside = true() if self.unit_ids is None else Response.unit_id.in_(self.unit_ids)
        return and_(
            Response.survey_id == self.survey_id,
            Response.answered_at >= self.start,
            Response.answered_at < self.end,
            Response.sequence <= self.newest,
            inside,
        )


class StoredAnswers(NamedTuple):
    """Columns of one length in the order of the forms' keys: an answer's place tells nothing.

    moments : in UTC, ``2026-01-31 08:30:00`` with or without a fraction of a second
    answers : each a document of JSON as it is stored
    """

    sequences: list[int]
    unit_ids: list[int]
    point_ids: list[int]
    version_ids: list[int]
    modes: list[str]
    verified: list[bool]
    languages: list[str]
    moments: list[str]
    durations: list[int | None]
    answers: list[bytes]


COLUMNS = (
    cast(Response.key, Text).label("key"),
    Response.sequence,
    Response.unit_id,
    Response.point_id,
    Response.version_id,
    Response.mode,
    Response.verified,
    Response.language,
    utc_text(Response.answered_at).label("moment"),
    Response.duration,
    cast(Response.answers, Text).label("answers"),
)


def newest_sequence() -> int:
    """Tell the highest sequence there is."""
    return db.session.scalar(select(func.max(Response.sequence))) or 0


def answer_pages(choice: AnswerChoice) -> Iterator[StoredAnswers]:
    """Go through a choice by the key of each form, a page at a time.

    What fits a page is sorted here: databases sort such wide rows on the disk.
    """
    query = select(*COLUMNS).where(choice.clause()).limit(PAGE)
    keys, page = _read(query)
    if len(keys) < PAGE:
        if keys:
            yield page
        return
    ordered = query.order_by(Response.key)
    keys, page = _read(ordered)
    while keys:
        yield page
        keys, page = _read(ordered.where(Response.key > UUID(keys[-1])))


def _read(query: Any) -> tuple[list[str], StoredAnswers]:
    """Give keys and columns; each comes as one text, put together by the database.

    Rows of eleven objects each, with a UUID, a datetime and a dictionary, took most of the time of
    a file. No document has an end of a line in it.
    """
    rows = query.subquery()
    *plain, documents = rows.c
    arrays = select(*map(json_list, plain), func.aggregate_strings(documents, "\n"))
    *texts, answers = db.session.connection().execute(arrays).one()
    columns = [orjson.loads(text or "[]") for text in texts]
    columns.append(answers.encode().split(b"\n") if answers else [])
    order = sorted(range(len(columns[0])), key=columns[0].__getitem__)
    keys, *ordered = (list(map(column.__getitem__, order)) for column in columns)
    return keys, StoredAnswers(*ordered)


def corrections_of(choice: AnswerChoice) -> dict[int, list[tuple[str, str | None]]]:
    """Tell what stands beside the answers of a choice: kind of correction, and rule of a flag.

    By the sequence of the answer.
    """
    query = (
        select(Response.sequence, ResponseCorrection.kind, ResponseCorrection.rule)
        .join(ResponseCorrection, ResponseCorrection.response_key == Response.key)
        .where(choice.clause(), is_in_force())
    )
    found: dict[int, list[tuple[str, str | None]]] = {}
    for sequence, kind, rule in db.session.execute(query):
        found.setdefault(sequence, []).append((kind, rule))
    return found


def received(choice: AnswerChoice) -> dict[tuple[int, int], int]:
    """Count the answers of each unit to each version, the withdrawn ones too."""
    columns = (Response.unit_id, Response.version_id)
    query = select(*columns, func.count()).where(choice.clause()).group_by(*columns)
    return {(unit, version): count for unit, version, count in db.session.execute(query)}


class Corrected(NamedTuple):
    """How many answers people took back, and how many are out: those and the excluded."""

    withdrawn: int
    out: int


def corrected_by_unit(choice: AnswerChoice) -> dict[int, Corrected]:
    """Count the answers of each unit that were withdrawn or excluded."""
    withdrawn = case((ResponseCorrection.kind == CorrectionKind.WITHDRAWAL.value, Response.key))
    kinds = (CorrectionKind.WITHDRAWAL.value, CorrectionKind.EXCLUSION.value)
    query = (
        select(
            Response.unit_id, func.count(withdrawn.distinct()), func.count(Response.key.distinct())
        )
        .join(ResponseCorrection, ResponseCorrection.response_key == Response.key)
        .where(choice.clause(), ResponseCorrection.kind.in_(kinds), is_in_force())
        .group_by(Response.unit_id)
    )
    return {unit: Corrected(back, out) for unit, back, out in db.session.execute(query)}
