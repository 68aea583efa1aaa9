"""Audit events: who did what to what, each sealed to the one before it.

Threat: whoever can write to the database changes, removes, inserts or reorders events to hide what
was done. Triggers refuse it to the application itself; the chain of digests shows it where somebody
took the triggers away. Names stand in a table of their own, so that a person's name can be erased
while every event and every digest stays as it is.
"""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import CODE, Base, UTCDateTime

NUMBER = BigInteger().with_variant(Integer(), "sqlite")


class AuditActor(Base):
    """Whoever acts, under an opaque id; the name is emptied when a person's data is erased."""

    __tablename__ = "audit_actor"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('person', 'service', 'command', 'system')",
            "kind_is_known",
        ),
        Index("ix_audit_actor_kind_account_id", "kind", "account_id"),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    account_id: Mapped[int | None]
    name: Mapped[str | None] = mapped_column(String(255))


class AuditEvent(Base):
    """One act. `id` counts without a gap; `digest` covers `previous` and everything else here.

    `details` is the very text that was digested: JSON that a database rewrites would not verify.
    A unit is named without a foreign key, because an event outlives whatever it speaks of.
    """

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_act_id", "act", "id"),
        Index("ix_audit_event_actor_id_id", "actor_id", "id"),
        Index("ix_audit_event_unit_id_id", "unit_id", "id"),
        Index("ix_audit_event_thing_id", "thing", "id"),
    )

    id: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    act: Mapped[str] = mapped_column(CODE)
    actor_id: Mapped[str] = mapped_column(ForeignKey("audit_actor.id"))
    thing: Mapped[str] = mapped_column(String(120))
    unit_id: Mapped[int | None]
    details: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    actor: Mapped[AuditActor] = relationship(lazy="joined")


class AuditHead(Base):
    """The one row all writers queue at: the last number and digest, and what was removed by age.

    Events up to `removed_to` were kept long enough; the first one kept follows `removed_digest`.
    """

    __tablename__ = "audit_head"
    __table_args__ = (
        CheckConstraint("id = 1", "there_is_one"),
        CheckConstraint("removed_to <= number", "removed_what_there_was"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(NUMBER)
    digest: Mapped[str] = mapped_column(String(64))
    removed_to: Mapped[int] = mapped_column(NUMBER)
    removed_digest: Mapped[str] = mapped_column(String(64))
