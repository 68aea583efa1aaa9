"""Dossiers handled: the population an index speaks of, and the on-time rate beside it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime


class Population(Base):
    """Dossiers of a unit × service in a period (both days included), with their source.

    A correction is a new row with a later `entered_at`; the latest row of a period counts.
    `service_id` NULL counts all services together.
    """

    __tablename__ = "population"
    __table_args__ = (
        CheckConstraint("period_end >= period_start", "period_ends_after_it_starts"),
        CheckConstraint(
            "handled >= 0 AND on_time >= 0 AND late >= 0 AND refused >= 0", "counts_not_negative"
        ),
        CheckConstraint("on_time + late = handled", "on_time_and_late_make_handled"),
        CheckConstraint("refused <= handled", "refused_among_handled"),
        Index("ix_population_unit_period", "unit_id", "period_start", "period_end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    period_start: Mapped[date]
    period_end: Mapped[date]
    handled: Mapped[int]
    on_time: Mapped[int]
    late: Mapped[int]
    refused: Mapped[int] = mapped_column(default=0)
    source: Mapped[str] = mapped_column(String(300))
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
