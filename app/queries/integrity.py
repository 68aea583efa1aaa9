"""Answers of a survey as the integrity evidence needs them, and what was decided about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select

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
    ).where(Response.survey_id == survey_id, ~withdrawn)
    rows = db.session.execute(query.order_by(Response.answered_at, Response.sequence))
    return [JudgedAnswer(*row) for row in rows]


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


def places_of_points(point_ids: Iterable[int]) -> dict[int, Unit]:
    """Find the place of each point; one query."""
    query = select(CollectionPoint).where(CollectionPoint.id.in_(list(point_ids)))
    return {point.id: point.place for point in db.session.scalars(query).unique()}
