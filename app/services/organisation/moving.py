"""Moving a unit, with everything below it, under another one."""

from datetime import date

from app.services.organisation.proposals import Proposal, living
from app.services.organisation.reading import StoredTree
from app.services.organisation.records import UnitKey, with_changes


def propose_move(stored: StoredTree, key: UnitKey, parent: UnitKey | None, day: date) -> Proposal:
    """Propose another parent from `day` on.

    Raises `InvalidChange` for a unit that is not there on that day.
    """
    moved = living(stored, key, day).changed(day, parent=parent)
    return Proposal("move", day, stored, with_changes(stored.records, moved))
