"""Tasks that run by themselves: when each is due next, and how its runs ended."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import CODE, Base, UTCDateTime
from app.models.organisation import one_of


class RunOutcome(StrEnum):
    """How a run of a task ended."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CUT_OFF = "cut_off"


class TaskSchedule(Base):
    """The one row of a task that processes compete for: who moves `next_at` on runs it.

    While a run goes on, `next_at` is the moment at which it is given up for lost.
    """

    __tablename__ = "task_schedule"

    name: Mapped[str] = mapped_column(CODE, primary_key=True)
    next_at: Mapped[datetime] = mapped_column(UTCDateTime)
    running_id: Mapped[int | None] = mapped_column(ForeignKey("task_run.id", ondelete="SET NULL"))


class TaskRun(Base):
    """One run of a task, with what it did or why it failed, in words."""

    __tablename__ = "task_run"
    __table_args__ = (
        CheckConstraint(one_of("outcome", RunOutcome), "outcome_is_known"),
        Index("ix_task_run_name_id", "name", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(CODE)
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    outcome: Mapped[str] = mapped_column(CODE)
    words: Mapped[str] = mapped_column(Text)
