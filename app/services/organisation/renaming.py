"""Renaming a unit, or giving it another official code; it stays the same unit."""

from dataclasses import dataclass
from datetime import date

from app.services.organisation.proposals import Proposal, living
from app.services.organisation.reading import StoredTree
from app.services.organisation.records import UnitKey, with_changes


@dataclass(frozen=True)
class Naming:
    """A code and names."""

    code: str
    name_vi: str
    name_en: str | None


def propose_renaming(stored: StoredTree, key: UnitKey, naming: Naming, day: date) -> Proposal:
    """Propose another name from `day` on; on the day the present one began, a correction of it.

    Raises `InvalidChange` for a unit that is not there on that day.
    """
    record = living(stored, key, day)
    renamed = record.changed(day, code=naming.code, name_vi=naming.name_vi, name_en=naming.name_en)
    return Proposal("rename", day, stored, with_changes(stored.records, renamed))
