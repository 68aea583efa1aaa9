"""Proof that a published table keeps its hidden cells: what an outsider can work out at most."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from analysis.arguments import whole_number
from analysis.disclosure.cells import (
    Cell,
    Line,
    Reason,
    additive_lines,
    primary_suppression,
    table,
)
from analysis.disclosure.closing import WIDTH
from analysis.disclosure.complementary import complementary_suppression, next_to_hide
from analysis.errors import AnalysisError
from analysis.randomness import SEED, generator
from analysis.results import Floats
from analysis.verdict import MINIMUM_CELL

_TOLERANCE = 1e-6
_FEW = 4  # this many narrow cells, or fewer, get a linear programme each


@dataclass(frozen=True, slots=True)
class Recovery:
    """A hidden cell that the published figures give away: its n lies from `low` to `high`."""

    key: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Protection:
    """What to hide, and why; `exposed` lists what can be worked out even so (normally nothing)."""

    hidden: dict[str, Reason]
    exposed: tuple[Recovery, ...]


def protect(
    cells: Iterable[Cell], lines: Iterable[Line], *, minimum: int = MINIMUM_CELL, width: int = WIDTH
) -> Protection:
    """Decide everything that must be hidden in a table before it is published.

    Primary suppression, complementary suppression in every additive line, then an audit; while
    a hidden n can be placed in a range narrower than `width`, the next smallest cell beside it
    is hidden too and the table audited again.

    Parameters
    ----------
    cells : iterable of Cell
        The whole table, with its totals.
    lines : iterable of Line
        Everything that adds up.
    minimum : int, optional
        Least respondents of a visible cell, a setting from 3 to 20.
    width : int, optional
        Least width of the range of a hidden n.

    Returns
    -------
    Protection
        Show every hidden cell with one and the same mark. "<5" on small cells only would tell
        an outsider which of them are complementary, and narrow the range of the small ones.

    Raises
    ------
    AnalysisError
        If the table is inconsistent or the minimum out of range.

    References
    ----------
    .. [1] M. Fischetti and J. J. Salazar (2001), "Solving the cell suppression problem on
       tabular data with linear constraints", Management Science 47, 1008-1027.
    """
    by_key = table(cells)
    checked = additive_lines(by_key, lines)
    primary = primary_suppression(by_key.values(), minimum=minimum)
    hidden = complementary_suppression(by_key.values(), checked, primary)
    outsider = _Outsider(by_key, checked, whole_number("width", width, low=1))
    while exposed := outsider.recoveries(hidden):
        choices = (next_to_hide(by_key, checked, found.key, hidden) for found in exposed)
        further = {key for key in choices if key is not None}
        if not further:
            break
        hidden = complementary_suppression(by_key.values(), checked, hidden | further)
    reasons = {key: primary.get(key, Reason.COMPLEMENTARY) for key in sorted(hidden)}
    return Protection(reasons, exposed)


def audit(
    cells: Iterable[Cell], lines: Iterable[Line], hidden: Collection[str], *, width: int = WIDTH
) -> tuple[Recovery, ...]:
    """List the hidden cells whose n an outsider can place in a range narrower than `width`.

    The outsider knows all visible n, all visible satisfied counts (n times the share, rounded),
    how the cells add up, and that 0 ≤ satisfied ≤ n; not which rule hid a cell.
    """
    by_key = table(cells)
    outsider = _Outsider(by_key, additive_lines(by_key, lines), whole_number("width", width, low=1))
    return outsider.recoveries(hidden)


class _Outsider:
    """Somebody who works out from the published figures what the hidden ones can be.

    Keeps, for every cell, the smallest and largest n met so far in a table that fits the
    published figures; the true table is the first. Hiding further cells rules out no table that
    was possible before, so what was met stays valid from one audit to the next.
    """

    def __init__(self, cells: Mapping[str, Cell], lines: tuple[Line, ...], width: int) -> None:
        self.cells, self.lines, self.width = cells, lines, width
        self.low = {key: float(cell.n) for key, cell in cells.items()}
        self.high = dict(self.low)
        self.draw = generator(SEED)

    def recoveries(self, hidden: Collection[str]) -> tuple[Recovery, ...]:
        """List the hidden cells whose n lies in a range narrower than the width."""
        if not set(hidden) <= self.cells.keys():
            raise AnalysisError(f"unknown hidden cells {sorted(set(hidden) - self.cells.keys())}")
        found: list[Recovery] = []
        for keys in _groups(self.lines, hidden):
            if self._narrow(keys):
                found += self._recoveries_in(keys)
        return tuple(sorted(found, key=lambda recovery: recovery.key))

    def _recoveries_in(self, keys: list[str]) -> list[Recovery]:
        touched = [line for line in self.lines if not set(keys).isdisjoint(line.keys)]
        if not touched:
            return []  # in no line: nothing is known about it
        known = _equations(self.cells, touched, keys)
        self._look_around(known, keys)
        found = []
        for key in self._narrow(keys):
            for sign in (1.0, -1.0):
                if self._narrow([key]):
                    self._take(keys, _extreme(known, np.array([sign * (k == key) for k in keys])))
            if self._narrow([key]):
                found.append(Recovery(key, _up(self.low[key]), _down(self.high[key])))
        return found

    def _look_around(self, known: "_Known", keys: list[str]) -> None:
        """Push all narrow cells at once, up and down at random: most need no more than that."""
        narrow = self._narrow(keys)
        while len(narrow) > _FEW:
            objective = np.isin(keys, narrow) * self.draw.choice([-1.0, 1.0], size=len(keys))
            self._take(keys, _extreme(known, objective))
            self._take(keys, _extreme(known, -objective))
            before, narrow = len(narrow), self._narrow(keys)
            if len(narrow) == before:
                return

    def _narrow(self, keys: list[str]) -> list[str]:
        return [key for key in keys if _down(self.high[key]) - _up(self.low[key]) < self.width]

    def _take(self, keys: list[str], n: Floats) -> None:
        for key, value in zip(keys, n.tolist(), strict=True):
            self.low[key] = min(self.low[key], value)
            self.high[key] = max(self.high[key], value)


@dataclass(frozen=True, slots=True)
class _Known:
    """A x = b, 0 ≤ x ≤ bound: all that is known of the hidden n, dissatisfied and satisfied.

    The bound is far above the whole table: it stands for "no bound" where a total is hidden.
    """

    a: csr_array
    b: Floats
    bound: float


def _groups(lines: tuple[Line, ...], hidden: Collection[str]) -> list[list[str]]:
    """Split the hidden cells into groups that share no line: each is its own small problem."""
    group = {key: {key} for key in hidden}
    for line in lines:
        keys = [key for key in line.keys if key in group]
        for other in keys[1:]:
            joined, absorbed = group[keys[0]], group[other]
            if joined is not absorbed:
                joined |= absorbed
                group.update(dict.fromkeys(absorbed, joined))
    return sorted({id(members): sorted(members) for members in group.values()}.values())


def _equations(cells: Mapping[str, Cell], lines: list[Line], keys: list[str]) -> _Known:
    """Write the lines as equations; n = dissatisfied + satisfied says that 0 ≤ satisfied ≤ n."""
    count = len(keys)
    place = {key: i for i, key in enumerate(keys)}
    entries = [
        (i, i + part * count, 1.0 if part == 0 else -1.0) for i in range(count) for part in range(3)
    ]
    b = [0.0] * count
    for line in lines:
        shares_known = all(cells[key].satisfied is not None for key in line.keys)
        for offset in (0, 2 * count) if shares_known else (0,):
            value = 0.0
            for key in line.keys:
                sign = -1.0 if key == line.total else 1.0
                if key in place:
                    entries.append((len(b), offset + place[key], sign))
                else:
                    value -= sign * float((cells[key].satisfied if offset else cells[key].n) or 0)
            b.append(value)
    rows, columns, values = zip(*entries, strict=True)
    a = csr_array((values, (rows, columns)), shape=(len(b), 3 * count))
    return _Known(a, np.array(b), bound=1000.0 + 10 * max(cell.n for cell in cells.values()))


def _extreme(known: _Known, objective: Floats) -> Floats:
    """Return the hidden n of the table with the least objective."""
    count = len(objective)
    costs = np.concatenate([objective, np.zeros(2 * count)])
    answer = linprog(costs, A_eq=known.a, b_eq=known.b, bounds=(0, known.bound), method="highs")
    if not answer.success:
        raise AnalysisError(f"the audit of the table failed: {answer.message}")
    return np.asarray(answer.x[:count], dtype=np.float64)


def _up(value: float) -> int:
    return math.ceil(value - _TOLERANCE)


def _down(value: float) -> int:
    return math.floor(value + _TOLERANCE)
