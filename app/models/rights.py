"""What staff may do: roles, each held on a unit and what stands below it, from a day to a day."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, UTCDateTime
from app.models.account import User
from app.models.organisation import Unit, one_of


class RoleName(StrEnum):
    """What a member of staff may be; `docs/rights.md` says which pages each opens."""

    SYSTEM_ADMINISTRATOR = "system_administrator"
    SURVEY_ADMINISTRATOR = "survey_administrator"
    COLLECTION_OFFICER = "collection_officer"
    EVALUATOR = "evaluator"
    TEXT_READER = "text_reader"
    UNIT_HEAD = "unit_head"
    INTERVIEWER = "interviewer"
    AUDITOR = "auditor"


class RoleGrant(Base):
    """A person holds a role on a unit and all below it; without a unit, on the whole service.

    `valid_from` and `valid_to` are whole local days, both included. `ended_at` is the moment at
    which somebody took the role back before that. `carried_from` is the grant that this one goes
    on with after a merger. A grant is never deleted: who could see what, and when, stays known.
    """

    __tablename__ = "role_grant"
    __table_args__ = (
        CheckConstraint(one_of("role", RoleName), "role_is_known"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", "ends_after_it_begins"),
        Index("ix_role_grant_user_role", "user_id", "role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(32))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    granted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    carried_from: Mapped[int | None] = mapped_column(
        ForeignKey("role_grant.id", ondelete="SET NULL")
    )
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    unit: Mapped[Unit | None] = relationship(lazy="joined")
