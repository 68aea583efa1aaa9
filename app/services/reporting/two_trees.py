"""What two trees over the same answers would give away together.

The figures as they were are shown too. A unit of today is shown where it is made of whole groups
that those tell apart: then it can be added up from them, and says nothing new.
"""

from collections.abc import Mapping, Set

from app.services.reporting.lineage import Lineage
from app.services.reporting.scope import Scope, cells_in


def told_anew(lineage: Lineage, hidden: Set[int], people: Mapping[int, int]) -> frozenset[int]:
    """Find the units of today with people that do not follow from figures of the tree as it was.

    Parameters
    ----------
    lineage
        How the units of the time are those of today.
    hidden
        Units of the time whose figures are hidden.
    people
        People counted at each unit itself.
    """
    group = _groups(lineage.then, hidden, people)
    members: dict[int, set[int]] = {}
    for cell, shown in group.items():
        members.setdefault(shown, set()).add(cell)
    found = set()
    for unit_id, cells in cells_in(lineage.now, (c for c, n in people.items() if n)).items():
        used = {group.get(cell) for cell in cells}
        whole = set().union(*(members[shown] for shown in used if shown is not None))
        if None in used or whole != set(cells):
            found.add(unit_id)
    return frozenset(found)


def _groups(then: Scope, hidden: Set[int], people: Mapping[int, int]) -> dict[int, int]:
    """Give for each unit with people itself the nearest unit that is shown, if there is one."""
    found = {}
    for cell, n in people.items():
        shown = next((unit for unit in then.upwards(cell) if unit not in hidden), None)
        if n and shown is not None:
            found[cell] = shown
    return found
