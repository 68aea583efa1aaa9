"""Dossiers handled: the population an index speaks of, and the on-time rate beside it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime
from app.models.organisation import one_of


class Channel(StrEnum):
    """How dossiers were handed in."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    POST = "post"
    OTHER = "other"


class EnteredVia(StrEnum):
    """How a count came in."""

    FORM = "form"
    SHEET = "sheet"
    API = "api"


class Population(Base):
    """Dossiers of a unit × service × channel in a period (both days included), with their source.

    A correction is a new row with a later `entered_at`; the latest row of a period counts.
    `service_id` NULL counts all services together, `channel` NULL all channels. `received` may be
    unknown; it is no part of `handled`, for dossiers are handled later than they come in.
    A count whose latest row is `taken_back` counts nowhere: it was of something else.
    """

    __tablename__ = "population"
    __table_args__ = (
        CheckConstraint("period_end >= period_start", "period_ends_after_it_starts"),
        CheckConstraint(
            "handled >= 0 AND on_time >= 0 AND late >= 0 AND refused >= 0", "counts_not_negative"
        ),
        CheckConstraint("on_time + late = handled", "on_time_and_late_make_handled"),
        CheckConstraint("refused <= handled", "refused_among_handled"),
        CheckConstraint("received IS NULL OR received >= 0", "received_not_negative"),
        CheckConstraint(f"channel IS NULL OR {one_of('channel', Channel)}", "channel_is_known"),
        CheckConstraint(f"via IS NULL OR {one_of('via', EnteredVia)}", "via_is_known"),
        Index("ix_population_unit_period", "unit_id", "period_start", "period_end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    channel: Mapped[str | None] = mapped_column(String(16))
    period_start: Mapped[date]
    period_end: Mapped[date]
    received: Mapped[int | None]
    handled: Mapped[int]
    on_time: Mapped[int]
    late: Mapped[int]
    refused: Mapped[int] = mapped_column(default=0)
    source: Mapped[str] = mapped_column(String(300))
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    via: Mapped[str | None] = mapped_column(String(16))
    taken_back: Mapped[bool] = mapped_column(default=False, server_default=false())
