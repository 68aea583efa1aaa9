"""Creating a unit."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from app.services.organisation.findings import named
from app.services.organisation.proposals import InvalidChange, Proposal
from app.services.organisation.reading import StoredTree
from app.services.organisation.records import Period, UnitKey, UnitRecord, with_changes


@dataclass(frozen=True)
class NewUnit:
    """A unit that is to be: what it is, what it is called, and where it stands."""

    kind: str
    sector: str
    code: str
    name_vi: str
    name_en: str | None
    parent: UnitKey | None

    def begun(self, day: date) -> UnitRecord:
        """Let it begin."""
        period = Period(day, None, self.code, self.name_vi, self.name_en, self.parent)
        return UnitRecord(self.kind, self.sector, (period,))


def propose_creation(stored: StoredTree, new: NewUnit, day: date) -> Proposal:
    """Propose a unit from `day` on."""
    return Proposal("create", day, stored, added(stored, new, day))


def added(stored: StoredTree, new: NewUnit, day: date) -> dict[UnitKey, UnitRecord]:
    """Add a unit to the tree; one that is there already is a clash of codes, not a change."""
    record = new.begun(day)
    there = stored.records.get(record.key)
    if there is not None:
        raise InvalidChange(
            [gettext("%(other)s has this code at the same time", other=named(there))]
        )
    return with_changes(stored.records, record)
