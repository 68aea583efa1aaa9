"""Batches of paper sheets: lists, counts, the sheets drawn for a second typing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from app.errors import NotFound
from app.extensions import db
from app.models import (
    CheckOutcome,
    CollectionPoint,
    PaperBatch,
    PaperCheck,
    PaperSheet,
    Response,
)
from app.queries.pages import LARGEST_ID, PAGE_SIZE, Page
from app.scope import Scope

UNSETTLED = (PaperCheck.role.is_not(None), PaperCheck.outcome.is_(None))
"""Typed twice, differing, and not yet compared with the paper."""


@dataclass(frozen=True)
class BatchCounts:
    """How far a batch is. `compared` and `differing` count items of the sheets typed twice."""

    sheets: int = 0
    drawn: int = 0
    typed_twice: int = 0
    unsettled: int = 0
    replaced: int = 0
    compared: int = 0
    differing: int = 0

    @property
    def to_type_again(self) -> int:
        """How many of the drawn sheets wait for their second typing."""
        return self.drawn - self.typed_twice

    @property
    def agreement(self) -> float | None:
        """The share of items that both typings read alike; None while nothing was compared."""
        return 1 - self.differing / self.compared if self.compared else None


@dataclass(frozen=True)
class ListedBatch:
    """A batch with its counts."""

    batch: PaperBatch
    counts: BatchCounts


@dataclass(frozen=True)
class DrawnSheet:
    """A sheet that was drawn, by the number written on it."""

    number: int
    check: PaperCheck


def get_batch(batch_id: int) -> PaperBatch:
    """Give a batch; raises `NotFound`."""
    batch = db.session.get(PaperBatch, batch_id) if batch_id <= LARGEST_ID else None
    if batch is None:
        raise NotFound("no such batch")
    return batch


def list_batches(scope: Scope, *, number: int = 1) -> Page[ListedBatch]:
    """List the batches at units of the scope, the latest first; raises `NotFound`."""
    wanted = (
        select(PaperBatch)
        .join(CollectionPoint, CollectionPoint.id == PaperBatch.point_id)
        .where(scope.clause(CollectionPoint.place_id))
    )
    total = db.session.scalar(wanted.with_only_columns(func.count(PaperBatch.id))) or 0
    query = wanted.order_by(PaperBatch.id.desc()).limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)
    page: Page[ListedBatch] = Page([], total, number)
    if not 1 <= number <= page.count:
        raise NotFound("no such page")
    batches = db.session.scalars(query).all()
    counts = batch_counts([batch.id for batch in batches])
    return Page([ListedBatch(batch, counts[batch.id]) for batch in batches], total, number)


def batch_counts(batch_ids: Sequence[int]) -> dict[int, BatchCounts]:
    """Count the sheets and second typings of some batches, in two queries."""
    sheets = by_batch(
        select(PaperSheet.batch_id, func.count().label("sheets"))
        .where(PaperSheet.batch_id.in_(batch_ids), PaperSheet.replaces.is_(None))
        .group_by(PaperSheet.batch_id)
    )
    differing = func.coalesce(func.sum(items_differing()), 0)
    checks = by_batch(
        select(
            PaperCheck.batch_id,
            func.count().label("drawn"),
            func.count(PaperCheck.role).label("typed_twice"),
            func.coalesce(func.sum(PaperCheck.compared), 0).label("compared"),
            differing.label("differing"),
            func.count().filter(*UNSETTLED).label("unsettled"),
            func.count().filter(PaperCheck.outcome == CheckOutcome.REPLACED).label("replaced"),
        )
        .where(PaperCheck.batch_id.in_(batch_ids))
        .group_by(PaperCheck.batch_id)
    )
    return {
        batch_id: BatchCounts(**sheets.get(batch_id, {}), **checks.get(batch_id, {}))
        for batch_id in batch_ids
    }


def by_batch(query: Any) -> dict[int, Mapping[str, int]]:
    """Run a query of counts; give them by batch."""
    return {
        row["batch_id"]: {name: int(count) for name, count in row.items() if name != "batch_id"}
        for row in db.session.execute(query).mappings()
    }


def items_differing() -> Any:
    """Say in SQL how many items of a sheet differ; the two databases name it differently."""
    if db.engine.dialect.name == "postgresql":
        return func.jsonb_array_length(PaperCheck.differing)
    return func.json_array_length(PaperCheck.differing)


def next_to_type_again(batch_id: int) -> DrawnSheet | None:
    """Give the drawn sheet with the lowest number that was not typed again yet."""
    return first_drawn(batch_id, PaperCheck.role.is_(None))


def next_to_settle(batch_id: int) -> DrawnSheet | None:
    """Give the sheet with the lowest number whose typings differ and are not settled."""
    return first_drawn(batch_id, *UNSETTLED)


def first_drawn(batch_id: int, *conditions: Any) -> DrawnSheet | None:
    """Give the first drawn sheet for which some conditions hold."""
    query = (
        select(PaperSheet.number, PaperCheck)
        .join(PaperSheet, PaperSheet.response_key == PaperCheck.response_key)
        .where(PaperCheck.batch_id == batch_id, *conditions)
        .order_by(PaperSheet.number)
        .limit(1)
    )
    found = db.session.execute(query).first()
    return DrawnSheet(*found) if found else None


def drawn_numbers(batch_id: int) -> list[int]:
    """List the numbers of the drawn sheets that were not typed again yet."""
    query = (
        select(PaperSheet.number)
        .join(PaperCheck, PaperCheck.response_key == PaperSheet.response_key)
        .where(PaperCheck.batch_id == batch_id, PaperCheck.role.is_(None))
        .order_by(PaperSheet.number)
    )
    return list(db.session.scalars(query))


def get_drawn(batch_id: int, number: int) -> DrawnSheet:
    """Give a drawn sheet by its number; raises `NotFound`."""
    found = first_drawn(batch_id, PaperSheet.number == number) if number <= LARGEST_ID else None
    if found is None:
        raise NotFound("no such sheet was drawn")
    return found


def first_answers(check: PaperCheck) -> dict[str, Any]:
    """Give the answers of the first typing, without free text."""
    query = select(Response.answers).where(Response.key == check.response_key)
    return dict(db.session.scalars(query).one())
