"""Dossier counts as they stand: corrections applied, one row a period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Subquery, func, select

from app.errors import NotFound
from app.extensions import db
from app.models import Population
from app.queries.pages import LARGEST_ID, Page
from app.scope import Scope

KEY = (
    Population.unit_id,
    Population.service_id,
    Population.channel,
    Population.period_start,
    Population.period_end,
)
"""What a count is of; rows that agree in this are corrections of each other."""


@dataclass(frozen=True, slots=True)
class DossierCount:
    """Dossiers of a unit in a period, in force; `id` is the row it stands in.

    `service_id` None counts all services together, `channel` None all channels. `entries` tells
    how many rows there are of this count, the first one among them.
    """

    id: int
    unit_id: int
    service_id: int | None
    channel: str | None
    first: date
    last: date
    received: int | None
    handled: int
    on_time: int
    late: int
    refused: int
    source: str
    entered_at: datetime
    entries: int


def list_dossier_counts(first: date, last: date) -> list[DossierCount]:
    """List the counts whose period lies inside ``[first, last]``; the latest correction counts."""
    return counts_where(Population.period_start >= first, Population.period_end <= last)


def last_count_entry() -> int:
    """Give the number of the newest entry, which changes whenever a count is entered."""
    return db.session.scalar(select(func.max(Population.id))) or 0


def list_counts_of_unit(unit_id: int) -> list[DossierCount]:
    """List what is counted of a unit, the latest period first."""
    return counts_where(Population.unit_id == unit_id)


def list_taken_back(unit_id: int) -> list[DossierCount]:
    """List what was counted of a unit and taken back, the latest period first."""
    inside = ranked([Population.unit_id == unit_id])
    query = select(inside).where(inside.c.rank == 1, inside.c.taken_back)
    rows = db.session.execute(query.order_by(inside.c.period_start.desc(), inside.c.id))
    return [DossierCount(*row[:-2]) for row in rows]


def list_counts_of_units(unit_ids: Iterable[int]) -> list[DossierCount]:
    """List what is counted of some units."""
    return counts_where(Population.unit_id.in_(set(unit_ids)))


def list_counts_in_scope(scope: Scope, *, since: date) -> list[DossierCount]:
    """List what is counted in a scope in periods that end on a day or later."""
    return counts_where(scope.clause(Population.unit_id), Population.period_end >= since)


def counts_where(*conditions: ColumnElement[bool]) -> list[DossierCount]:
    """List counts in force, units together, the latest period of each first."""
    inside = ranked(conditions)
    query = (
        select(inside)
        .where(*in_force(inside))
        .order_by(
            inside.c.unit_id,
            inside.c.period_start.desc(),
            inside.c.period_end,
            inside.c.service_id,
            inside.c.channel,
        )
    )
    return [DossierCount(*row[:-2]) for row in db.session.execute(query)]


def page_of_counts(
    scope: Scope,
    *,
    unit_id: int | None,
    first_day: date | None,
    last_day: date | None,
    number: int,
    size: int,
) -> Page[DossierCount]:
    """List a page of counts in force; raises `NotFound` for a page that is not there."""
    conditions = [scope.clause(Population.unit_id)]
    if unit_id is not None:
        conditions.append(Population.unit_id == unit_id)
    if first_day is not None:
        conditions.append(Population.period_start >= first_day)
    if last_day is not None:
        conditions.append(Population.period_end <= last_day)
    inside = ranked(conditions)
    query = select(inside).where(*in_force(inside))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    in_order = query.order_by(inside.c.period_start, inside.c.id)
    rows = db.session.execute(in_order.limit(size).offset((number - 1) * size))
    page = Page([DossierCount(*row[:-2]) for row in rows], total, number, size)
    if number > page.count:
        raise NotFound("no such page")
    return page


def in_force(inside: Subquery) -> tuple[ColumnElement[bool], ...]:
    """Say in SQL which of the numbered rows count: the newest of each, unless it was taken back."""
    return inside.c.rank == 1, inside.c.taken_back.is_(False)


def ranked(conditions: Sequence[ColumnElement[bool]]) -> Subquery:
    """Number the rows of each count, the newest first."""
    latest = (Population.entered_at.desc(), Population.id.desc())
    return (
        select(
            Population.id,
            *KEY,
            Population.received,
            Population.handled,
            Population.on_time,
            Population.late,
            Population.refused,
            Population.source,
            Population.entered_at,
            func.count().over(partition_by=KEY).label("entries"),
            func.row_number().over(partition_by=KEY, order_by=latest).label("rank"),
            Population.taken_back,
        )
        .where(*conditions)
        .subquery()
    )


def get_count_entry(entry_id: int) -> Population:
    """Give one row, in force or corrected; raises `NotFound`."""
    entry = db.session.get(Population, entry_id) if entry_id <= LARGEST_ID else None
    if entry is None:
        raise NotFound("no such count")
    return entry


def list_entries_of_count(entry: Population) -> list[Population]:
    """List every row of the count that a row belongs to, the newest first."""
    same = [column.is_not_distinct_from(getattr(entry, column.key)) for column in KEY]
    latest = (Population.entered_at.desc(), Population.id.desc())
    return list(db.session.scalars(select(Population).where(*same).order_by(*latest)))


@dataclass(frozen=True, slots=True)
class CountedUnit:
    """How much is counted of a unit: periods, the last day of the last one."""

    unit_id: int
    counts: int
    last: date


def list_counted_units(scope: Scope) -> dict[int, CountedUnit]:
    """Tell which units have counts, and until when."""
    query = (
        select(Population.unit_id, func.count(Population.id), func.max(Population.period_end))
        .where(scope.clause(Population.unit_id))
        .group_by(Population.unit_id)
    )
    return {row[0]: CountedUnit(*row) for row in db.session.execute(query)}
