"""Opening hours of units that differ from the usual ones."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime


class OpeningHours(Base):
    """The counters of a unit, and of all below it, are open at other hours from a day on.

    `hours` is written as `app.opening_hours` reads it; NULL goes back to the hours of the unit
    above. Of several rows of one day the last one counts; none is ever changed.
    """

    __tablename__ = "opening_hours"
    __table_args__ = (Index("ix_opening_hours_unit_id_valid_from", "unit_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    valid_from: Mapped[date]
    hours: Mapped[str | None] = mapped_column(String(200))
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
