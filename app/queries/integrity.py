"""Answers of a survey as the integrity evidence needs them, and what was decided about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select

from app.extensions import db
from app.models import (
    CollectionPoint,
    CorrectionKind,
    KeptAnswer,
    Response,
    ResponseCorrection,
    Unit,
)


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """One answer that was not withdrawn."""

    key: UUID
    point_id: int
    answered_at: datetime
    mode: str
    verified: bool
    answers: dict[str, Any]
    duration: int | None
    unit_id: int


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


@dataclass(frozen=True, slots=True)
class AnswersStamp:
    """What changes whenever the answers of a survey change."""

    count: int
    last: int | None
    withdrawn: int


def list_judged_answers(survey_id: int) -> list[JudgedAnswer]:
    """List the answers of a survey, oldest first; one query."""
    withdrawn = exists().where(
        ResponseCorrection.response_key == Response.key,
        ResponseCorrection.kind == CorrectionKind.WITHDRAWAL.value,
    )
    query = select(
        Response.key,
        Response.point_id,
        Response.answered_at,
        Response.mode,
        Response.verified,
        Response.answers,
        Response.duration,
        Response.unit_id,
    ).where(Response.survey_id == survey_id, ~withdrawn)
    rows = db.session.execute(query.order_by(Response.answered_at, Response.sequence))
    return [JudgedAnswer(*row) for row in rows]


def list_judged_points(survey_id: int) -> list[JudgedPoint]:
    """List the points of a survey that have answers; one query."""
    answered = select(Response.point_id).where(Response.survey_id == survey_id)
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
        .where(CollectionPoint.id.in_(answered))
        .order_by(CollectionPoint.id)
    )
    return [JudgedPoint(*row) for row in db.session.execute(query)]


def answers_stamp(survey_id: int) -> AnswersStamp:
    """Tell how the answers of a survey stand, without reading them."""
    mine = Response.survey_id == survey_id
    count, last = db.session.execute(
        select(func.count(Response.sequence), func.max(Response.sequence)).where(mine)
    ).one()
    withdrawn = (
        select(func.count(ResponseCorrection.id))
        .join(Response, Response.key == ResponseCorrection.response_key)
        .where(mine, ResponseCorrection.kind == CorrectionKind.WITHDRAWAL.value)
    )
    return AnswersStamp(count, last, db.session.scalar(withdrawn) or 0)


def was_kept_since() -> ColumnElement[bool]:
    """Say in SQL that an exclusion was taken back by a later decision to keep the answer."""
    return exists().where(
        KeptAnswer.response_key == ResponseCorrection.response_key,
        KeptAnswer.made_at > ResponseCorrection.made_at,
    )


def list_excluded_keys(survey_id: int) -> set[UUID]:
    """List the answers of a survey that are left out now."""
    query = (
        select(ResponseCorrection.response_key)
        .join(Response, Response.key == ResponseCorrection.response_key)
        .where(
            Response.survey_id == survey_id,
            ResponseCorrection.kind == CorrectionKind.EXCLUSION.value,
            ~was_kept_since(),
        )
    )
    return set(db.session.scalars(query))


def list_kept_keys(survey_id: int) -> set[UUID]:
    """List the answers of a survey that somebody looked at and kept."""
    query = (
        select(KeptAnswer.response_key)
        .join(Response, Response.key == KeptAnswer.response_key)
        .where(Response.survey_id == survey_id)
    )
    return set(db.session.scalars(query))


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
