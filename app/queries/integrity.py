"""Answers of a survey as the integrity evidence needs them, and what was decided about them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select

from app.extensions import db
from app.flag_rules import MOMENT_UNSURE
from app.models import (
    CollectionPoint,
    CorrectionKind,
    KeptAnswer,
    Response,
    ResponseCorrection,
    Unit,
)

CHUNK = 10_000
"""So many values at a time: SQLite takes 32,766 in a statement, PostgreSQL 65,535."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class JudgedPoint:
    """A point with answers, as far as it matters for what is usual there."""

    id: int
    place_id: int
    service_id: int | None
    touchpoint: str
    mode: str
    kind: str
    sector: str


@dataclass(frozen=True)
class MarkedAnswers:
    """Answers (their sequences) that are no evidence, and those whose moment is unsure."""

    withdrawn: frozenset[int]
    unsure: frozenset[int]


def marked_answers(survey_id: int) -> MarkedAnswers:
    """Tell which answers of a survey were withdrawn or have an unsure moment; one query."""
    withdrawn = ResponseCorrection.kind == CorrectionKind.WITHDRAWAL.value
    unsure = ResponseCorrection.rule == MOMENT_UNSURE
    # + 0: few corrections are looked up among many answers, not every answer among corrections.
    query = (
        select(Response.sequence, ResponseCorrection.kind)
        .join(ResponseCorrection, ResponseCorrection.response_key == Response.key)
        .where(Response.survey_id + 0 == survey_id, or_(withdrawn, unsure))
    )
    rows = [(row.sequence, row.kind) for row in db.session.execute(query)]
    return MarkedAnswers(
        withdrawn=frozenset(n for n, kind in rows if kind == CorrectionKind.WITHDRAWAL.value),
        unsure=frozenset(n for n, kind in rows if kind == CorrectionKind.FLAG.value),
    )


def chunks(values: Iterable[Value]) -> Iterator[list[Value]]:
    """Cut values into lists that a statement takes."""
    rest = iter(values)
    while some := list(islice(rest, CHUNK)):
        yield some


def keys_of(sequences: Collection[int]) -> dict[int, UUID]:
    """Give the keys of answers; one query for each some thousand of them."""
    found: dict[int, UUID] = {}
    for some in chunks(sequences):
        query = select(Response.sequence, Response.key).where(Response.sequence.in_(some))
        found.update((row.sequence, row.key) for row in db.session.execute(query))
    return found


def list_judged_points(point_ids: Collection[int]) -> list[JudgedPoint]:
    """List points by their ids; one query."""
    query = (
        select(
            CollectionPoint.id,
            CollectionPoint.place_id,
            CollectionPoint.service_id,
            CollectionPoint.touchpoint,
            CollectionPoint.mode,
            Unit.kind,
            Unit.sector,
        )
        .join(Unit, Unit.id == CollectionPoint.place_id)
        .where(CollectionPoint.id.in_(point_ids))
        .order_by(CollectionPoint.id)
    )
    return [JudgedPoint(*row) for row in db.session.execute(query)]


def was_kept_since() -> ColumnElement[bool]:
    """Say in SQL that an exclusion was taken back by a later decision to keep the answer."""
    return exists().where(
        KeptAnswer.response_key == ResponseCorrection.response_key,
        KeptAnswer.made_at > ResponseCorrection.made_at,
    )


def list_excluded_keys(keys: Collection[UUID]) -> set[UUID]:
    """Tell which of some answers are left out now."""
    found: set[UUID] = set()
    for some in chunks(keys):
        query = select(ResponseCorrection.response_key).where(
            ResponseCorrection.response_key.in_(some),
            ResponseCorrection.kind == CorrectionKind.EXCLUSION.value,
            ~was_kept_since(),
        )
        found.update(db.session.scalars(query))
    return found


def list_kept_keys(keys: Collection[UUID]) -> set[UUID]:
    """Tell which of some answers somebody looked at and kept."""
    found: set[UUID] = set()
    for some in chunks(keys):
        query = select(KeptAnswer.response_key).where(KeptAnswer.response_key.in_(some))
        found.update(db.session.scalars(query))
    return found


def list_flagged(survey_id: int, rules: Iterable[str]) -> set[tuple[UUID, str]]:
    """List which answers of a survey were flagged by which of some rules."""
    query = (
        select(ResponseCorrection.response_key, ResponseCorrection.rule)
        .join(Response, Response.key == ResponseCorrection.response_key)
        .where(
            Response.survey_id == survey_id,
            ResponseCorrection.kind == CorrectionKind.FLAG.value,
            ResponseCorrection.rule.in_(list(rules)),
        )
    )
    return {(key, rule) for key, rule in db.session.execute(query) if rule is not None}


def points_by_id(point_ids: Iterable[int]) -> dict[int, CollectionPoint]:
    """Find points; one query."""
    query = select(CollectionPoint).where(CollectionPoint.id.in_(list(point_ids)))
    return {point.id: point for point in db.session.scalars(query).unique()}
