"""Saying whether one person alone serves at a unit.

It is no matter of days: the mark holds for all of the unit's figures, those of former surveys too.
"""

from dataclasses import replace
from datetime import date

from app.services.organisation.proposals import Proposal, living
from app.services.organisation.reading import StoredTree
from app.services.organisation.records import UnitKey, with_changes


def propose_staffing(stored: StoredTree, key: UnitKey, today: date, *, alone: bool) -> Proposal:
    """Propose that one person serves at a unit, or several.

    Raises `InvalidChange` for a unit that is not there.
    """
    record = replace(living(stored, key, today), one_person=alone)
    return Proposal("staffing", today, stored, with_changes(stored.records, record))
