"""Single answers, a page at a time, for files of answers.

Threat: the order of lines must not tell who came when. A page holds whole days, sorted by the
random key of each form; no key leaves this module's callers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select, true

from app.extensions import db
from app.models import CorrectionKind, Response, ResponseCorrection
from app.queries.corrections import is_in_force

PAGE = 5_000


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


class StoredAnswer(NamedTuple):
    """One answer as it is stored; the key serves to find its corrections and is never shown."""

    key: UUID
    unit_id: int
    point_id: int
    version_id: int
    mode: str
    verified: bool
    language: str
    answered_at: datetime
    duration: int | None
    answers: Mapping[str, Any]


COLUMNS = tuple(getattr(Response, name) for name in StoredAnswer._fields)


def newest_sequence() -> int:
    """Tell the highest sequence there is."""
    return db.session.scalar(select(func.max(Response.sequence))) or 0


def answer_pages(choice: AnswerChoice) -> Iterator[list[StoredAnswer]]:
    """Go through a choice by the key of each form, a page at a time."""
    last: UUID | None = None
    while True:
        query = select(*COLUMNS).where(choice.clause()).order_by(Response.key).limit(PAGE)
        if last is not None:
            query = query.where(Response.key > last)
        page = [StoredAnswer._make(row) for row in db.session.execute(query)]
        if page:
            yield page
        if len(page) < PAGE:
            return
        last = page[-1].key


def corrections_of(choice: AnswerChoice) -> dict[UUID, list[tuple[str, str | None]]]:
    """Tell what stands beside the answers of a choice: kind of correction, and rule of a flag."""
    query = (
        select(Response.key, ResponseCorrection.kind, ResponseCorrection.rule)
        .join(ResponseCorrection, ResponseCorrection.response_key == Response.key)
        .where(choice.clause(), is_in_force())
    )
    found: dict[UUID, list[tuple[str, str | None]]] = {}
    for key, kind, rule in db.session.execute(query):
        found.setdefault(key, []).append((kind, rule))
    return found


def received(choice: AnswerChoice) -> dict[tuple[int, int], int]:
    """Count the answers of each unit to each version, the withdrawn ones too."""
    columns = (Response.unit_id, Response.version_id)
    query = select(*columns, func.count()).where(choice.clause()).group_by(*columns)
    return {(unit, version): count for unit, version, count in db.session.execute(query)}


def corrected_by_unit(choice: AnswerChoice, kinds: Sequence[CorrectionKind]) -> dict[int, int]:
    """Count the answers of each unit beside which such corrections stand."""
    query = (
        select(Response.unit_id, func.count(Response.key.distinct()).label("answers"))
        .join(ResponseCorrection, ResponseCorrection.response_key == Response.key)
        .where(
            choice.clause(),
            ResponseCorrection.kind.in_([kind.value for kind in kinds]),
            is_in_force(),
        )
        .group_by(Response.unit_id)
    )
    return {row.unit_id: row.answers for row in db.session.execute(query)}
