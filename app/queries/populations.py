"""Dossier counts as they stand: corrections applied, one row a period."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.extensions import db
from app.models import Population


@dataclass(frozen=True, slots=True)
class DossierCount:
    """Dossiers of a unit in a period; `service_id` None counts all services together."""

    unit_id: int
    service_id: int | None
    first: date
    last: date
    handled: int
    on_time: int
    source: str


def list_dossier_counts(first: date, last: date) -> list[DossierCount]:
    """List the counts whose period lies inside ``[first, last]``; the latest correction counts."""
    newest_first = (
        func.row_number()
        .over(
            partition_by=(
                Population.unit_id,
                Population.service_id,
                Population.period_start,
                Population.period_end,
            ),
            order_by=(Population.entered_at.desc(), Population.id.desc()),
        )
        .label("rank")
    )
    inside = (
        select(
            Population.unit_id,
            Population.service_id,
            Population.period_start,
            Population.period_end,
            Population.handled,
            Population.on_time,
            Population.source,
            newest_first,
        )
        .where(Population.period_start >= first, Population.period_end <= last)
        .subquery()
    )
    query = select(inside).where(inside.c.rank == 1)
    return [DossierCount(*row[:-1]) for row in db.session.execute(query)]
