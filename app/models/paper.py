"""Paper sheets that came back: batches as they were typed in, and the second typing of a tenth.

Threat: whoever typed a sheet must not be found beside the answer, so that nobody types to please.
These tables hold the role of whoever typed; the person stands only in the audit, with how many
sheets a batch had, and the audit names no batch. A sheet's number is the one written on the paper:
it finds the paper again when two typings differ, and nobody else has the paper.
"""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import DOCUMENT, Base, UTCDateTime
from app.models.collection import CollectionPoint
from app.models.organisation import one_of
from app.models.questionnaire import QuestionnaireVersion
from app.models.rights import RoleName
from app.models.survey import Survey

TYPISTS = (RoleName.COLLECTION_OFFICER, RoleName.SURVEY_ADMINISTRATOR)
"""Who types sheets; the first role that a person holds there stands beside the answer."""

ROLE_IS_A_TYPISTS = "role IN ('collection_officer', 'survey_administrator')"


class PaperBatch(Base):
    """Sheets of one survey, version and place that are typed one after the other.

    `unusable` counts sheets without an answer that could be stored. `closed_at` is when the sheets
    to type a second time were drawn; nothing is added from then on.
    """

    __tablename__ = "paper_batch"
    __table_args__ = (CheckConstraint("unusable >= 0", "unusable_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    point_id: Mapped[int] = mapped_column(ForeignKey("collection_point.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("questionnaire_version.id"))
    language: Mapped[str] = mapped_column(String(8))
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    unusable: Mapped[int] = mapped_column(default=0)
    survey: Mapped[Survey] = relationship(lazy="joined")
    point: Mapped[CollectionPoint] = relationship(lazy="joined")
    version: Mapped[QuestionnaireVersion] = relationship(lazy="joined")


class PaperSheet(Base):
    """The response that a sheet became; a corrected one `replaces` the response it had become."""

    __tablename__ = "paper_sheet"
    __table_args__ = (
        CheckConstraint(ROLE_IS_A_TYPISTS, "role_is_a_typists"),
        CheckConstraint("number >= 1", "number_from_1"),
        Index(
            "uq_paper_sheet_number",
            *("batch_id", "number"),
            unique=True,
            sqlite_where=text("replaces IS NULL"),
            postgresql_where=text("replaces IS NULL"),
        ),
        UniqueConstraint("replaces"),
    )

    response_key: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("response.key", ondelete="CASCADE"), primary_key=True
    )
    batch_id: Mapped[int] = mapped_column(ForeignKey("paper_batch.id", ondelete="CASCADE"))
    number: Mapped[int]
    role: Mapped[str] = mapped_column(String(32))
    sheet_date: Mapped[date]
    replaces: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("paper_sheet.response_key", ondelete="CASCADE")
    )


class CheckOutcome(StrEnum):
    """What the second typing of a sheet led to."""

    AGREED = "agreed"
    KEPT = "kept"
    REPLACED = "replaced"


class PaperCheck(Base):
    """A sheet drawn for a second typing: not typed yet, agreed, or with items that differ.

    `answers` are those of the second typing, without free text; they are kept until the
    differences are settled. `compared` counts the items that either typing had.
    """

    __tablename__ = "paper_check"
    __table_args__ = (
        CheckConstraint(ROLE_IS_A_TYPISTS, "role_is_a_typists"),
        CheckConstraint(one_of("outcome", CheckOutcome), "outcome_is_known"),
        CheckConstraint("(role IS NULL) = (compared IS NULL)", "typed_or_not"),
    )

    response_key: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("paper_sheet.response_key", ondelete="CASCADE"), primary_key=True
    )
    batch_id: Mapped[int] = mapped_column(
        ForeignKey("paper_batch.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[str | None] = mapped_column(String(32))
    answers: Mapped[dict[str, Any] | None] = mapped_column(DOCUMENT)
    compared: Mapped[int | None]
    differing: Mapped[list[str] | None] = mapped_column(DOCUMENT)
    outcome: Mapped[str | None] = mapped_column(String(16))
