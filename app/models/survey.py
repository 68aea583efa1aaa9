"""A survey: one fielding of a questionnaire over a period, in a set of units, at their points."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import CODE, DOCUMENT, Base, UTCDateTime
from app.models.organisation import Sector, one_of
from app.models.questionnaire import QuestionnaireVersion


class Survey(Base):
    """One fielding, with the formulas, level and cell size its results are published under.

    `opens_on` and `closes_on` are whole local days, both included. Without `opened_at` the survey
    is a plan and takes no answers on any day; `closed_at` ends it in the middle of its last day.
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
    opened_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    paused_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
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


class SurveyUnit(Base):
    """A unit a survey asks at; `with_subtree` means all below it too, also what is made later."""

    __tablename__ = "survey_unit"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, index=True)
    with_subtree: Mapped[bool]


class SurveyTarget(Base):
    """A target a survey's results are judged by; a survey without any takes all in force."""

    __tablename__ = "survey_target"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), primary_key=True, index=True)


class SurveyVersion(Base):
    """From a moment on, a survey asks a version; `Survey.version_id` is the present one."""

    __tablename__ = "survey_version"

    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(UTCDateTime, primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("questionnaire_version.id"))
