"""Seals: a day's answers, corrections and decisions under one root, linked to the day before.

Threat: whoever can write to the database changes, removes or puts in an answer, or takes back that
one was left out. Triggers refuse it to the application itself; the digests show it where somebody
took the triggers away, and the published seals where somebody computed all digests anew.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import CODE, Base, UTCDateTime
from app.models.response import SEQUENCE


class Seal(Base):
    """One day's seal. `digest` covers `previous`, `root` and everything else here.

    `rows` is the very text that was digested: JSON, for each table how many rows were sealed, and
    up to which number (`to`) all of them are.
    """

    __tablename__ = "seal"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date]
    sealed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    rows: Mapped[str] = mapped_column(Text)
    root: Mapped[str] = mapped_column(String(64))
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64), unique=True)


class SealLeaves(Base):
    """The digests of the rows of one table under a seal: per row eight bytes of number, 32 digest.

    They tell which row was changed, and let a row go without breaking the root.
    """

    __tablename__ = "seal_leaves"

    seal_number: Mapped[int] = mapped_column(ForeignKey("seal.number"), primary_key=True)
    table_name: Mapped[str] = mapped_column(CODE, primary_key=True)
    leaves: Mapped[bytes] = mapped_column(LargeBinary)


class SealTombstone(Base):
    """A sealed row that was erased for a reason that is told; tombstones are sealed themselves."""

    __tablename__ = "seal_tombstone"
    __table_args__ = (CheckConstraint("length(reason) > 0", "reason_is_there"),)

    id: Mapped[int] = mapped_column(SEQUENCE, primary_key=True)
    table_name: Mapped[str] = mapped_column(CODE)
    row_id: Mapped[int] = mapped_column(SEQUENCE)
    reason: Mapped[str] = mapped_column(String(64))
    erased_at: Mapped[datetime] = mapped_column(UTCDateTime)
