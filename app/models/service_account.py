"""Accounts of programs that come in through the API."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import DOCUMENT, Base, UTCDateTime
from app.models.organisation import Unit


class ApiAct(StrEnum):
    """What a key may be good for; the words of each stand in `app/service_account_words.py`."""

    READ_UNITS = "units.read"
    READ_SERVICES = "services.read"
    READ_SURVEYS = "surveys.read"
    READ_RESULTS = "results.read"
    READ_POINTS = "points.read"
    READ_CODES = "codes.read"
    READ_POPULATIONS = "populations.read"
    WRITE_POPULATIONS = "populations.write"


class ServiceAccount(Base):
    """A program that may do some acts within a unit, until a day; without a unit, everywhere.

    The key itself is shown once and never stored: `key_digest` is its SHA-256, `key_end` its last
    letters, by which people tell keys apart. An account is never deleted, only revoked.
    """

    __tablename__ = "service_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    acts: Mapped[list[str]] = mapped_column(DOCUMENT)
    key_digest: Mapped[str] = mapped_column(String(64), unique=True)
    key_end: Mapped[str] = mapped_column(String(8))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_on: Mapped[date]
    last_used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    unit: Mapped[Unit | None] = relationship(lazy="joined")
