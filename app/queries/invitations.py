"""Batches of invitations and how far they are spent: counts only, never a code or a moment."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.errors import NotFound
from app.extensions import db
from app.models import AccessCode, CollectionPoint, Invitation, InvitationBatch, InvitationStratum
from app.queries.pages import LARGEST_ID, PAGE_SIZE, Page
from app.queries.point_list import in_force
from app.scope import Scope


@dataclass(frozen=True)
class StratumCounts:
    """A stratum, and how many of its codes nobody has spent yet."""

    stratum: InvitationStratum
    left: int

    @property
    def spent(self) -> int:
        """How many answers it brought."""
        return self.stratum.drawn - self.left

    @property
    def fraction(self) -> float | None:
        """The share of the listed dossiers that were drawn; None for slips."""
        return self.stratum.drawn / self.stratum.frame if self.stratum.frame else None


@dataclass(frozen=True)
class ListedInvitations:
    """A batch with the sums over its strata."""

    batch: InvitationBatch
    drawn: int
    left: int

    @property
    def spent(self) -> int:
        """How many answers it brought."""
        return self.drawn - self.left


def get_invitation_batch(batch_id: int) -> InvitationBatch:
    """Give a batch; raises `NotFound`."""
    batch = db.session.get(InvitationBatch, batch_id) if batch_id <= LARGEST_ID else None
    if batch is None:
        raise NotFound("no such batch of invitations")
    return batch


def list_invitation_batches(scope: Scope, *, number: int = 1) -> Page[ListedInvitations]:
    """List the batches whose every point stands in the scope, the latest first.

    Raises `NotFound` for a page that is not there.
    """
    outside = (
        select(InvitationStratum.id)
        .join(CollectionPoint, CollectionPoint.id == InvitationStratum.point_id)
        .where(
            InvitationStratum.batch_id == InvitationBatch.id,
            ~scope.clause(CollectionPoint.place_id),
        )
        .exists()
    )
    wanted = select(InvitationBatch).where(~outside)
    total = db.session.scalar(wanted.with_only_columns(func.count(InvitationBatch.id))) or 0
    if not 1 <= number <= Page([], total, number).count:
        raise NotFound("no such page")
    page = wanted.order_by(InvitationBatch.id.desc())
    batches = db.session.scalars(page.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE)).all()
    sums = sums_of([batch.id for batch in batches])
    return Page([ListedInvitations(b, *sums.get(b.id, (0, 0))) for b in batches], total, number)


def sums_of(batch_ids: list[int]) -> dict[int, tuple[int, int]]:
    """Add up the codes made and the codes left of several batches."""
    by_batch: dict[int, tuple[int, int]] = {}
    for counts in counts_of(batch_ids):
        made, left = by_batch.get(counts.stratum.batch_id, (0, 0))
        by_batch[counts.stratum.batch_id] = (made + counts.stratum.drawn, left + counts.left)
    return by_batch


def counts_of(batch_ids: list[int]) -> list[StratumCounts]:
    """List the strata of batches in the order in which they were made, with the codes left."""
    unspent = (
        select(Invitation.stratum_id, func.count().label("left"))
        .join(InvitationStratum, InvitationStratum.id == Invitation.stratum_id)
        .where(InvitationStratum.batch_id.in_(batch_ids))
        .group_by(Invitation.stratum_id)
    )
    left = {row.stratum_id: row.left for row in db.session.execute(unspent)}
    query = (
        select(InvitationStratum)
        .where(InvitationStratum.batch_id.in_(batch_ids))
        .order_by(InvitationStratum.id)
    )
    return [StratumCounts(s, left.get(s.id, 0)) for s in db.session.scalars(query)]


def access_codes_of(point_ids: Collection[int], *, now: datetime) -> dict[int, str]:
    """Give the newest code in force of each of some points."""
    query = (
        select(AccessCode.point_id, AccessCode.code)
        .where(AccessCode.point_id.in_(point_ids), in_force(now))
        .order_by(AccessCode.issued_at)
    )
    return {row.point_id: row.code for row in db.session.execute(query)}


def invitation_unit_ids(batch_id: int) -> list[int]:
    """List the units where the points of a batch stand; empty if there is no such batch."""
    query = (
        select(CollectionPoint.place_id)
        .join(InvitationStratum, InvitationStratum.point_id == CollectionPoint.id)
        .where(InvitationStratum.batch_id == batch_id)
        .distinct()
    )
    return list(db.session.scalars(query))


@dataclass(frozen=True, slots=True)
class ListedDossiers:
    """How many dossiers of the lists that samples were drawn from belong to a point, and where."""

    place_id: int
    count: int


def listed_dossiers(survey_id: int) -> dict[int, ListedDossiers]:
    """Add up, by point, the dossiers of the lists that a survey's samples were drawn from."""
    query = (
        select(
            CollectionPoint.id,
            CollectionPoint.place_id,
            func.sum(InvitationStratum.frame).label("listed"),
        )
        .join(InvitationStratum, InvitationStratum.point_id == CollectionPoint.id)
        .join(InvitationBatch, InvitationBatch.id == InvitationStratum.batch_id)
        .where(InvitationBatch.survey_id == survey_id, InvitationStratum.frame.is_not(None))
        .group_by(CollectionPoint.id, CollectionPoint.place_id)
    )
    return {
        row.id: ListedDossiers(row.place_id, int(row.listed)) for row in db.session.execute(query)
    }
