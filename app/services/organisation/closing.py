"""Closing a unit that nothing comes after."""

from datetime import date

from app.services.organisation.proposals import Proposal, living
from app.services.organisation.reading import StoredTree
from app.services.organisation.records import UnitKey, below_on, with_changes


def propose_closing(
    stored: StoredTree, key: UnitKey, day: date, *, with_below: bool = False
) -> Proposal:
    """Propose that a unit is no longer there on `day`, alone or with everything below it.

    Raises `InvalidChange` for a unit that is not there on that day.
    """
    record = living(stored, key, day)
    others = below_on(stored.records, key, day) if with_below else []
    gone = [living(stored, other.key, day).ended(day) for other in others if other.last is None]
    return Proposal("close", day, stored, with_changes(stored.records, record.ended(day), *gone))
