"""Targets: dated rows with their source document, never a constant."""

from datetime import date
from enum import IntEnum

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import CODE, Base


class Place(IntEnum):
    """Which of two targets side by side: the first gives the verdict, the second stands beside."""

    FIRST = 1
    SECOND = 2


class Target(Base):
    """A target for an index from a day on; an empty sector, kind or formula means every one.

    Targets of one cell (sector, kind, formula, place) never overlap in time.
    """

    __tablename__ = "target"
    __table_args__ = (
        CheckConstraint("value > 0 AND value < 1", "value_between_0_and_1"),
        CheckConstraint("place IN (1, 2)", "place_is_known"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", "ends_after_it_begins"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[float]
    place: Mapped[int] = mapped_column(default=Place.FIRST)
    sector: Mapped[str | None] = mapped_column(String(32))
    unit_kind: Mapped[str | None] = mapped_column(String(32))
    formula: Mapped[str | None] = mapped_column(CODE)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source_vi: Mapped[str] = mapped_column(String(300))
    source_en: Mapped[str] = mapped_column(String(300))
