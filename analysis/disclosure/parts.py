"""Which parts of a tree of units are hidden, so that nobody can work out a small one.

Every unit is divided into the same parts. Known are the units' own totals, where they are shown,
and each part that is shown; parts add up to their unit and units to the one above. A part too
small to show is never hidden alone: the smallest ones beside it go with it, until what is left
together is a group large enough, in the unit and in what the figures of one part leave over of
each other all the way down (its rest, see `closing`). Then `bridges` tells what the sums still
fix. That some parts are empty everybody may know.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.disclosure.bridges import blobs, bridges, cheapest_way, neighbours
from analysis.disclosure.cells import UNANIMOUS_MINIMUM

Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]

NEVER = np.iinfo(np.int64).max
APART = 1 << 40
"""Added to the cost of a part that would be the first hidden one in its line."""
ROW_BITS = 20


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """People of every unit and part, units × parts, those below included.

    above : place of the unit above each, -1 for none
    n, a, b : people, and the sums whose quotient is the figure
    """

    above: NDArray[np.intp]
    n: Counts
    a: Counts
    b: Counts

    def small(self, minimum: int) -> Mask:
        """Tell which parts must not be shown: few people, or few who all say the same."""
        return disclosing(self.n, self.a, self.b, minimum)


def disclosing(n: Counts, a: Counts, b: Counts, minimum: int) -> Mask:
    """Tell of many groups which disclose something by themselves, as `analysis.disclosure` does."""
    alike = (n < max(UNANIMOUS_MINIMUM, minimum)) & ((a == 0) | (a == b))
    found: Mask = (n > 0) & ((n < minimum) | alike)
    return found


def hidden_parts(parts: Parts, *, minimum: int, hidden_units: Mask, also: Mask) -> Mask:
    """Decide which parts are hidden, units × parts.

    Parameters
    ----------
    parts
        People of every unit and part.
    minimum
        The survey's minimum cell.
    hidden_units
        Units whose totals are hidden: so are all their parts.
    also
        Parts to hide for another reason.

    Notes
    -----
    What is left of a unit, its total less its shown parts, is a group of at least two parts that
    may be shown itself; or all of the unit's parts are hidden. With everything hidden that can be,
    no part is fixed, so the search ends there at the latest.
    """
    size = len(parts.n)
    table = _Table.of(parts, minimum, hidden_units)
    protected = table.small | (table.with_rest(also) & (table.parts.n > 0))
    protected |= table.hidden_total[:, None] & (table.parts.n > 0)
    protected &= ~table.lone[:, None]
    hidden = protected.copy()
    while True:
        table.close_lines(hidden)
        if not hidden.any() or not table.hide_around_fixed(hidden, protected):
            return hidden[:size] | (hidden_units[:, None] & (parts.n > 0))


def hidden_alike(measures: Sequence[Parts], *, minimum: int, hidden_units: Mask) -> Mask:
    """Decide which parts are hidden in all of some measures of nearly the same people.

    What one measure hides is hidden in all, and each is closed over that; so what holds for
    `hidden_parts` holds for every one of them.
    """
    hidden = np.zeros(measures[0].n.shape, dtype=bool)
    while True:
        before = hidden.copy()
        for parts in measures:
            hidden |= hidden_parts(parts, minimum=minimum, hidden_units=hidden_units, also=hidden)
        if len(measures) == 1 or np.array_equal(hidden, before):
            return hidden


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """The tree with a further unit for the answers given at a unit that has others below it.

    hidden_total : whose total is not known
    lone : units with one part only, which is their total, with a known total
    kids : units in the order of the one above them; first: where each family begins
    heads : the unit above each family
    deepest_first : the units that have one above them, by how far down they stand
    """

    parts: Parts
    minimum: int
    small: Mask
    hidden_total: Mask
    lone: Mask
    kids: NDArray[np.intp]
    first: NDArray[np.intp]
    heads: NDArray[np.intp]
    deepest_first: Sequence[NDArray[np.intp]]

    @classmethod
    def of(cls, parts: Parts, minimum: int, hidden_units: Mask) -> "_Table":
        whole = _with_rests(parts)
        small = whole.small(minimum)
        n, a, b = (x.sum(axis=1) for x in (whole.n, whole.a, whole.b))
        hidden_total = disclosing(n, a, b, minimum)
        hidden_total[: len(hidden_units)] |= hidden_units
        kids = np.flatnonzero(whole.above >= 0)
        kids = kids[np.argsort(whole.above[kids], kind="stable")]
        heads, first = np.unique(whole.above[kids], return_index=True)
        lone = ((whole.n > 0).sum(axis=1) == 1) & ~hidden_total
        levels = tuple(_levels(whole.above))[::-1]
        return cls(whole, minimum, small, hidden_total, lone, kids, first, heads, levels)

    def with_rest(self, mask: Mask) -> Mask:
        """Lengthen a mask by the units added here."""
        rest = np.zeros((len(self.parts.n) - len(mask), mask.shape[1]), dtype=bool)
        return np.concatenate([mask, rest])

    def close_lines(self, hidden: Mask) -> None:
        """Hide more until no line across or down leaves a group too small."""
        while self._close_units(hidden) | self._close_families(hidden):
            pass

    def _free(self, hidden: Mask) -> Mask:
        return (self.parts.n > 0) & ~hidden & ~self.lone[:, None]

    def _close_units(self, hidden: Mask) -> bool:
        parts = self.parts
        n, a, b = (np.where(hidden, x, 0).sum(axis=1) for x in (parts.n, parts.a, parts.b))
        count = (hidden & (parts.n > 0)).sum(axis=1)
        open_ = (count == 1) | ((count > 1) & disclosing(n, a, b, self.minimum))
        rows = np.flatnonzero(open_ & ~self.hidden_total & ~self.lone)
        free = self._free(hidden)[rows]
        rows, free = rows[free.any(axis=1)], free[free.any(axis=1)]
        if not rows.size:
            return False
        cost = parts.n[rows] + np.where(self._hidden_around(hidden)[rows], 0, APART)
        hidden[rows, np.where(free, cost, NEVER).argmin(axis=1)] = True
        return True

    def _hidden_around(self, hidden: Mask) -> Mask:
        """Tell of each part whether its line down has a hidden one already."""
        around = hidden.copy()
        if self.kids.size:
            family = np.logical_or.reduceat(hidden[self.kids], self.first, axis=0)
            around[self.heads] |= family
            line = family | hidden[self.heads]
            place = np.searchsorted(self.heads, self.parts.above[self.kids])
            around[self.kids] |= line[place]
        return around

    def _close_families(self, hidden: Mask) -> bool:
        if not self.kids.size:
            return False
        parts = self.parts
        here = hidden[self.kids]
        n, a, b = (
            np.add.reduceat(np.where(here, x[self.kids], 0), self.first, axis=0)
            for x in self._left_over(hidden)
        )
        count = np.add.reduceat((here & (parts.n[self.kids] > 0)).astype(np.int64), self.first)
        of_head: Mask = hidden[self.heads]
        known: Mask = ~of_head & ((count == 1) | ((count > 1) & disclosing(n, a, b, self.minimum)))
        unknown = of_head & (count == 0) & (parts.n[self.heads] > 0)
        return self._hide_in_families(hidden, known, known | unknown)

    def _left_over(self, hidden: Mask) -> Iterator[Counts]:
        """Add up for each part what is hidden at and below it and in no figure below it.

        What is hidden below a hidden part joins what is left over of the shown one above.
        """
        is_head = np.zeros(len(self.parts.n), dtype=bool)
        is_head[self.heads] = True
        for x in (self.parts.n, self.parts.a, self.parts.b):
            left = np.where(is_head[:, None], 0, x)
            for units in self.deepest_first:
                added = np.where(hidden[units], left[units], 0)
                np.add.at(left, self.parts.above[units], added)
            yield left

    def _hide_in_families(self, hidden: Mask, known: Mask, open_: Mask) -> bool:
        """Hide the cheapest part below each head that needs it, or the head's own part."""
        parts = self.parts
        some: Mask = np.asarray(hidden.any(axis=1))
        first_hidden = ~some[self.kids][:, None]
        cost = parts.n[self.kids] + APART * first_hidden
        key = (cost << ROW_BITS) | self.kids[:, None]
        key = np.where(self._free(hidden)[self.kids], key, NEVER)
        best = np.minimum.reduceat(key, self.first, axis=0)
        chosen = open_ & (best < NEVER)
        family, part = np.nonzero(chosen)
        hidden[best[family, part] & ((1 << ROW_BITS) - 1), part] = True
        lone: Mask = self.lone[self.heads]
        heads = known & ~chosen & ~lone[:, None]
        family_of_head, part_of_head = np.nonzero(heads)
        hidden[self.heads[family_of_head], part_of_head] = True
        return bool(family.size or part_of_head.size)

    def hide_around_fixed(self, hidden: Mask, protected: Mask) -> bool:
        """Hide the cheapest circle around each protected part that the sums fix, if any is shown.

        This is how a part of a two-way table is protected at least cost (L. Cox 1980).
        """
        edges = _Edges.of(self)
        is_hidden = edges.of_mask(hidden)
        known = np.flatnonzero(is_hidden).tolist()
        ends = [edges.ends[edge] for edge in known]
        parted = bridges(ends, edges.nodes)
        exposed = [known[k] for k in parted if edges.is_in(protected, known[k])]
        if not exposed:
            return False
        label = blobs(ends, edges.nodes, set(parted))
        joined = [(label[one], label[other]) for one, other in edges.ends]
        around = neighbours(joined, edges.nodes)
        costs = np.where(is_hidden, 0, edges.people).tolist()
        circles = [cheapest_way(*joined[e], e, joined, around, costs) for e in exposed]
        chosen = {edge for circle in circles for edge in circle if costs[edge]}
        for edge in chosen:
            hidden[edges.cells[edge]] = True
        return bool(chosen)


