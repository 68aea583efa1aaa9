"""Drafts of questionnaires: what is being designed, every step of it, and who has it in hand."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import CODE, DOCUMENT, Base, UTCDateTime
from app.models.account import User
from app.models.organisation import Unit
from app.models.questionnaire import Questionnaire


class QuestionnaireDraft(Base):
    """The working copy of one questionnaire; it may have mistakes, a published version has none.

    `revision` counts the changes and guards against two at once; `step` is the place in the
    history: steps above it were undone and can be done again. A draft of a published questionnaire
    knows it; `asked_revision` is the revision that somebody asked a second person to publish.
    """

    __tablename__ = "questionnaire_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(CODE, unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    questionnaire_id: Mapped[int | None] = mapped_column(
        ForeignKey("questionnaire.id"), unique=True
    )
    document: Mapped[dict[str, Any]] = mapped_column(DOCUMENT)
    revision: Mapped[int] = mapped_column()
    step: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)
    saved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    asked_revision: Mapped[int | None]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    demonstration: Mapped[bool] = mapped_column(default=False)
    owner: Mapped[Unit] = relationship(lazy="joined")
    questionnaire: Mapped[Questionnaire | None] = relationship(lazy="joined")
    saved_by: Mapped[User | None] = relationship(foreign_keys=[saved_by_id])
    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class DraftStep(Base):
    """One step of a draft's history: what was done, and the changes that do and undo it."""

    __tablename__ = "draft_step"

    draft_id: Mapped[int] = mapped_column(
        ForeignKey("questionnaire_draft.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    deed: Mapped[str] = mapped_column(String(32))
    changes: Mapped[list[dict[str, Any]]] = mapped_column(DOCUMENT)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


class DraftLock(Base):
    """Who has a draft in hand; it lapses when nothing is done until `until`."""

    __tablename__ = "draft_lock"

    draft_id: Mapped[int] = mapped_column(
        ForeignKey("questionnaire_draft.id", ondelete="CASCADE"), primary_key=True
    )
    holder_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    until: Mapped[datetime] = mapped_column(UTCDateTime)
    holder: Mapped[User] = relationship(lazy="joined")


class TrialLink(Base):
    """The link under which a draft can be tried on a phone; no collection point has its code."""

    __tablename__ = "trial_link"

    draft_id: Mapped[int] = mapped_column(
        ForeignKey("questionnaire_draft.id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str] = mapped_column(String(32), unique=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)


class TrialAnswer(Base):
    """An answer given to try a draft: never in `response`, so that no result can ever count it."""

    __tablename__ = "trial_answer"
    __table_args__ = (CheckConstraint("seconds >= 0", "seconds_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(
        ForeignKey("questionnaire_draft.id", ondelete="CASCADE"), index=True
    )
    revision: Mapped[int] = mapped_column()
    language: Mapped[str] = mapped_column(String(16))
    answers: Mapped[dict[str, Any]] = mapped_column(DOCUMENT)
    seconds: Mapped[int]
    answered_at: Mapped[datetime] = mapped_column(UTCDateTime)
