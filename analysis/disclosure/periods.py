"""How finely the figures of a tree may be read in time, closed under subtraction.

Time is cut into blocks of several steps, each step's blocks made of whole blocks of the finer one:
months, quarters, …, the whole. F_i are the units read at the blocks of step i; whoever is read at
a step is read at all coarser ones, so F_0 ⊂ F_1 ⊂ … ⊂ F_L, where L is the whole. A part is read for
a unit only if it is made of blocks at which the unit is read.

**Why nothing else follows.** A **row** w is a rest of the whole (see `closing`): people whom no
figure of the whole tells apart. P_i(w) is the rest of F_i in which w lies: what F_i leaves of one
of its units. Every figure in sight is a sum over rows and blocks, so whatever follows from them is

    f(w, m) = Σ_i A_i(P_i(w), block_i(m))

and it tells of a group of people if f is 0 or 1 wherever somebody answered (everybody knows where
nobody did). Take one rest R of F_0 and one block B of step 1. There f = A_0(m) + k(w): numbers on
the edges of a graph between rows and the blocks m in B, an edge where people answered. Its 1s are
a union of groups "S × (B without T)", T some of the blocks, S rows that hold all those with people
in T. Each holds the group

    G(T) = people of the rows with answers in T, in the blocks of B without T.

The condition, for every rest R, every B, and every T that is neither empty nor all blocks of B with
answers: **G(T) is safe, and not empty**. Then either the group contains a safe one and is safe
itself; or f does not use any G(T), which means that it is constant on the graph of R and B (no G
empty: the graph is in one piece), so A_0 is constant there and can be put into A_1: the same
question with one step less. At the end f is a union of rows, each of which is empty or safe.
Satisfied people add up as people do, so the same holds for how many are satisfied.

This asks a little more than is needed: k is taken as free, as if every row were read at step 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.disclosure.closing import N, Tree, closed, safe, sums_below
from analysis.results import Floats

Blocks = Sequence[int]
"""For each block of the finest step, the number of the block that holds it, from 0 upwards."""


def finest_steps(
    tree: Tree,
    shown: Sequence[bool],
    counts: Floats,
    steps: Sequence[Blocks],
    *,
    minimum: int,
) -> list[int | None]:
    """Find the finest step at which each unit may be read.

    Parameters
    ----------
    tree
        The units.
    shown
        Those that are shown of the whole; every rest of theirs is empty or safe.
    counts : array, units × finest blocks × 3 or 5
        N, GOT and MOST, maybe ALONE and KNOWN (see `closing`), of the answers given at each unit
        itself.
    steps
        The steps from the finest to the coarsest, the whole, which has one block.
    minimum
        Least people of a visible cell.

    Returns
    -------
    list
        For each unit the place of a step; None where it is not shown at all.
    """
    rows = _rows(tree, shown, counts)
    found: list[int | None] = [len(steps) - 1 if unit else None for unit in shown]
    wanted = list(shown)
    for step in reversed(range(len(steps) - 1)):
        wanted = _read_at(tree, wanted, rows, (steps[step], steps[step + 1]), minimum)
        found = [step if read else before for read, before in zip(wanted, found, strict=True)]
    return found


def _rows(tree: Tree, shown: Sequence[bool], counts: Floats) -> Floats:
    """Move what is counted at units that are not shown to the nearest shown one above."""
    rows = np.array(counts, dtype=np.float64)
    for unit, parent in enumerate(tree.parents):
        if not shown[unit]:
            if parent >= 0:
                rows[parent] += rows[unit]
            rows[unit] = 0
    return rows


def _read_at(
    tree: Tree, wanted: Sequence[bool], rows: Floats, steps: tuple[Blocks, Blocks], minimum: int
) -> list[bool]:
    """Choose which of the wanted units are read at the finer one of two steps."""
    graphs = Graphs.between(*steps)
    tables = graphs.tables(rows)
    whole = sums_below(tree, graphs.by_block(rows)[..., N])
    size = whole.sum(axis=(1, 2))

    def cost(unit: int, rest: Floats) -> tuple[bool, float, int]:
        """Small units first, of those that have people on both sides of a gap."""
        return not graphs.mends(whole[unit], rest, minimum), float(size[unit]), unit

    return closed(tree, wanted, tables, lambda rest: graphs.fails(rest, minimum), cost)


@dataclass(frozen=True, eq=False)
class Graphs:
    """Tables of people by coarse block, and within it by fine block and by pattern of a row.

    A row's pattern within a coarse block is the set of fine blocks with answers, as bits. Tables of
    several rows can be added up: a table is coarse blocks × (fine blocks + patterns) × 3 or 5.

    coarse, fine : the coarse block of each finest block, and its place among the fine ones there
    width : most fine blocks in a coarse one
    inside : patterns × patterns, which lies within which
    member : patterns × fine blocks, which holds which
    """

    coarse: NDArray[np.intp]
    fine: NDArray[np.intp]
    width: int
    inside: Floats
    member: Floats

    @classmethod
    def between(cls, fine: Blocks, coarse: Blocks) -> "Graphs":
        """Set two steps side by side."""
        first: dict[int, int] = {}
        for small, large in zip(fine, coarse, strict=True):
            first.setdefault(large, small)
        places = [small - first[large] for small, large in zip(fine, coarse, strict=True)]
        width = max(places) + 1
        sets = np.arange(2**width)
        member = (sets[:, None] >> np.arange(width)) & 1
        inside = (sets[None, :] & ~sets[:, None]) == 0
        as_numbers = (inside.astype(np.float64), member.astype(np.float64))
        return cls(np.array(coarse), np.array(places), width, *as_numbers)

    def by_block(self, rows: Floats) -> Floats:
        """Add up the finest blocks: rows × coarse blocks × fine blocks × what is counted."""
        found = np.zeros((rows.shape[0], int(self.coarse.max()) + 1, self.width, rows.shape[2]))
        for k, (coarse, fine) in enumerate(zip(self.coarse, self.fine, strict=True)):
            found[:, coarse, fine] += rows[:, k]
        return found

    def tables(self, rows: Floats) -> Floats:
        """Give the table of each row."""
        blocks = self.by_block(rows)
        pattern = ((blocks[..., N] > 0) * 2 ** np.arange(self.width)).sum(axis=2)
        count, coarse = pattern.shape
        patterns = np.zeros((count, coarse, 2**self.width, blocks.shape[3]))
        unit, block = np.indices(pattern.shape)
        patterns[unit, block, pattern] = blocks.sum(axis=2)
        return np.concatenate([blocks, patterns], axis=2)

    def fails(self, rest: Floats, minimum: int) -> bool:
        """Tell whether some group G(T) of a rest is empty or not safe."""
        return bool(self._bad(rest, minimum).any())

    def _bad(self, rest: Floats, minimum: int) -> NDArray[np.bool_]:
        """Tell for each coarse block and set U of fine ones whether G(all without U) is unsafe."""
        blocks, patterns = rest[:, : self.width], rest[:, self.width :]
        # People in U of rows that lie not wholly within U: those have answers in T, beside U.
        groups = np.einsum("ub,cbk->cuk", self.member, blocks)
        groups -= np.einsum("up,cpk->cuk", self.inside, patterns)
        present = blocks[..., N] > 0
        held = np.einsum("ub,cb->cu", self.member, present * 1.0)
        proper = (held > 0) & (held < present.sum(axis=1)[:, None])
        return np.asarray(proper & ~safe(groups, minimum))

    def mends(self, unit: Floats, rest: Floats, minimum: int) -> bool:
        """Tell whether a unit has people within and beside some U whose group is not safe."""
        here = np.einsum("ub,cb->cu", self.member, unit)
        beside = unit.sum(axis=1)[:, None] - here
        return bool((self._bad(rest, minimum) & (here > 0) & (beside > 0)).any())
