"""Counts of forms, added up by the database: by point, by point and day, by detail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from app.extensions import db
from app.models import CollectionPoint, FunnelCount, FunnelStep
from app.scope import EVERYTHING, Scope

OF_POINTS = (
    *(FunnelStep.OPENED, FunnelStep.STARTED, FunnelStep.REFUSED),
    *(FunnelStep.SENT, FunnelStep.DELIVERED, FunnelStep.LATE, FunnelStep.TOOK),
)
"""What a point's row is made of; the other steps say how far and why, for all points together."""


@dataclass(frozen=True)
class FunnelFilter:
    """Which forms are wanted: of a survey, opened from a day to a day, at some units or a point."""

    survey_id: int
    first: date
    last: date
    scope: Scope = EVERYTHING
    unit_ids: frozenset[int] | None = None
    point_id: int | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Say it in SQL."""
        wanted = [
            FunnelCount.survey_id == self.survey_id,
            FunnelCount.day.between(self.first, self.last),
            self.scope.clause(FunnelCount.unit_id),
        ]
        if self.unit_ids is not None:
            wanted.append(FunnelCount.unit_id.in_(self.unit_ids))
        if self.point_id is not None:
            wanted.append(FunnelCount.point_id == self.point_id)
        return wanted


@dataclass(frozen=True, slots=True)
class PointCount:
    """A number of forms of a point, at the unit where it stood then; of one day, or of all."""

    point_id: int
    unit_id: int
    day: date | None
    step: str
    detail: str
    n: int


def list_point_counts(wanted: FunnelFilter, *, by_day: bool) -> list[PointCount]:
    """List the numbers of each point, day by day or the days together."""
    days = [FunnelCount.day] if by_day else []
    keys = (FunnelCount.point_id, FunnelCount.unit_id, FunnelCount.step, FunnelCount.detail)
    query = (
        select(*keys, func.sum(FunnelCount.n), *days)
        .where(*wanted.conditions(), FunnelCount.step.in_(OF_POINTS))
        .group_by(*keys, *days)
    )
    return [
        PointCount(point_id, unit_id, more[0] if more else None, step, detail, int(n))
        for point_id, unit_id, step, detail, n, *more in db.session.execute(query)
    ]


def sum_details(wanted: FunnelFilter) -> dict[tuple[str, str], int]:
    """Add up every number by step and detail."""
    keys = (FunnelCount.step, FunnelCount.detail)
    query = select(*keys, func.sum(FunnelCount.n)).where(*wanted.conditions()).group_by(*keys)
    return {(step, detail): int(n) for step, detail, n in db.session.execute(query)}


def first_counted_day(survey_id: int) -> date | None:
    """Tell since when forms of a survey are counted; None if none was yet."""
    return db.session.scalar(
        select(func.min(FunnelCount.day)).where(FunnelCount.survey_id == survey_id)
    )


def points_by_id(point_ids: Iterable[int]) -> dict[int, CollectionPoint]:
    """Find points; one query."""
    query = select(CollectionPoint).where(CollectionPoint.id.in_(set(point_ids)))
    return {point.id: point for point in db.session.scalars(query).unique()}
