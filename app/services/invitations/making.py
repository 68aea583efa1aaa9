"""Batches of invitations: made, and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import (
    BatchKind,
    CollectionPoint,
    Invitation,
    InvitationBatch,
    InvitationStratum,
    Survey,
)
from app.services.auditing import record_event
from app.services.invitations.codes import invitation_digest
from app.services.rights.independence import OfTheRatedOffice, is_of_rated_office

MOST_SLIPS = 500
"""In one batch of slips: a few seconds of drawing, which is as long as a page may keep a thread."""

MOST_DRAWN = 20_000
"""In one sample."""


@dataclass(frozen=True)
class NewStratum:
    """Codes for one point; for a sample, how many dossiers of which service they are drawn from."""

    point_id: int
    codes: tuple[str, ...]
    service_id: int | None = None
    frame: int | None = None


@dataclass(frozen=True)
class NewBatch:
    """What a batch is called and until when it is good; `seed` and `rule` are a sample's."""

    survey: Survey
    name: str
    last_day: date
    seed: int | None = None
    rule: str | None = None


def check_independent(point_ids: Sequence[int], *, actor: Actor, now: datetime) -> None:
    """Raise `OfTheRatedOffice` if a person is of an office that is rated at one of the points."""
    day = clock.local_day(now)
    if actor.account_id is not None and is_of_rated_office(actor.account_id, point_ids, day):
        raise OfTheRatedOffice("holds a role at the rated office")


def make_batch(
    new: NewBatch, strata: Sequence[NewStratum], *, actor: Actor, now: datetime
) -> InvitationBatch:
    """Store the digests of codes that were made, in one transaction.

    Whatever hands the codes out is to be drawn before: afterwards nobody knows them. Raises
    `OfTheRatedOffice`.
    """
    check_independent([stratum.point_id for stratum in strata], actor=actor, now=now)
    batch = InvitationBatch(
        survey_id=new.survey.id,
        kind=(BatchKind.SLIPS if new.seed is None else BatchKind.SAMPLE).value,
        name=new.name,
        made_on=clock.local_day(now),
        last_day=new.last_day,
        seed=new.seed,
        rule=new.rule,
    )
    db.session.add(batch)
    db.session.flush()
    digests = [pair for stratum in strata for pair in stored(batch, stratum)]
    # In the order of the digests: the order in which codes were made says which slip or dossier.
    digests.sort()
    rows = [{"digest": digest, "stratum_id": stratum_id} for digest, stratum_id in digests]
    db.session.execute(insert(Invitation), rows)
    record_event(
        "invitations.make",
        actor=actor,
        thing=f"invitation_batch:{batch.id}",
        unit_id=only_place([stratum.point_id for stratum in strata]),
        now=now,
        survey=new.survey.code,
        kind=batch.kind,
        count=len(rows),
    )
    db.session.commit()
    return batch


def stored(batch: InvitationBatch, new: NewStratum) -> list[tuple[str, int]]:
    """Add the row of a stratum; give the digests of its codes with it."""
    stratum = InvitationStratum(
        batch_id=batch.id,
        point_id=new.point_id,
        service_id=new.service_id,
        frame=new.frame,
        drawn=len(new.codes),
    )
    db.session.add(stratum)
    db.session.flush()
    return [(invitation_digest(code), stratum.id) for code in new.codes]


def points_of_batch(batch_id: int) -> list[int]:
    """List the points that a batch is for."""
    query = select(InvitationStratum.point_id).where(InvitationStratum.batch_id == batch_id)
    return list(db.session.scalars(query))


def only_place(point_ids: Sequence[int]) -> int | None:
    """Give the unit whose auditors may see it; None where a batch is for several."""
    query = select(CollectionPoint.place_id).where(CollectionPoint.id.in_(point_ids)).distinct()
    places = db.session.scalars(query).all()
    return places[0] if len(places) == 1 else None


def revoke_batch(batch: InvitationBatch, *, actor: Actor, now: datetime) -> None:
    """Take back what is not spent, in one transaction; what was taken back keeps its first day."""
    if batch.revoked_on is None:
        batch.revoked_on = clock.local_day(now)
        record_event(
            "invitations.revoke",
            actor=actor,
            thing=f"invitation_batch:{batch.id}",
            unit_id=only_place(points_of_batch(batch.id)),
            now=now,
            survey=batch.survey.code,
        )
    db.session.commit()
