"""How often a CUSUM alarms falsely: its evidence as a Markov chain on a fine grid."""

import math

import numpy as np
from scipy.special import betainc, betaln, xlog1py, xlogy

from analysis.results import Floats

CELLS = 256
"""Points of the grid from no evidence to the highest limit."""


class FalseAlarms:
    """How many alarms a year there are in control, for every limit on a grid.

    Parameters
    ----------
    volumes, chances : arrays of float, shape (different volumes,)
        Answers of a day, whole numbers, and the share of the days that have so many.
    levels : (float, float)
        In control and out of it, different and inside (0, 1).
    days : int
        Days of a year.
    highest : float
        The highest limit, above 0.

    Notes
    -----
    A day's step is shared between the two nearest points of the grid so that its mean is kept. From
    the matrix Q of the ways from point to point without an alarm come the mean times to an alarm
    L = (I − Q)⁻¹ 1. After an alarm the evidence starts again at 0: in the long run a year has
    days / L₀ alarms. A limit lies in the middle between two points: of the evidence there, half the
    steps go on to the upper one, which is over it.

    References
    ----------
    .. [1] D. Brook and D. A. Evans (1972), "An approach to the probability distribution of cusum
       run length", Biometrika 59, 539-549.
    """

    def __init__(
        self,
        volumes: Floats,
        chances: Floats,
        levels: tuple[float, float],
        *,
        days: int,
        highest: float,
    ) -> None:
        self.days, self.width = days, highest / CELLS
        steps, likely, beyond = _steps(volumes, chances, levels, highest)
        place = np.floor(steps / self.width)
        above = steps / self.width - place
        at = (place + CELLS + 1).astype(np.int64)
        mass = np.bincount(at, likely * (1 - above), 2 * CELLS + 4)
        self.mass = mass + np.bincount(at + 1, likely * above, 2 * CELLS + 4)
        self.beyond = beyond

    def limit(self, point: int) -> float:
        """Give the limit behind a point, 0 to `CELLS`."""
        return (point + 0.5) * self.width

    def first_point(self, wanted: float) -> int:
        """Find the lowest point with at most so many a year; the last one if none has."""
        low, high = -1, CELLS
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.a_year(middle) <= wanted else (middle, high)
        return high

    def a_year(self, point: int) -> float:
        """Give the false alarms a year with the limit behind a point."""
        zero, size = CELLS + 1, point + 1
        to = np.arange(size)
        stays = self.mass[zero + to[None, :] - to[:, None]]
        over = self.beyond + self.mass[zero:][::-1].cumsum()[::-1][size - to]
        stays[:, 0] = 1.0 - stays[:, 1:].sum(axis=1) - over
        times = np.linalg.solve(np.eye(size) - stays, np.ones(size))
        return float(self.days / times[0])


def _steps(
    volumes: Floats, chances: Floats, levels: tuple[float, float], highest: float
) -> tuple[Floats, Floats, float]:
    """List the steps of a day that are not larger than the highest limit, and how likely each is.

    The last number is how likely a step above it is. Those far below need no place: they end at 0.
    """
    before, after = levels if levels[1] > levels[0] else (1 - levels[0], 1 - levels[1])
    none = math.log((1 - after) / (1 - before))
    one = math.log(after / before) - none
    first = np.maximum(np.ceil((-highest - volumes * none) / one), 0)
    last = np.minimum(np.floor((highest - volumes * none) / one), volumes)
    count = first[:, None] + np.arange(math.floor(2 * highest / one) + 2)
    inside = count <= last[:, None]
    n = np.broadcast_to(volumes[:, None], count.shape)[inside]
    k = count[inside]
    logarithms = xlogy(k, before) + xlog1py(n - k, -before) - betaln(1 + n - k, 1 + k)
    likely = np.exp(logarithms) / (n + 1)
    likely *= np.broadcast_to(chances[:, None], count.shape)[inside]
    more = betainc(last + 1, np.maximum(volumes - last, 1), before)
    beyond = np.where(last < volumes, more, 0.0)
    return n * none + k * one, likely, float(beyond @ chances)
