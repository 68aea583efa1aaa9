"""The p′ chart: daily shares against their own past, for display beside the alarm."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arguments import vector, whole_number
from analysis.errors import AnalysisError, TooFewData
from analysis.results import Floats

LEAST_BASELINE = 20
LEAST_ANSWERS = 5
# Mean range of two normal values, in standard deviations; books print it as 1.128.
_MOVING_RANGE = 2 / math.sqrt(math.pi)


@dataclass(frozen=True, slots=True)
class ChartDay:
    """One point: the days `first`..`last` (positions, from 0) it pools, its share and limits."""

    first: int
    last: int
    n: float
    value: float
    z: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Centre, the factor by which days vary more than chance, and the points."""

    centre: float
    sigma_z: float
    baseline: int
    points: tuple[ChartDay, ...]


def p_prime_chart(
    satisfied: Sequence[float] | Floats, n: Sequence[float] | Floats, *, baseline: int
) -> ControlChart:
    """Draw a p′ chart (Laney 2002): p̄ ± 3 sqrt(p̄(1−p̄)/n_t) σ_z.

    Parameters
    ----------
    satisfied, n : sequences of float
        Per day. A day with fewer than 5 answers is pooled with the next; what is left at the
        end, with the last point.
    baseline : int
        Number of first points, after pooling, that set the centre and σ_z; at least 20.

    Returns
    -------
    ControlChart
        Limits are held inside [0, 1].

    Raises
    ------
    TooFewData
        If there are fewer points than the baseline, or everybody in it agrees, so that the
        chart would alarm at the first other answer.

    References
    ----------
    .. [1] D. B. Laney (2002), "Improved control charts for attributes", Quality Engineering 14,
       531-537.
    """
    sizes = vector("n", n, low=0.0)
    k = vector("satisfied", satisfied, low=0.0, size=len(sizes))
    if np.any(k > sizes):
        raise AnalysisError("more satisfied than answered on some day")
    count = whole_number("baseline", baseline, low=LEAST_BASELINE)
    spans = _pooled_days(sizes)
    if len(spans) < count:
        raise TooFewData(f"{len(spans)} days with enough answers; the baseline needs {count}")
    days = np.array([sizes[a : b + 1].sum() for a, b in spans])
    share = np.array([k[a : b + 1].sum() for a, b in spans]) / days
    centre = float(np.sum(share[:count] * days[:count]) / days[:count].sum())
    if not 1e-9 < centre < 1 - 1e-9:
        raise TooFewData("everybody in the baseline agrees: the chart has no width")
    chance = np.sqrt(centre * (1 - centre) / days)
    z = (share - centre) / chance
    sigma = float(np.mean(np.abs(np.diff(z[:count])))) / _MOVING_RANGE
    low = np.maximum(centre - 3 * chance * sigma, 0.0)
    high = np.minimum(centre + 3 * chance * sigma, 1.0)
    points = tuple(
        ChartDay(*spans[t], *(float(x[t]) for x in (days, share, z, low, high)))
        for t in range(len(spans))
    )
    return ControlChart(centre, sigma, count, points)


def _pooled_days(n: Floats) -> list[tuple[int, int]]:
    """Return first and last day of each point: days are joined until 5 answers are there."""
    spans: list[tuple[int, int]] = []
    start, answers = 0, 0.0
    for day, size in enumerate(n.tolist()):
        answers += size
        if answers >= LEAST_ANSWERS:
            spans.append((start, day))
            start, answers = day + 1, 0.0
    if answers > 0 and spans:
        spans[-1] = (spans[-1][0], len(n) - 1)
    return spans
