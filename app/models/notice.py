"""What citizens are told before they send: every version of it, none ever changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.models.organisation import Sector, one_of


class NoticeVersion(Base):
    """A text for a sector or for one survey, in force until a later version for the same.

    A trigger refuses any change: which words somebody had read who answered on a day can be told.
    """

    __tablename__ = "notice_version"
    __table_args__ = (
        CheckConstraint(one_of("sector", Sector), "sector_is_known"),
        CheckConstraint("(sector IS NULL) <> (survey_id IS NULL)", "for_a_sector_or_a_survey"),
        CheckConstraint("length(text_vi) > 0", "vietnamese_is_there"),
        Index("ix_notice_version_sector_id", "sector", "id"),
        Index("ix_notice_version_survey_id_id", "survey_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sector: Mapped[str | None] = mapped_column(String(32))
    survey_id: Mapped[int | None] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"))
    text_vi: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str | None] = mapped_column(Text)
    law: Mapped[str] = mapped_column(String(300))
    published_at: Mapped[datetime] = mapped_column(UTCDateTime)
