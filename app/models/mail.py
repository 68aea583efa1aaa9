"""Mails to staff: which mails a person wants, and that one was sent; never what stood in it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import CODE, Base, UTCDateTime
from app.models.organisation import one_of


class MailKind(StrEnum):
    """Why a mail was sent."""

    WEEKLY = "weekly"
    ALARM = "alarm"


class MailState(StrEnum):
    """What became of a mail. A claimed one may be on its way, and is never sent again."""

    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"


class MailLog(Base):
    """A person's mail of a day; there is one at most, whatever the number of processes.

    `unit_id` is the unit it speaks of, None where it speaks of several.
    """

    __tablename__ = "mail_log"
    __table_args__ = (
        UniqueConstraint("user_id", "day"),
        CheckConstraint(one_of("kind", MailKind), "kind_is_known"),
        CheckConstraint(one_of("state", MailState), "state_is_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    day: Mapped[date]
    kind: Mapped[str] = mapped_column(CODE)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id", ondelete="SET NULL"))
    state: Mapped[str] = mapped_column(CODE)
    attempts: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class MailChoice(Base):
    """Which mails a person wants, and in which language; without a row all, in Vietnamese."""

    __tablename__ = "mail_choice"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    weekly: Mapped[bool]
    alarms: Mapped[bool]
    language: Mapped[str] = mapped_column(CODE)
