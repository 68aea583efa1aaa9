"""Figures of a tree that may be shown together: what they leave over of each is nobody's secret.

Units stand in a tree, so the groups of people in sight are nested or apart. What the figure of a
unit and those of the units below it tell together is the **rest**: its people without those of the
topmost units below it that are shown. Every group of people that follows from all figures is a
union of rests. A group with a safe group in it is safe (it has as many people, and people of both
opinions if that one has). So if every rest is empty or safe, everything that can be worked out is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.disclosure.cells import ONE_PERSON_MINIMUM, UNANIMOUS_MINIMUM
from analysis.results import Floats

N, GOT, MOST = range(3)
"""Of a group: how many people, the sum of their scores, and what it were if all gave the best."""
ALONE, KNOWN = range(3, 5)
"""Of a group with counters of one person: how many people were served there, and (for those who
must not know such a counter) at most how many at the largest two of them."""


WIDTH = 5
"""Least width of the range in which an outsider can place the n of a hidden cell."""


def safe(groups: Floats, minimum: int) -> NDArray[np.bool_]:
    """Tell which groups may be known: enough people, and not few of one opinion.

    Parameters
    ----------
    groups : array, … × 3 or … × 5
        N, GOT and MOST of each group; NaN where the scores are not known. Where counters of one
        person are marked, also ALONE and KNOWN.
    minimum : int
        Least people of a visible cell.

    Notes
    -----
    A group is about one official unless enough of its people were served elsewhere: then 10 are
    needed. KNOWN is subtracted as well: who serves at one counter knows its figure, and must not
    get that of another one as the difference to the group.
    """
    n, got, most = (groups[..., k] for k in (N, GOT, MOST))
    unanimous = (got == 0) | (got == most)
    needed = np.where(unanimous, max(UNANIMOUS_MINIMUM, minimum), minimum)
    enough = np.asarray(n >= needed)
    if groups.shape[-1] > ALONE:
        elsewhere, known = n - groups[..., ALONE], groups[..., KNOWN]
        enough &= (elsewhere >= minimum) | (n >= max(ONE_PERSON_MINIMUM, minimum))
        enough &= (known == 0) | (n - known >= minimum)
    return enough


def exposed(rest: Floats, minimum: int) -> bool:
    """Tell whether a rest is few people: not empty, and not safe."""
    return bool(rest[N] > 0) and not bool(safe(rest, minimum))


@dataclass(frozen=True)
class Tree:
    """Units by number, every one after all those below it; `parents` has -1 for the topmost."""

    parents: Sequence[int]

    def __len__(self) -> int:
        return len(self.parents)


def closed(
    tree: Tree,
    wanted: Sequence[bool],
    rests: Floats,
    fails: Callable[[Floats], bool],
    cost: Callable[[int, Floats], tuple[bool, float, int]],
) -> list[bool]:
    """Choose the units that are shown, so that no rest fails.

    Where the rest of a unit fails, the cheapest unit below it that is shown is taken out and joins
    the rest, again and again; where that does not help, the unit itself is taken out, and its rest
    is added to that of the unit above.

    Parameters
    ----------
    tree
        The units.
    wanted
        Those that might be shown.
    rests : array, units × …
        Sums of what is counted at each unit itself; sums of several units are added up.
    fails
        Tells whether a rest gives something away.
    cost
        What it costs to take a unit out for the sake of a rest; the smallest goes first.

    Returns
    -------
    list of bool
        The units that are shown; none that was not wanted.
    """
    rest, shown = np.array(rests), list(wanted)
    below: list[list[int]] = [[] for _ in range(len(tree))]
    for unit, parent in enumerate(tree.parents):
        if shown[unit]:
            joined = _to_join(rest, below, unit, fails, cost)
            if joined is None:
                shown[unit] = False
            else:
                for other in joined:
                    shown[other] = False
        if parent >= 0:
            below[parent] += [unit] if shown[unit] else below[unit]
            if not shown[unit]:
                rest[parent] += rest[unit]
    return shown


def _to_join(
    rest: Floats,
    below: list[list[int]],
    unit: int,
    fails: Callable[[Floats], bool],
    cost: Callable[[int, Floats], tuple[bool, float, int]],
) -> list[int] | None:
    """Find the units whose rests must join that of a unit; None if it must go itself."""
    own, near, joined = rest[unit].copy(), list(below[unit]), list[int]()
    while fails(own):
        if not near:
            return None
        other = min(near, key=lambda one: cost(one, own))
        near.remove(other)
        near += below[other]
        joined.append(other)
        own += rest[other]
    rest[unit], below[unit] = own, near
    return joined


def sums_below(tree: Tree, own: Mapping[int, Floats] | Floats) -> Floats:
    """Add up what is counted at each unit over the units below it."""
    whole = np.array(own, dtype=np.float64)
    for unit, parent in enumerate(tree.parents):
        if parent >= 0:
            whole[parent] += whole[unit]
    return whole
