"""Responses and what is said about them afterwards.

Threat: whoever holds a copy of these tables must not learn who answered. So there is no address,
device mark, account, dossier number, nor a hash of any of them, and free text, which can name
people, stands in a table of its own with rights and retention of its own. A response is never
changed: a trigger refuses it. Corrections are rows of their own.
"""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import CODE, DOCUMENT, Base, UTCDateTime
from app.models.collection import Mode
from app.models.organisation import one_of

SEQUENCE = BigInteger().with_variant(Integer(), "sqlite")


class Response(Base):
    """One person's submission; `key` is the form's idempotency key, stored once."""

    __tablename__ = "response"
    __table_args__ = (
        CheckConstraint(one_of("mode", Mode), "mode_is_known"),
        CheckConstraint("duration IS NULL OR duration >= 0", "duration_not_negative"),
        Index("ix_response_survey_answered_at", "survey_id", "answered_at"),
        Index("ix_response_survey_sequence", "survey_id", "sequence"),
        Index(
            "ix_response_import",
            "import_id",
            sqlite_where=text("import_id IS NOT NULL"),
            postgresql_where=text("import_id IS NOT NULL"),
        ),
    )

    sequence: Mapped[int] = mapped_column(SEQUENCE, primary_key=True)
    key: Mapped[uuid.UUID] = mapped_column(unique=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("questionnaire_version.id"))
    point_id: Mapped[int] = mapped_column(ForeignKey("collection_point.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    mode: Mapped[str] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(8))
    answered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    duration: Mapped[int | None]
    answers: Mapped[dict[str, Any]] = mapped_column(DOCUMENT)
    verified: Mapped[bool] = mapped_column(default=False)
    receipt_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("response_import.id"))


class Comment(Base):
    """A free-text answer: personal data, apart from the response it came with."""

    __tablename__ = "comment"

    response_key: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("response.key", ondelete="CASCADE"), primary_key=True
    )
    item: Mapped[str] = mapped_column(CODE, primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class ResponseImport(Base):
    """One file of answers that was read in: what, when, by whom, how many.

    Taken back as a whole, its answers are withdrawn; when, by which account and why stands here.
    """

    __tablename__ = "response_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    file_name: Mapped[str] = mapped_column(String(255))
    file_digest: Mapped[str] = mapped_column(String(64))
    mapping_digest: Mapped[str] = mapped_column(String(64))
    rows: Mapped[int]
    imported_at: Mapped[datetime] = mapped_column(UTCDateTime)
    imported_by: Mapped[str] = mapped_column(String(255))
    taken_back_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    taken_back_by: Mapped[int | None]
    taken_back_reason: Mapped[str | None] = mapped_column(String(300))


class CorrectionKind(StrEnum):
    """What can be said of a response after it was given."""

    FLAG = "flag"
    EXCLUSION = "exclusion"
    WITHDRAWAL = "withdrawal"


class ResponseCorrection(Base):
    """A flag by a rule, an exclusion by a person with a reason, or the citizen's withdrawal.

    An exclusion names its actor and its reason; a withdrawal names nobody.
    """

    __tablename__ = "response_correction"
    __table_args__ = (
        CheckConstraint(one_of("kind", CorrectionKind), "kind_is_known"),
        CheckConstraint(
            "kind <> 'exclusion' OR (actor_id IS NOT NULL AND reason IS NOT NULL)",
            "exclusion_has_actor_and_reason",
        ),
        CheckConstraint("kind <> 'withdrawal' OR actor_id IS NULL", "withdrawal_names_nobody"),
        CheckConstraint("kind <> 'flag' OR rule IS NOT NULL", "flag_has_a_rule"),
        Index(
            "uq_response_correction_withdrawal",
            "response_key",
            unique=True,
            sqlite_where=text("kind = 'withdrawal'"),
            postgresql_where=text("kind = 'withdrawal'"),
        ),
        Index(
            "uq_response_correction_flag",
            *("response_key", "rule"),
            unique=True,
            sqlite_where=text("kind = 'flag'"),
            postgresql_where=text("kind = 'flag'"),
        ),
    )

    id: Mapped[int] = mapped_column(SEQUENCE, primary_key=True)
    response_key: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("response.key", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(16))
    rule: Mapped[str | None] = mapped_column(CODE)
    evidence: Mapped[dict[str, Any] | None] = mapped_column(DOCUMENT)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)


class KeptAnswer(Base):
    """Somebody looked at a suspected answer and kept it; ends an exclusion that was made before.

    rule : what the answer was suspected of; what is found by another rule waits for its own
        decision. Empty: whatever it is suspected of.
    """

    __tablename__ = "kept_answer"

    id: Mapped[int] = mapped_column(SEQUENCE, primary_key=True)
    response_key: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("response.key", ondelete="CASCADE"), index=True
    )
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    rule: Mapped[str | None] = mapped_column(CODE)


class FlagChange(Base):
    """A rule that looks every night finds an answer no more (`stands` is false), or again.

    The newest row of an answer and a rule holds; without one, the flag stands.
    """

    __tablename__ = "flag_change"
    __table_args__ = (Index("ix_flag_change_response_key_rule", "response_key", "rule"),)

    id: Mapped[int] = mapped_column(SEQUENCE, primary_key=True)
    response_key: Mapped[uuid.UUID] = mapped_column(ForeignKey("response.key", ondelete="CASCADE"))
    rule: Mapped[str] = mapped_column(CODE)
    stands: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
