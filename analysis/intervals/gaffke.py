"""Gaffke's bound in beta form: an interval that needs no variance estimate and no company.

For comparison with the default only (statistics.md 4.6); not among the options for users, because
it is wider wherever like units exist and knows neither strata nor clusters. Weigh the respondents
and one pseudo-respondent, who is wholly dissatisfied (lower) or wholly satisfied (upper), by a
Dirichlet distribution; its first two moments are matched by beta distributions, and half of each
makes the mid-P form. For 0/1 scores that is exactly the mid-P interval of the binomial.
"""

from typing import Any

import numpy as np
from scipy.special import betainc, betaln, xlog1py, xlogy

from analysis.arguments import inner_share, vector
from analysis.errors import AnalysisError, NoResponses
from analysis.intervals.checking import as_floats
from analysis.intervals.mid_p import EDGE, LARGEST_SIZE, SMALLEST_SIZE
from analysis.intervals.solving import increasing_roots
from analysis.results import Floats, Interval


def gaffke(scores: Any, *, weights: Any = None, confidence_level: float = 0.95) -> Interval:
    """Compute the interval for the mean of scores in [0, 1] from independent respondents.

    Parameters
    ----------
    scores : sequence of float
        One per respondent, from 0 to 1: the share a/b of satisfied answers, or 0 and 1.
    weights : sequence of float, optional
        Above 0; for an index of answers the number answered, so that the interval is about the
        ratio Σa/Σb. Uneven weights count as Kish's smaller size.
    confidence_level : float, optional
        Strictly between 0 and 1.

    Returns
    -------
    Interval
        Holds the weighted mean.

    Raises
    ------
    NoResponses
        Without scores.
    AnalysisError
        If a score is outside [0, 1] or a weight is not above 0.

    References
    ----------
    N. Gaffke (2005), "Three test statistics for a nonparametric one-sided hypothesis on the mean
    of a nonnegative variable", Mathematical Methods of Statistics 14, 451-467. E. Learned-Miller
    and P. S. Thomas (2019), "A new confidence interval for the mean of a bounded random
    variable", arXiv:1905.06208.

    Examples
    --------
    >>> interval = gaffke([1] * 45 + [0] * 5)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.7922, 0.9624)
    """
    x = vector("scores", scores, low=0.0, high=1.0)
    level = inner_share("confidence_level", confidence_level)
    if x.size == 0:
        raise NoResponses("nobody answered: a mean of nothing has no interval")
    w = np.ones(x.size) if weights is None else vector("weights", weights, low=1e-6, size=x.size)
    share = w / w.sum()
    size = 1.0 / float(share @ share)
    low, high = gaffke_limits(share @ x, share @ x**2, size, level)
    return Interval(low.item(), high.item(), level, "gaffke_mid_p")


def gaffke_limits(
    mean: Any, mean_square: Any, size: Any, confidence_level: float
) -> tuple[Floats, Floats]:
    """Compute the limits of many samples from the means of their scores and squared scores.

    Parameters
    ----------
    mean, mean_square : array_like
        Weighted means of x and of x², with mean² <= mean_square <= mean.
    size : array_like
        Respondents, or Kish's size of unequal weights; above 0.
    confidence_level : float
        Strictly between 0 and 1.

    Returns
    -------
    low, high : arrays
    """
    m, q, n = (np.atleast_1d(x) for x in as_floats(mean, mean_square, size))
    alpha = 1.0 - inner_share("confidence_level", confidence_level)
    n = _checked(m, q, n)
    m, q = np.clip(m, 0.0, 1.0), np.clip(q, 0.0, 1.0)
    bottom, top = m <= EDGE, m >= 1 - EDGE
    low, high = np.zeros_like(m), np.ones_like(m)
    high[bottom] = -np.expm1(np.log(alpha) / n[bottom])
    low[top] = np.exp(np.log(alpha) / n[top])
    inner = ~(bottom | top)
    if inner.any():
        low[inner], high[inner] = _solve(_Mixture(m[inner], q[inner], n[inner]), m[inner], alpha)
    return np.minimum(low, m), np.maximum(high, m)


def _checked(m: Floats, q: Floats, n: Floats) -> Floats:
    inside = (m >= -1e-9) & (m <= 1 + 1e-9) & (n > 0)  # NaN fails all
    if not np.all(inside) or not np.all((m**2 <= q + 1e-9) & (q <= m + 1e-9)):
        raise AnalysisError("means of scores in [0, 1] and sizes above 0 are needed")
    return np.clip(n, SMALLEST_SIZE, LARGEST_SIZE)


class _Mixture:
    """Half of each of the two beta distributions that match the Dirichlet sums."""

    def __init__(self, m: Floats, q: Floats, n: Floats) -> None:
        self.parts = [_matched(m, q, n, extra) for extra in (0.0, 1.0)]

    def at(self, p: Floats, index: Any) -> tuple[Floats, Floats]:
        value, slope = np.zeros_like(p), np.zeros_like(p)
        for a, b in self.parts:
            x, y = a[index], b[index]
            value += 0.5 * betainc(x, y, p)
            with np.errstate(over="ignore", under="ignore"):
                slope += 0.5 * np.exp(xlogy(x - 1, p) + xlog1py(y - 1, -p) - betaln(x, y))
        return value, slope


def _matched(m: Floats, q: Floats, n: Floats, extra: float) -> tuple[Floats, Floats]:
    """Match a beta to Σ D x + D₀ · extra, D ~ Dirichlet(n shares, 1).

    Mean μ = (n m + extra)/(n + 1), variance ((n q + extra)/(n + 1) − μ²)/(n + 2).
    """
    mean = (n * m + extra) / (n + 1)
    variance = np.maximum((n * q + extra) / (n + 1) - mean**2, 1e-300) / (n + 2)
    total = np.clip(mean * (1 - mean) / variance - 1, SMALLEST_SIZE, LARGEST_SIZE)
    return mean * total, (1 - mean) * total


def _solve(mixture: _Mixture, start: Floats, alpha: float) -> tuple[Floats, Floats]:
    floor, ceiling = np.full_like(start, 1e-300), np.full_like(start, 1 - 1e-16)

    def root(goal: float) -> Floats:
        def function(p: Floats, index: Any) -> tuple[Floats, Floats]:
            value, slope = mixture.at(p, index)
            return value - goal, slope

        return increasing_roots(function, start, floor, ceiling)

    return root(alpha / 2), root(1 - alpha / 2)
