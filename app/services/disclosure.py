"""Which units' figures are hidden: decided once for the whole tree, before any page or file.

One rule for staff and for everybody (`analysis.disclosure.closing`): what the figures of a unit and
of those below it leave over of each other is nobody's secret, in any measure that rests on nearly
the same people. Figures above are put together as if the hidden units in each rest were one
(`reporting.weighting`), so that weighted figures tell no more than sums do.
"""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np

from analysis.disclosure.cells import UNANIMOUS_MINIMUM
from analysis.disclosure.closing import ALONE, KNOWN, WIDTH, N, Tree, closed, safe, sums_below
from analysis.results import Floats


@dataclass(frozen=True, slots=True, eq=False)
class TreeCounts:
    """What was counted at each unit of a tree itself.

    units : every unit after all those below it
    above : place of the unit above each, -1 for none
    counts : units × measures × (people, sum of scores, sum if all gave the best)
    """

    units: Sequence[int]
    above: Sequence[int]
    counts: Floats

    @classmethod
    def of(
        cls,
        units: Sequence[int],
        parents: Mapping[int, int],
        measures: Sequence[tuple[Sequence[int], Floats]],
    ) -> "TreeCounts":
        """Put measures side by side; of each the units with answers, and their sums."""
        place = {unit: k for k, unit in enumerate(units)}
        counts = np.zeros((len(units), len(measures), 3))
        for k, (answered, sums) in enumerate(measures):
            counts[[place[unit] for unit in answered], k] = sums
        above = [place[parents[unit]] if unit in parents else -1 for unit in units]
        return cls(units, above, counts)


def hidden_units(
    tree: TreeCounts,
    *,
    minimum: int,
    also: Collection[int] = (),
    one_person: Set[int] = frozenset(),
    outside: bool = False,
) -> frozenset[int]:
    """Decide whose figures are hidden, in all measures alike.

    Parameters
    ----------
    tree
        Everything that adds up.
    minimum
        The survey's minimum cell.
    also
        Units that are hidden already.
    one_person
        Units at which one person serves: figures of few are about that person.
    outside
        Whether it is for those who must not know their figures, however many people they are of.

    Returns
    -------
    frozenset of unit ids
        With people. One mark for all of them: "<5" on small ones only would tell which are not.
    """
    if not tree.counts.size:
        return frozenset()
    unseen = one_person if outside else frozenset[int]()
    if not also and not unseen and _nothing_small(tree.counts[..., N], minimum):
        return frozenset()
    people = tree.counts[..., N].max(axis=1)
    wanted = ~np.isin(tree.units, [*also, *unseen])
    counts = with_marks(tree.counts, tree.units, tree.above, one_person, outside=outside)
    members = np.zeros_like(counts[:, :1])
    members[:, 0, N] = people > 0
    whole = sums_below(Tree(tree.above), people)
    shown = closed(
        Tree(tree.above),
        wanted.tolist(),
        np.concatenate([counts, members], axis=1),
        lambda rest: _gives_away(rest, minimum),
        lambda unit, _: (not whole[unit], float(whole[unit]), tree.units[unit]),
    )
    found = zip(tree.units, shown, whole, strict=True)
    return frozenset(unit for unit, is_shown, n in found if n and not is_shown)


def with_marks(
    counts: Floats,
    units: Sequence[int],
    above: Sequence[int],
    one_person: Set[int],
    *,
    outside: bool,
) -> Floats:
    """Put ALONE and KNOWN (`closing.safe`) beside counts, units × … × 3; without marks nothing.

    KNOWN of the units right below another one stands at that one: it is of the largest two. Units
    further apart are added up, so that what is subtracted is never too little.
    """
    marked = [k for k, unit in enumerate(units) if unit in one_person]
    if not marked:
        return counts
    found = np.concatenate([counts, np.zeros((*counts.shape[:-1], 2))], axis=-1)
    found[marked, ..., ALONE] = counts[marked, ..., N]
    beside: dict[int, list[int]] = {}
    for k in marked if outside else ():
        beside.setdefault(above[k] if above[k] >= 0 else k, []).append(k)
    for place, below in beside.items():
        found[place, ..., KNOWN] = np.sort(counts[below, ..., N], axis=0)[-2:].sum(axis=0)
    return found


def _nothing_small(n: Floats, minimum: int) -> bool:
    """Tell whether every group is empty or large, so that nothing needs hiding whatever it said.

    All that follows from figures is a sum of such groups, and a sum of large ones is large.
    """
    least = max(UNANIMOUS_MINIMUM, minimum)
    return bool(((n == 0) | (n >= least)).all())


def _gives_away(rest: Floats, minimum: int) -> bool:
    """Tell whether a rest is few people in some measure; the last row counts the units in it.

    What hides in a rest of several units has from none to all of its people: a range to be `WIDTH`
    wide at least.
    """
    group, members = rest[:-1], rest[-1, N]
    least = max(minimum, WIDTH) if members > 1 else minimum
    return bool(((group[:, N] > 0) & ~safe(group, least)).any())
