"""A survey: one fielding of a questionnaire version over a period, at collection points."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import CODE, DOCUMENT, Base, UTCDateTime
from app.models.organisation import Sector, one_of
from app.models.questionnaire import QuestionnaireVersion


class Survey(Base):
    """One fielding, with the formulas, level and cell size its results are published under.

    `opens_on` and `closes_on` are whole local days, both included.
    """

    __tablename__ = "survey"
    __table_args__ = (
        CheckConstraint(one_of("sector", Sector), "sector_is_known"),
        CheckConstraint("closes_on >= opens_on", "closes_after_it_opens"),
        CheckConstraint("confidence_level > 0 AND confidence_level < 1", "level_between_0_and_1"),
        CheckConstraint("minimum_cell BETWEEN 3 AND 20", "minimum_cell_from_3_to_20"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(CODE, unique=True)
    title_vi: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    sector: Mapped[str] = mapped_column(String(32))
    version_id: Mapped[int] = mapped_column(ForeignKey("questionnaire_version.id"))
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    paused_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    formulas: Mapped[list[str]] = mapped_column(DOCUMENT)
    confidence_level: Mapped[float] = mapped_column(default=0.95)
    minimum_cell: Mapped[int] = mapped_column(default=5)
    demonstration: Mapped[bool] = mapped_column(default=False)
    version: Mapped[QuestionnaireVersion] = relationship(lazy="joined")


class SurveyPoint(Base):
    """A point collects answers for a survey; a printed code outlives the surveys it serves."""

    __tablename__ = "survey_point"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    point_id: Mapped[int] = mapped_column(
        ForeignKey("collection_point.id"), primary_key=True, index=True
    )
