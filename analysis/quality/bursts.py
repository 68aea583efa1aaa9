"""Bursts: more answers in a quarter of an hour than a counter's day makes likely."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import bdtr, bdtrc

from analysis.arguments import inner_share, number, vector, whole_number
from analysis.errors import AnalysisError
from analysis.results import Floats

WINDOW_MINUTES = 15.0
LEVEL = 0.001


@dataclass(frozen=True, slots=True)
class Burst:
    """Answers crowded into one window: from `start` (minutes), `count` of them.

    `respondents` are their positions; `p_value` the probability that any window of the day
    holds as many.
    """

    start: float
    count: int
    respondents: tuple[int, ...]
    p_value: float


def scan_probability(k: int, n: int, window: float) -> float:
    """Return the probability that some window of a share `window` of the day holds k of n.

    P(max ≥ k) ≈ (k/w − n − 1) b(k; n, w) + 2 P(Bin(n, w) > k − 1) for n answers spread evenly
    over the day; good where it is small, 1 where k is no more than a window usually holds.

    References
    ----------
    .. [1] S. Wallenstein and N. Neff (1987), "An approximation for the distribution of the scan
       statistic", Statistics in Medicine 6, 197-207.
    .. [2] J. I. Naus (1965), "The distribution of the size of the maximum cluster of points on a
       line", JASA 60, 532-538.

    Examples
    --------
    >>> round(scan_probability(7, 30, 0.05), 3)
    0.054
    """
    n = whole_number("n", n)
    k = whole_number("k", k, high=n)
    w = inner_share("window", window)
    if k < 2 or k <= n * w + 1:
        return 1.0
    at_least = float(bdtrc(k - 1, n, w))
    exactly = float(bdtr(k, n, w) - bdtr(k - 1, n, w)) if k < n else w**n
    return min(max((k / w - n - 1) * max(exactly, 0.0) + 2 * at_least, 0.0), 1.0)


def bursts(
    minutes: Sequence[float] | Floats,
    *,
    opens: float,
    closes: float,
    baseline: Sequence[float] | Floats | None = None,
    window: float = WINDOW_MINUTES,
    level: float = LEVEL,
    party: int = 1,
) -> tuple[Burst, ...]:
    """Find bursts among the answers of one counter on one day.

    Parameters
    ----------
    minutes : sequence of float
        Time of each answer, minutes of the day; those outside opening hours are passed over.
    opens, closes : float
        Opening hours in minutes of the day.
    baseline : sequence of float, optional
        Usual volume of equal parts of the opening time (hours), all above 0; default even.
    window : float, optional
        Length looked at, in minutes.
    level : float, optional
        Bursts with a smaller probability are returned.
    party : int, optional
        So many answers count as one: families and groups come together, and their answers are no
        more independent arrivals than one. 1 for people who come one by one.

    Returns
    -------
    tuple of Burst
        By time; overlapping windows are one burst, the fullest of them.
    """
    times = vector("minutes", minutes, low=0.0, high=24 * 60)
    start = number("opens", opens, low=0.0, high=24 * 60)
    end = number("closes", closes, low=start + 1e-6, high=24 * 60)
    length = number("window", window, low=1e-3)
    limit = inner_share("level", level)
    together = whole_number("party", party, low=1)
    usual = _usual_shares(start, end, baseline)
    order = np.argsort(times, kind="stable")
    order = order[(times[order] >= start) & (times[order] < end)]
    at = times[order]
    last = np.searchsorted(at, at + length, side="left")
    shares = np.interp(at + length, *usual) - np.interp(at, *usual)
    found: list[Burst] = []
    for i in range(len(at)):
        if not 1e-9 < shares[i] < 1 - 1e-9:
            continue
        count = int(last[i]) - i
        # parties in the window rounded up, as those of the whole day: never more than all
        p_value = scan_probability(-(-count // together), -(-len(at) // together), shares[i])
        if p_value < limit:
            members = tuple(sorted(order[i : last[i]].tolist()))
            _add(found, Burst(float(at[i]), count, members, p_value), length)
    return tuple(found)


def _add(found: list[Burst], burst: Burst, length: float) -> None:
    if found and burst.start < found[-1].start + length:
        if burst.p_value < found[-1].p_value:
            found[-1] = burst
        return
    found.append(burst)


def _usual_shares(
    start: float, end: float, baseline: Sequence[float] | Floats | None
) -> tuple[Floats, Floats]:
    """Return minutes, and the share of a usual day's answers that has come by each of them."""
    volume = np.ones(1) if baseline is None else vector("baseline", baseline, low=1e-9)
    if not len(volume):
        raise AnalysisError("the baseline is empty")
    shares = np.concatenate([[0.0], np.cumsum(volume / volume.sum())])
    return np.linspace(start, end, len(volume) + 1), shares