@dataclass(frozen=True, slots=True, eq=False)
class _Edges:
    """What is or may be hidden, each an edge between the two sums it stands in.

    cells : unit and part; hidden totals come after the parts, in a column of their own
    """

    cells: list[tuple[int, int]]
    ends: list[tuple[int, int]]
    nodes: int
    people: Counts

    @classmethod
    def of(cls, table: _Table) -> "_Edges":
        parts, (units, width) = table.parts, table.parts.n.shape
        rows, columns = np.nonzero((parts.n > 0) & ~table.lone[:, None])
        people = parts.n[rows, columns]
        totals = np.flatnonzero(table.hidden_total)
        rows = np.concatenate([rows, totals])
        columns = np.concatenate([columns, np.full(totals.size, width)])
        has_kids = np.isin(np.arange(units), table.heads)
        # Lines down are named by their head, lines across come after them, then the outside.
        line, above = width + 1, parts.above[rows]
        own = np.where(has_kids[rows], rows * line + columns, units * line + rows)
        over = np.where(above >= 0, above * line + columns, units * line + units)
        names, ends = np.unique(np.stack([own, over]), return_inverse=True)
        return cls(
            list(zip(rows.tolist(), columns.tolist(), strict=True)),
            [(one, other) for one, other in ends.reshape(2, -1).T.tolist()],
            names.size,
            np.concatenate([people, np.zeros(totals.size, dtype=np.int64)]),
        )

    def of_mask(self, mask: Mask) -> Mask:
        """Tell of each edge whether it is in a mask; totals always are."""
        rows, columns = np.array(self.cells, dtype=np.intp).reshape(-1, 2).T
        longer = np.concatenate([mask, np.ones((len(mask), 1), dtype=bool)], axis=1)
        found: Mask = longer[rows, columns]
        return found

    def is_in(self, mask: Mask, edge: int) -> bool:
        """Tell of an edge whether it is a part in a mask."""
        unit, part = self.cells[edge]
        return part < mask.shape[1] and bool(mask[unit, part])


def _levels(above: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
    """Give the units directly below the topmost ones, then those below these, and so on."""
    reached = above < 0
    while not reached.all():
        units = np.flatnonzero(~reached & reached[above])
        reached[units] = True
        yield units


def _with_rests(parts: Parts) -> Parts:
    """Add a unit below each one at which answers were given beside those of the units below."""
    below = [np.zeros_like(x) for x in (parts.n, parts.a, parts.b)]
    kids = np.flatnonzero(parts.above >= 0)
    for total, x in zip(below, (parts.n, parts.a, parts.b), strict=True):
        np.add.at(total, parts.above[kids], x[kids])
    rests = [x - t for x, t in zip((parts.n, parts.a, parts.b), below, strict=True)]
    heads = np.unique(parts.above[kids])
    heads = heads[(rests[0][heads] > 0).any(axis=1)]
    return Parts(
        np.concatenate([parts.above, heads]),
        *(
            np.concatenate([x, rest[heads]])
            for x, rest in zip((parts.n, parts.a, parts.b), rests, strict=True)
        ),
    )
