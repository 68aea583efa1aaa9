"""An attacker with linear algebra over units × parts never learns a small part."""

import numpy as np
import pytest

from analysis.disclosure.bridges import bridges
from analysis.disclosure.parts import Parts, disclosing, hidden_parts
from app.services.disclosure import TreeCounts, hidden_units

MINIMUM = 5


def tree_of(rng: np.random.Generator) -> np.ndarray:
    """A centre's place above each unit: one top, some centres, counters below them or the top."""
    centres = int(rng.integers(0, 4))
    counters = int(rng.integers(1, 9))
    above = [-1, *[0] * centres]
    return np.array(above + [int(rng.integers(0, centres + 1)) for _ in range(counters)])


def counted(rng: np.random.Generator, above: np.ndarray, width: int) -> Parts:
    """Answers at counters, some also at a centre itself, many parts empty or small."""
    size = (above.size, width)
    often = rng.choice([0, 0, 2, 8, 60], size=size)
    own = rng.poisson(often)
    heads = np.isin(np.arange(above.size), above)
    own[heads & (rng.random(above.size) < 0.7)] = 0
    satisfied = rng.binomial(own, 0.8)
    return Parts(above, *(upwards(above, x) for x in (own, satisfied, own)))


def upwards(above: np.ndarray, own: np.ndarray) -> np.ndarray:
    total = own.astype(np.int64)
    for unit in reversed(range(above.size)):
        if above[unit] >= 0:
            total[above[unit]] += total[unit]
    return total


def units_hidden(parts: Parts) -> np.ndarray:
    """Which units' totals results hide, by the rule of every page."""
    size = parts.above.size
    counts = np.stack([x.sum(axis=1) for x in (parts.n, parts.a, parts.n)], axis=1).astype(float)
    for unit in range(1, size):
        counts[parts.above[unit]] -= counts[unit]
    units = list(reversed(range(size)))
    above = [-1 if parts.above[u] < 0 else units.index(parts.above[u]) for u in units]
    tree = TreeCounts(units, above, counts[units][:, None])
    return np.isin(np.arange(size), list(hidden_units(tree, minimum=MINIMUM)))


def own_of(parts: Parts) -> np.ndarray:
    below = np.zeros_like(parts.n)
    for unit, head in enumerate(parts.above):
        if head >= 0:
            below[head] += parts.n[unit]
    return parts.n - below


def fixed(parts: Parts, hidden: np.ndarray, without_total: np.ndarray) -> np.ndarray:
    """Tell which units' parts the published figures fix; that a cell is empty is known.

    Unknowns are the answers given at each unit itself, by part. Every figure on display is a sum
    of them: shown parts, and totals of units that are shown.
    """
    own = own_of(parts)
    units, width = own.shape
    inside = np.array([[is_below(parts.above, v, u) for v in range(units)] for u in range(units)])
    unknown = np.flatnonzero(own.ravel() > 0)
    sums = []
    for unit in range(units):
        if not without_total[unit]:
            sums.append(np.repeat(inside[unit], width))
        for part in range(width):
            if not hidden[unit, part]:
                sums.append((inside[unit][:, None] & (np.arange(width) == part)).ravel())
    known = np.array(sums, dtype=float).reshape(-1, units * width)[:, unknown]
    found = np.zeros(own.shape, dtype=bool)
    rank = np.linalg.matrix_rank(known) if known.size else 0
    for unit in range(units):
        for part in range(width):
            asked = (inside[unit][:, None] & (np.arange(width) == part)).ravel()[unknown]
            if asked.any():
                more = np.linalg.matrix_rank(np.vstack([known, asked.astype(float)]))
                found[unit, part] = more == rank
    return found


def is_below(above: np.ndarray, unit: int, head: int) -> bool:
    while unit >= 0:
        if unit == head:
            return True
        unit = above[unit]
    return False


@pytest.mark.parametrize("seed", range(100))
def test_no_sum_of_what_is_shown_gives_a_small_part(seed: int) -> None:
    rng = np.random.default_rng(seed)
    above = tree_of(rng)
    parts = counted(rng, above, int(rng.integers(2, 6)))
    closed = units_hidden(parts)
    also = rng.random(parts.n.shape) < 0.05
    hidden = hidden_parts(parts, minimum=MINIMUM, hidden_units=closed, also=also)
    small = parts.small(MINIMUM)
    assert not (small & ~hidden & ~closed[:, None]).any()
    several = (parts.n > 0).sum(axis=1) > 1
    learnt = fixed(parts, hidden, closed)
    # Where a unit's only part is known, its total is the part's: that gives no division away.
    learnt &= ~fixed(parts, np.ones_like(hidden), closed)
    assert not (learnt & small & several[:, None]).any()
    for unit in np.flatnonzero(~closed & hidden.any(axis=1)):
        left = hidden[unit] & (parts.n[unit] > 0)
        assert left.sum() > 1 or not left.any()
        rest = [int(x[unit][left].sum()) for x in (parts.n, parts.a, parts.b)]
        assert left.all() or not disclosing(*map(np.array, rest), MINIMUM) or left.sum() == several


def left_over(parts: Parts, hidden: np.ndarray) -> np.ndarray:
    """Of each part of each unit, how many people no shown part below takes out."""
    left = own_of(parts)
    for unit in reversed(range(parts.above.size)):
        if parts.above[unit] >= 0:
            left[parts.above[unit]] += np.where(hidden[unit], left[unit], 0)
    return left


@pytest.mark.parametrize("seed", [100, 596, *range(5)])
def test_what_the_figures_of_one_part_leave_over_is_no_small_group(seed: int) -> None:
    rng = np.random.default_rng(seed)
    above = tree_of(rng)
    parts = counted(rng, above, 3)
    closed = units_hidden(parts)
    hidden = hidden_parts(
        parts, minimum=MINIMUM, hidden_units=closed, also=rng.random(parts.n.shape) < 0.2
    )
    left = left_over(parts, hidden)
    # A unit with one part shows it as its total.
    divided = ((parts.n > 0).sum(axis=1) > 1)[:, None]
    assert not ((left > 0) & (left < MINIMUM) & ~hidden & divided).any()


def test_an_edge_is_fixed_exactly_if_no_circle_holds_it() -> None:
    ends = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3), (5, 6), (7, 8), (7, 8)]
    assert sorted(bridges(ends, 9)) == [3, 7]
