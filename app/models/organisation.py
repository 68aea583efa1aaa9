"""Units of the administration, schools and hospitals, and how they change over time.

A unit is never matched by its name, nor by its official code without a date: code 25 was the old,
smaller Phú Thọ before 1 July 2025. Parents and successors are dated rows of their own.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import CODE, DOCUMENT, Base, UTCDateTime


class UnitKind(StrEnum):
    """What a unit is; the word each kind has on a page stands in `app/words.py`."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    DEPARTMENT = "department"
    PROVINCIAL_CENTRE = "provincial_centre"
    COMMUNE_CENTRE = "commune_centre"
    VERTICAL_AGENCY = "vertical_agency"
    COUNTER = "counter"
    SCHOOL = "school"
    COURSE = "course"
    HOSPITAL = "hospital"
    HOSPITAL_DEPARTMENT = "hospital_department"
    HEALTH_STATION = "health_station"


class Sector(StrEnum):
    """The three sectors whose satisfaction is measured."""

    ADMINISTRATION = "administration"
    EDUCATION = "education"
    HEALTH = "health"


class SuccessorKind(StrEnum):
    """How one unit followed another."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    DISSOLVE = "dissolve"


def one_of(column: str, values: type[StrEnum]) -> str:
    """Say in SQL that `column` holds a value of the enumeration."""
    listed = ", ".join(f"'{value.value}'" for value in values)
    return f"{column} IN ({listed})"


class Unit(Base):
    """An organisation or a part of one, from the day it began to the day it ended.

    Its code and names are those of today, or the last it had; `UnitFormerName` holds the others.
    Where `one_person` serves, its figures are about that person: they are for its own chain alone.
    """

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint(one_of("kind", UnitKind), "kind_is_known"),
        CheckConstraint(one_of("sector", Sector), "sector_is_known"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", "ends_after_it_begins"),
        Index(
            "uq_unit_code_in_force",
            "kind",
            "code",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(CODE, index=True)
    name_vi: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str | None] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(32))
    sector: Mapped[str] = mapped_column(String(32))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    demonstration: Mapped[bool] = mapped_column(default=False)
    one_person: Mapped[bool] = mapped_column(default=False, server_default=false())


class UnitFormerName(Base):
    """What a unit was called, and its official code, up to a day.

    Each begins the day after the one before it, the first with the unit itself. So the names of a
    unit can neither overlap nor leave a gap, whoever writes them.
    """

    __tablename__ = "unit_former_name"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    last_day: Mapped[date] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(CODE, index=True)
    name_vi: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str | None] = mapped_column(String(200))


class UnitParent(Base):
    """A unit stood under a parent from a day to a day; at most one open link a unit."""

    __tablename__ = "unit_parent"
    __table_args__ = (
        CheckConstraint("unit_id <> parent_id", "not_its_own_parent"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", "ends_after_it_begins"),
        Index(
            "uq_unit_parent_in_force",
            "unit_id",
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    valid_to: Mapped[date | None]


class UnitSuccessor(Base):
    """On a day, a share of an old unit went on as a new one."""

    __tablename__ = "unit_successor"
    __table_args__ = (
        CheckConstraint(one_of("kind", SuccessorKind), "kind_is_known"),
        CheckConstraint("old_id <> new_id", "not_its_own_successor"),
        CheckConstraint("share > 0 AND share <= 1", "share_between_0_and_1"),
    )

    old_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    new_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    happened_on: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    share: Mapped[float] = mapped_column(default=1.0)


class UnitChange(Base):
    """One act upon the tree: what it changed, so that it can be shown and taken back.

    `document` holds the units concerned before and after, and what came along: points, codes. Who
    did it stands in the audit.
    """

    __tablename__ = "unit_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[str] = mapped_column(String(32))
    happened_on: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    document: Mapped[dict[str, Any]] = mapped_column(DOCUMENT)
