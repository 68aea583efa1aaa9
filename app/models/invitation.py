"""Invitations: one-time codes, in batches, until they are spent.

Threat: whoever holds a copy of these tables must not learn which code gave which answer, nor who
was invited. So a code stands here only as a keyed digest, without time, number or person. Spent,
its row is gone, in the answer's transaction, and the answer only says "verified". How many were
spent is worked out: those made, less those left. `docs/invitations.md` says what is hidden so, and
what is not.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base
from app.models.collection import CollectionPoint
from app.models.organisation import one_of
from app.models.service import Service
from app.models.survey import Survey


class BatchKind(StrEnum):
    """How codes come to people."""

    SLIPS = "slips"
    SAMPLE = "sample"


class InvitationBatch(Base):
    """Codes that were made together for one survey.

    `seed` and `rule` are how a sample was drawn from a list; the list itself is nowhere.
    """

    __tablename__ = "invitation_batch"
    __table_args__ = (
        CheckConstraint(one_of("kind", BatchKind), "kind_is_known"),
        CheckConstraint("(kind = 'sample') = (seed IS NOT NULL)", "a_sample_has_a_seed"),
        CheckConstraint("(kind = 'sample') = (rule IS NOT NULL)", "a_sample_has_a_rule"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(120))
    made_on: Mapped[date]
    last_day: Mapped[date]
    revoked_on: Mapped[date | None]
    seed: Mapped[int | None] = mapped_column(BigInteger)
    rule: Mapped[str | None] = mapped_column(String(32))
    survey: Mapped[Survey] = relationship(lazy="joined")


class InvitationStratum(Base):
    """Codes of a batch for one point; `frame` counts the dossiers that they were drawn from.

    `service_id` is the service of those dossiers, where the list told it.
    """

    __tablename__ = "invitation_stratum"
    __table_args__ = (
        CheckConstraint("drawn >= 1", "something_drawn"),
        CheckConstraint("frame IS NULL OR frame >= drawn", "drawn_from_the_frame"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(
        ForeignKey("invitation_batch.id", ondelete="CASCADE"), index=True
    )
    point_id: Mapped[int] = mapped_column(ForeignKey("collection_point.id"), index=True)
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    frame: Mapped[int | None]
    drawn: Mapped[int]
    point: Mapped[CollectionPoint] = relationship(lazy="joined")
    service: Mapped[Service | None] = relationship(lazy="joined")


class Invitation(Base):
    """A code that nobody has spent yet.

    The table is kept in the order of the digests (SQLite: without row numbers), which is random.
    """

    __tablename__ = "invitation"
    __table_args__ = ({"sqlite_with_rowid": False},)

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    stratum_id: Mapped[int] = mapped_column(
        ForeignKey("invitation_stratum.id", ondelete="CASCADE"), index=True
    )
