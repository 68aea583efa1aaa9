"""Questionnaires and their published, frozen versions."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import CODE, DOCUMENT, Base, UTCDateTime


class Questionnaire(Base):
    """An instrument that lives through its versions under one stable code.

    A retired one is offered for no further survey; its versions and answers stay as they are.
    """

    __tablename__ = "questionnaire"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(CODE, unique=True)
    retired_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    demonstration: Mapped[bool] = mapped_column(default=False)


class QuestionnaireVersion(Base):
    """One published document of `surveys`; a trigger refuses any later change of it."""

    __tablename__ = "questionnaire_version"
    __table_args__ = (
        UniqueConstraint("questionnaire_id", "number"),
        CheckConstraint("number >= 1", "number_from_1"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    number: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(DOCUMENT)
    digest: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime] = mapped_column(UTCDateTime)
    questionnaire: Mapped[Questionnaire] = relationship(lazy="joined")
