"""Public services and administrative procedures: what was asked for, not where or of whom."""

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import CODE, Base
from app.models.organisation import Sector, one_of


class Service(Base):
    """A public service or administrative procedure, by its code in the official list.

    A retired one takes no new points or counts; what was collected for it stays.
    """

    __tablename__ = "service"
    __table_args__ = (CheckConstraint(one_of("sector", Sector), "sector_is_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(CODE, unique=True)
    name_vi: Mapped[str] = mapped_column(String(300))
    name_en: Mapped[str | None] = mapped_column(String(300))
    sector: Mapped[str] = mapped_column(String(32))
    retired_on: Mapped[date | None]
    demonstration: Mapped[bool] = mapped_column(default=False)
