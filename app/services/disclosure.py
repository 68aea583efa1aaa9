"""Which units' figures are hidden: decided once for the whole tree, before any page or file.

Staff pages use the primary rule and the complementary rule (statistics.md 14), and what figures
leave over of each other must not be few people (`analysis.disclosure.closing`). Open publication
adds the audit by linear programming (`analysis.disclosure.audit`): whoever reads open data may also
guess from bounds; staff are bound by their office.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

import numpy as np

from analysis.disclosure.cells import UNANIMOUS_MINIMUM, Cell, Line, primary_suppression
from analysis.disclosure.closing import Tree, closed, exposed
from analysis.disclosure.complementary import complementary_suppression


@dataclass(frozen=True, slots=True)
class UnitCount:
    """People behind a unit's figure, and how many are satisfied where the figure tells it.

    got, most : sum of their scores, and what it were if everybody gave the best; NaN where unknown
    """

    n: int
    satisfied: int | None
    got: float = math.nan
    most: float = math.nan


def nothing_small(at_units: Mapping[int, int], minimum: int) -> bool:
    """Tell whether nothing needs hiding, whatever people said: every group is empty or large.

    `at_units` counts the people at each unit itself. All that follows from figures is a sum of
    such groups, and a sum of large ones is large.
    """
    large = max(UNANIMOUS_MINIMUM, minimum)
    return all(n >= large for n in at_units.values() if n)


def hidden_units(
    own: Mapping[int, UnitCount],
    children: Mapping[int, tuple[int, ...]],
    *,
    minimum: int,
    also: Collection[int] = (),
) -> frozenset[int]:
    """Decide whose figures are hidden.

    Parameters
    ----------
    own
        Counts of every unit of the tree, those below it included.
    children
        Units directly below each unit.
    minimum
        The survey's minimum cell.
    also
        Units to hide for another reason: what else is published would give them away.

    Returns
    -------
    frozenset of unit ids
        One mark for all of them: "<5" on small ones only would tell which are complementary.
    """
    cells, lines = _table(own, children)
    primary = primary_suppression(cells.values(), minimum=minimum)
    first = {*primary, *(str(unit) for unit in also)} & cells.keys()
    hidden = complementary_suppression(cells.values(), lines, first)
    units = frozenset(int(key) for key in hidden if key.isdecimal())
    return units | _exposing(own, children, units, minimum)


def _exposing(
    own: Mapping[int, UnitCount],
    children: Mapping[int, tuple[int, ...]],
    hidden: Collection[int],
    minimum: int,
) -> frozenset[int]:
    """Find the units that must be hidden too, because figures would leave few people over."""
    order = list(_bottom_up(own, children))
    place = {unit: k for k, unit in enumerate(order)}
    parents = [-1] * len(order)
    counts = np.array([_sums(own[unit]) for unit in order], dtype=np.float64).reshape(-1, 3)
    rests = counts.copy()
    for unit, below in children.items():
        for child in below:
            parents[place[child]] = place[unit]
            rests[place[unit]] -= counts[place[child]]
    shown = closed(
        Tree(parents),
        [unit not in hidden for unit in order],
        rests,
        lambda rest: exposed(rest, minimum),
        lambda unit, _: (not own[order[unit]].n, float(own[order[unit]].n), order[unit]),
    )
    found = zip(order, shown, strict=True)
    return frozenset(unit for unit, is_shown in found if not is_shown and own[unit].n)


def _sums(count: UnitCount) -> tuple[float, float, float]:
    if math.isnan(count.got) and count.satisfied is not None:
        return count.n, count.satisfied, count.n
    return count.n, count.got, count.most


def _bottom_up(units: Collection[int], children: Mapping[int, tuple[int, ...]]) -> Iterator[int]:
    """Go through a tree, each unit after all those below it."""
    inner = {child for below in children.values() for child in below}
    top_down = [unit for unit in units if unit not in inner]
    for unit in top_down:  # grows while it is gone through
        top_down += children.get(unit, ())
    return reversed(top_down)


def protected_units(
    own: Mapping[int, UnitCount], children: Mapping[int, tuple[int, ...]], *, minimum: int
) -> frozenset[int]:
    """Decide whose figures are hidden from everybody: also what an outsider could place narrowly.

    Two hidden neighbours of one and two people add up to three, and each is known to lie between.
    Staff are bound by their office; whoever reads open data is not.
    """
    cells, lines = _table(own, children)
    # Imported here: it brings `scipy.optimize`, which costs every process 0.3 s and is needed only
    # when something is published.
    audit = import_module("analysis.disclosure.audit")
    protection = audit.protect(cells.values(), lines, minimum=minimum)
    return frozenset(int(key) for key in protection.hidden if key.isdecimal())


def _table(
    own: Mapping[int, UnitCount], children: Mapping[int, tuple[int, ...]]
) -> tuple[dict[str, Cell], list[Line]]:
    cells = {str(unit): Cell(str(unit), count.n, count.satisfied) for unit, count in own.items()}
    lines = []
    for unit, below in children.items():
        parts = [str(child) for child in below]
        rest = _rest(own[unit], [own[child] for child in below])
        if rest.n:
            # Answers given at the unit itself can be worked out too.
            cells[f"{unit} itself"] = Cell(f"{unit} itself", rest.n, rest.satisfied)
            parts.append(f"{unit} itself")
        lines.append(Line(str(unit), tuple(parts)))
    return cells, lines


def _rest(whole: UnitCount, parts: list[UnitCount]) -> UnitCount:
    known = [part.satisfied for part in parts if part.satisfied is not None]
    n = whole.n - sum(part.n for part in parts)
    if whole.satisfied is None or len(known) < len(parts):
        return UnitCount(n, None)
    return UnitCount(n, whole.satisfied - sum(known))
