"""Two publications must not differ by a handful of people; free filters are rounded."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.arguments import number, whole_number
from analysis.disclosure.cells import (
    LARGEST_SETTING,
    SMALLEST_SETTING,
    Cell,
    Reason,
    disclosing,
    table,
)
from analysis.verdict import MINIMUM_CELL

ROUNDING_BASE = 5
WHOLE_PERCENT_BELOW = 100


@dataclass(frozen=True, slots=True)
class Differencing:
    """Two published cells whose difference discloses something about `n` people."""

    larger: str
    smaller: str
    n: int
    reason: Reason


def differencing(
    before: Iterable[Cell],
    now: Iterable[Cell],
    *,
    nested: Iterable[tuple[str, str]] = (),
    minimum: int = MINIMUM_CELL,
) -> tuple[Differencing, ...]:
    """Compare a new table with the last published one.

    Parameters
    ----------
    before, now : iterable of Cell
        The visible cells of both. A key in both is the same group seen twice (a running period).
    nested : iterable of pairs of keys
        Further pairs (whole, part) of which one contains the other: merged and unmerged units,
        a period and a longer one, a filter and its complement's whole. Each key is looked for
        in both tables.
    minimum : int, optional
        The minimum cell, a setting from 3 to 20.

    Returns
    -------
    tuple of Differencing
        The pairs whose difference, taken as a cell of its own, would have to be hidden. Keep the
        figure of the last publication until it is gone.
    """
    least = whole_number("minimum", minimum, low=SMALLEST_SETTING, high=LARGEST_SETTING)
    old, new = table(before), table(now)
    pairs = [(new[key], old[key]) for key in new if key in old]
    for whole, part in nested:
        pairs += [(w, p) for w in _versions(old, new, whole) for p in _versions(old, new, part)]
    found = (_difference(whole, part, least) for whole, part in pairs)
    return tuple(dict.fromkeys(entry for entry in found if entry is not None))


def rounded_count(n: int, *, base: int = ROUNDING_BASE) -> int:
    """Round a count of a free filter to the nearest multiple of `base`, halves up."""
    base = whole_number("base", base, low=1)
    return base * math.floor(whole_number("n", n) / base + 0.5)


def rounded_share(share: float, n: int) -> float:
    """Round a share of a free filter to a whole percent where fewer than 100 answered."""
    value = number("share", share, low=0.0, high=1.0)
    if whole_number("n", n) >= WHOLE_PERCENT_BELOW:
        return value
    return math.floor(value * 100 + 0.5) / 100


def _versions(old: Mapping[str, Cell], new: Mapping[str, Cell], key: str) -> list[Cell]:
    return [cells[key] for cells in (old, new) if key in cells]


def _difference(one: Cell, other: Cell, minimum: int) -> Differencing | None:
    whole, part = (one, other) if one.n >= other.n else (other, one)
    n = whole.n - part.n
    satisfied = _difference_of_satisfied(whole, part)
    if n == 0:
        # equal n and other answers: somebody was taken out and somebody put in
        changed = satisfied not in (None, 0)
        return Differencing(whole.key, part.key, 0, Reason.FEW) if changed else None
    inside = satisfied if satisfied is not None and 0 <= satisfied <= n else None
    gone = Cell(f"{whole.key} - {part.key}", n, inside, whole.one_person or part.one_person)
    reason = disclosing(gone, minimum)
    return Differencing(whole.key, part.key, n, reason) if reason else None


def _difference_of_satisfied(whole: Cell, part: Cell) -> int | None:
    if whole.satisfied is None or part.satisfied is None:
        return None
    return whole.satisfied - part.satisfied
