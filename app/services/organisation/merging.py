"""Merging several units into a new one, or into one of those that go on."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext

from app.models import SuccessorKind
from app.services.organisation.creating import NewUnit, added
from app.services.organisation.proposals import InvalidChange, Proposal, living
from app.services.organisation.reading import StoredTree
from app.services.organisation.records import (
    Succession,
    Tree,
    UnitKey,
    UnitRecord,
    children_on,
    with_changes,
)


def propose_merger(
    stored: StoredTree, olds: Sequence[UnitKey], new: NewUnit | UnitKey, day: date
) -> Proposal:
    """Propose that units go on as one from `day` on; what stood under them stands under it.

    Raises `InvalidChange` for a unit that is not there on that day, or for none at all.
    """
    if isinstance(new, NewUnit):
        tree, heir = added(stored, new, day), new.begun(day).key
    else:
        tree, heir = dict(stored.records), living(stored, new, day).key
    gone = [key for key in dict.fromkeys(olds) if key != heir]
    if not gone:
        raise InvalidChange([gettext("no unit was chosen that would go on in another one")])
    going = (Succession(heir, SuccessorKind.MERGE),)
    ended = [living(stored, key, day).ended(day, going) for key in gone]
    tree = with_changes(tree, *ended)
    moved = [child for key in gone for child in following(tree, key, heir, day)]
    return Proposal("merge", day, stored, with_changes(tree, *moved))


def following(tree: Tree, old: UnitKey, heir: UnitKey, day: date) -> list[UnitRecord]:
    """Move what stands under a unit to its heir."""
    return [
        child.changed(day, parent=heir)
        for child in children_on(tree, old, day)
        if child.last is None and child.key != heir
    ]
