"""What two divisions of one unit give away together.

Where all parts of one set lie inside a set of parts of the other division, the difference of the
two sets is a group of its own: twenty people at a kiosk, all of one service that twenty-three
asked for, leave three. Whoever knows that the kiosk serves that service alone learns of them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.disclosure.parts import Counts, Mask
from app.services.breakdowns.dimensions import Places

Groups = NDArray[np.intp]
"""Units × parts: which of a unit's parts are known together only, by a number they share."""

MOST_GROUPS = 12
"""Sets of the smaller division are gone through one by one: four thousand and ninety-six."""
AT_ONCE = 200
"""So many units at a time, for the memory that takes."""


@dataclass(frozen=True, slots=True, eq=False)
class Crossed:
    """People by unit and part of two divisions, where there are any; those below included."""

    units: NDArray[np.intp]
    ones: NDArray[np.intp]
    others: NDArray[np.intp]
    n: Counts

    @classmethod
    def of(
        cls,
        unit: NDArray[np.intp],
        one: Places,
        other: Places,
        ways_up: NDArray[np.intp],
        shape: tuple[int, int],
    ) -> "Crossed":
        """Count people; `unit` is the row of each, `ways_up` the units above every row or -1."""
        code = (unit * shape[0] + one) * shape[1] + other
        found, n = np.unique(code, return_counts=True)
        place, pair = np.divmod(found, shape[0] * shape[1])
        above = ways_up[place]
        every = np.where(above >= 0, above * shape[0] * shape[1] + pair[:, None], -1)
        codes, which = np.unique(every, return_inverse=True)
        added = np.bincount(which.reshape(-1), np.broadcast_to(n[:, None], every.shape).reshape(-1))
        kept = codes >= 0
        rows, pairs = np.divmod(codes[kept], shape[0] * shape[1])
        return cls(rows, *np.divmod(pairs, shape[1]), added[kept].astype(np.int64))


def groups_of(hidden: Mask) -> Groups:
    """Give every shown part a group of its own, and one to all hidden ones of a unit."""
    width = hidden.shape[1]
    return np.where(hidden, width, np.arange(width))


def given_away(crossed: Crossed, one: Groups, other: Groups, minimum: int) -> Mask:
    """Tell of which units two divisions give a small group away.

    Parameters
    ----------
    crossed
        People by part of both.
    one, other
        Which parts of both are known together only.
    minimum
        The survey's minimum cell.
    """
    groups = _grouped(crossed.units, crossed.ones, one)
    others = _grouped(crossed.units, crossed.others, other)
    units, count = one.shape[0], [np.zeros(one.shape[0], dtype=np.int64) for _ in range(2)]
    for total, found in zip(count, (groups, others), strict=True):
        np.maximum.at(total, crossed.units, found + 1)
    divided = (count[0] > 1) & (count[1] > 1)
    many = divided & (np.minimum(*count) > MOST_GROUPS)
    few_first = count[0] <= count[1]
    asked = divided & ~many
    result: Mask = many.copy()
    for choice, (small, large) in (
        (asked & few_first, (groups, others)),
        (asked & ~few_first, (others, groups)),
    ):
        for some in np.array_split(np.flatnonzero(choice), -(-int(choice.sum()) // AT_ONCE) or 1):
            rows = np.isin(crossed.units, some)
            here, n = crossed.units[rows], crossed.n[rows]
            result |= _nested(here, small[rows], large[rows], n, units, minimum)
    return result


def _grouped(units: NDArray[np.intp], parts: Places, groups: Groups) -> NDArray[np.intp]:
    """Number the groups of each unit that has people there from 0."""
    width = int(groups.max()) + 1
    group = groups[units, parts]
    codes, which = np.unique(units * width + group, return_inverse=True)
    first = np.searchsorted(codes // width, codes // width)
    rank: NDArray[np.intp] = (np.arange(codes.size) - first)[which.reshape(-1)]
    return rank


def _nested(
    units: NDArray[np.intp],
    small: NDArray[np.intp],
    large: NDArray[np.intp],
    n: Counts,
    count: int,
    minimum: int,
) -> Mask:
    """Go through all sets of the smaller division; against each the most that lies inside it."""
    result = np.zeros(count, dtype=bool)
    if not units.size:
        return result
    bits = int(small.max()) + 1
    places, row = np.unique(units, return_inverse=True)
    row = row.reshape(-1)
    inside = np.zeros((places.size, 1 << bits), dtype=np.int64)
    sizes = np.zeros_like(inside)
    np.add.at(sizes, (row, 1 << small), n)
    width = int(large.max()) + 1
    reach = np.zeros((places.size, width), dtype=np.int64)
    people = np.zeros_like(reach)
    np.bitwise_or.at(reach, (row, large), 1 << small)
    np.add.at(people, (row, large), n)
    np.add.at(inside, (np.arange(places.size)[:, None], reach), people)
    for bit in range(bits):
        with_bit = (np.arange(1 << bits) >> bit) & 1 == 1
        without = np.flatnonzero(with_bit) ^ (1 << bit)
        for sums in (inside, sizes):
            sums[:, with_bit] += sums[:, without]
    left = sizes - inside
    result[places] = ((left > 0) & (left < minimum)).any(axis=1)
    return result
