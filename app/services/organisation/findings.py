"""One thing wrong with a tree, and how units are named in sentences."""

from dataclasses import dataclass
from enum import StrEnum

from app.services.organisation.records import UnitKey, UnitRecord


class Column(StrEnum):
    """The headings of a file of units; a flaw names the one it stands under."""

    UNIT = "unit"
    KIND = "kind"
    SECTOR = "sector"
    CODE = "code"
    NAME_VI = "name_vi"
    NAME_EN = "name_en"
    PARENT = "parent"
    FROM = "from"
    TO = "to"
    SUCCESSORS = "successors"
    ONE_PERSON = "one_person"


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a unit's `place`-th period, in words; `about` is another unit."""

    key: UnitKey
    place: int
    column: Column
    reason: str
    value: str = ""
    about: UnitKey | None = None


def named(record: UnitRecord) -> str:
    """Name a unit for a person: its latest name and code."""
    return f"{record.latest.name_vi} ({record.latest.code})"
