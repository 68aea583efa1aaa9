"""How many answers units got in periods, for checks against dossier counts."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import and_, exists, func, literal, or_, select, union_all

from app import clock
from app.extensions import db
from app.models import CorrectionKind, Response, ResponseCorrection
from app.queries.corrections import was_kept_since

Period = tuple[date, date]


def count_answers(periods: Collection[Period]) -> dict[tuple[Period, int], int]:
    """Count each unit's own answers in each period, without those withdrawn or excluded.

    One query, however many periods; days are local ones.
    """
    listed = sorted(periods)
    if not listed:
        return {}
    gone = exists().where(
        ResponseCorrection.response_key == Response.key,
        or_(
            ResponseCorrection.kind == CorrectionKind.WITHDRAWAL,
            and_(ResponseCorrection.kind == CorrectionKind.EXCLUSION, ~was_kept_since()),
        ),
    )
    parts = []
    for place, (first, last) in enumerate(listed):
        start, end = clock.day_bounds(first, last)
        parts.append(
            select(literal(place).label("place"), Response.unit_id, func.count().label("answers"))
            .where(Response.answered_at >= start, Response.answered_at < end, ~gone)
            .group_by(Response.unit_id)
        )
    rows = db.session.execute(union_all(*parts))
    return {(listed[row.place], row.unit_id): row.answers for row in rows}
