"""What two trees over the same answers would give away together.

The figures as they were are published too. A unit of today is the sum of former ones: where all
but one of those are shown, the difference would be the one that is hidden.
"""

from collections.abc import Mapping, Set

from app.services.reporting.lineage import Lineage
from app.services.reporting.scope import added_upwards, cells_in


def given_away(
    lineage: Lineage, hidden: Set[int], people: Mapping[int, int], minimum: int
) -> set[int]:
    """Find the units of today whose figures must be hidden besides those that are small.

    Parameters
    ----------
    lineage
        How the units of the time are those of today.
    hidden
        Units of the time whose figures are hidden.
    people
        People counted at each unit with answers.
    minimum
        The survey's minimum cell.
    """
    counts = added_upwards(lineage.then, people)
    then, now = cells_in(lineage.then, people), cells_in(lineage.now, people)
    found = {part for part in lineage.now.parts if part in hidden}
    for unit_id, olds in lineage.formers.items():
        secret = [old for old in olds if old in hidden and counts.get(old, 0)]
        if secret and (len(secret) == 1 or sum(counts[old] for old in secret) < minimum):
            found.add(unit_id)
        before = {cell for old in olds for cell in then.get(old, ())}
        after = set(now.get(unit_id, ()))
        for moved in (before - after, after - before):
            if moved and before and _is_secret(moved, hidden, people, minimum):
                found.add(unit_id)
    return found


def _is_secret(moved: Set[int], hidden: Set[int], people: Mapping[int, int], minimum: int) -> bool:
    """Tell whether units that came or went are so few people, or one that is hidden."""
    return sum(people[cell] for cell in moved) < minimum or (len(moved) == 1 and moved <= hidden)
