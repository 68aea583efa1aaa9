"""Frozen reports: what was said of a period, with its files, as it was said.

Threat: a figure that was signed and sent is changed afterwards. Triggers refuse any change of a
signed report and of its files; a correction is a report of its own that names the old one. The
digests are printed in the report and shown beside it, so that whoever has a file can compare.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import CODE, DOCUMENT, Base, UTCDateTime
from app.models.account import User
from app.models.organisation import Unit, one_of
from app.models.survey import Survey

DIGEST = String(64)


class ReportState(StrEnum):
    """A draft may still be thrown away; what is signed stays."""

    DRAFT = "draft"
    SIGNED = "signed"


class FrozenReport(Base):
    """A report with the parameters from which it is made again.

    unit_ids : the units whose figures it holds; whoever opens it must reach each of them
    tree_of : the day whose tree the units stand in; None is that of the period
    seal_number, seal_root : the newest seal when it was made; None before the first
    code_version : digest of the program that made it
    input_digest : of the answers, corrections, dossiers, targets, units and survey it was computed
        from; None of reports that were made before such digests were kept
    digest : of `report.json`, which holds every figure
    reason : why the report that it corrects had to be corrected
    """

    __tablename__ = "frozen_report"
    __table_args__ = (
        CheckConstraint(one_of("state", ReportState), "state_is_known"),
        CheckConstraint("last >= first", "period_ends_after_it_begins"),
        CheckConstraint("(state = 'signed') = (signed_at IS NOT NULL)", "signed_reports_say_when"),
        CheckConstraint("(corrects_id IS NULL) = (reason IS NULL)", "a_correction_says_why"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"))
    unit_ids: Mapped[list[int]] = mapped_column(DOCUMENT)
    first: Mapped[date]
    last: Mapped[date]
    tree_of: Mapped[date | None]
    formula: Mapped[str] = mapped_column(CODE)
    level: Mapped[str] = mapped_column(CODE)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    state: Mapped[str] = mapped_column(String(16), default=ReportState.DRAFT.value)
    signed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("frozen_report.id"))
    reason: Mapped[str | None] = mapped_column(Text)
    seal_number: Mapped[int | None]
    seal_root: Mapped[str | None] = mapped_column(DIGEST)
    code_version: Mapped[str] = mapped_column(DIGEST)
    input_digest: Mapped[str | None] = mapped_column(DIGEST)
    digest: Mapped[str] = mapped_column(DIGEST)
    demonstration: Mapped[bool] = mapped_column(default=False)

    survey: Mapped[Survey] = relationship()
    unit: Mapped[Unit] = relationship()
    made_by: Mapped[User | None] = relationship(foreign_keys=made_by_id)
    signed_by: Mapped[User | None] = relationship(foreign_keys=signed_by_id)
    corrects: Mapped["FrozenReport | None"] = relationship(remote_side="FrozenReport.id")

    @property
    def is_signed(self) -> bool:
        """Whether it can no longer change."""
        return self.state == ReportState.SIGNED


class FrozenReportFile(Base):
    """A file of a report, as it is sent. `language` is None where it holds every language."""

    __tablename__ = "frozen_report_file"

    report_id: Mapped[int] = mapped_column(
        ForeignKey("frozen_report.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = mapped_column(CODE, primary_key=True)
    language: Mapped[str | None] = mapped_column(String(8))
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(DIGEST)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
