"""What a province made public: frozen results, and what was changed because of the answers.

A publication is never changed: a trigger refuses it. Later answers, exclusions and new targets
leave it as it was; a correction is a new publication that names the old one.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import CODE, DOCUMENT, Base, UTCDateTime
from app.models.account import User
from app.models.survey import Survey


class Publication(Base):
    """Results of a survey, a period, a level of units and a formula, as they were made public.

    `document` is the very text that was digested: canonical JSON with the rows after disclosure
    control and the newest seal of that moment. `withdrawn_at` takes it back; that it stood there
    stays known. `replaces_id` is the publication it corrects, `reason` says why.
    """

    __tablename__ = "publication"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", "ends_after_it_begins"),
        CheckConstraint("replaces_id IS NULL OR reason IS NOT NULL", "correction_has_a_reason"),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_because IS NULL)", "withdrawal_has_a_reason"
        ),
        Index("ix_publication_survey_id", "survey_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    level: Mapped[str] = mapped_column(String(32))
    formula: Mapped[str] = mapped_column(CODE)
    document: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    published_at: Mapped[datetime] = mapped_column(UTCDateTime)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("publication.id"), unique=True)
    reason: Mapped[str | None] = mapped_column(String(500))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withdrawn_because: Mapped[str | None] = mapped_column(String(500))
    demonstration: Mapped[bool] = mapped_column(default=False)


class ProposedPublication(Base):
    """Results that somebody wants to publish and somebody else has to.

    No figure is kept: whoever publishes looks at what they are then.
    """

    __tablename__ = "proposed_publication"
    __table_args__ = (CheckConstraint("last_day >= first_day", "ends_after_it_begins"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date]
    level: Mapped[str] = mapped_column(String(32))
    formula: Mapped[str] = mapped_column(CODE)
    reason: Mapped[str | None] = mapped_column(String(500))
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    proposed_at: Mapped[datetime] = mapped_column(UTCDateTime)

    survey: Mapped[Survey] = relationship()
    proposed_by: Mapped[User] = relationship()


class Improvement(Base):
    """What people said and what was changed because of it, for everybody to read.

    Vietnamese is always there, English where somebody wrote it.
    `movement` is how a unit's published index moved between two publications, frozen when it was
    written; None where nothing was tied to it.
    """

    __tablename__ = "improvement"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    said: Mapped[str] = mapped_column(Text)
    done: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str | None] = mapped_column(String(200))
    said_en: Mapped[str | None] = mapped_column(Text)
    done_en: Mapped[str | None] = mapped_column(Text)
    done_on: Mapped[date]
    before_id: Mapped[int | None] = mapped_column(ForeignKey("publication.id"))
    after_id: Mapped[int | None] = mapped_column(ForeignKey("publication.id"))
    movement: Mapped[dict[str, Any] | None] = mapped_column(DOCUMENT)
    written_at: Mapped[datetime] = mapped_column(UTCDateTime)
    taken_down_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
