"""Answers of a survey and their points as the integrity evidence needs them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.flag_rules import MOMENT_UNSURE
from app.models import CollectionPoint, CorrectionKind, Response, ResponseCorrection, Unit
from app.queries.chunks import chunks


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


def points_by_id(point_ids: Iterable[int]) -> dict[int, CollectionPoint]:
    """Find points with their procedures; one query."""
    query = select(CollectionPoint).where(CollectionPoint.id.in_(list(point_ids)))
    query = query.options(joinedload(CollectionPoint.service))
    return {point.id: point for point in db.session.scalars(query).unique()}
