"""Intervals for k satisfied out of n in a simple random sample of a large population."""

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.special import betaincinv, ndtri

from analysis.arguments import inner_share
from analysis.intervals.checking import check_counts
from analysis.intervals.mid_p import mid_p_limits
from analysis.results import Floats, Interval

Limits = Callable[[Floats, Floats, float], tuple[Floats, Floats]]


def _normal(confidence_level: float) -> float:
    return float(ndtri(0.5 + confidence_level / 2))


def _wilson(k: Floats, n: Floats, confidence_level: float) -> tuple[Floats, Floats]:
    """Wilson 1927."""
    z, p = _normal(confidence_level), k / n
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return _exact_at_the_ends(k, n, centre - half, centre + half)


def _wilson_cc(k: Floats, n: Floats, confidence_level: float) -> tuple[Floats, Floats]:
    """Wilson with continuity correction: Newcombe 1998, method 4."""
    z, p, q = _normal(confidence_level), k / n, 1 - k / n
    below = z * np.sqrt(np.maximum(z**2 - 2 - 1 / n + 4 * p * (n * q + 1), 0))
    above = z * np.sqrt(np.maximum(z**2 + 2 - 1 / n + 4 * p * (n * q - 1), 0))
    low = (2 * k + z**2 - 1 - below) / (2 * (n + z**2))
    high = (2 * k + z**2 + 1 + above) / (2 * (n + z**2))
    return _exact_at_the_ends(k, n, low, high)


def _agresti_coull(k: Floats, n: Floats, confidence_level: float) -> tuple[Floats, Floats]:
    """Agresti & Coull 1998: Wald around Wilson's centre."""
    z = _normal(confidence_level)
    size = n + z**2
    centre = (k + z**2 / 2) / size
    half = z * np.sqrt(centre * (1 - centre) / size)
    return np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0)


def _clopper_pearson(k: Floats, n: Floats, confidence_level: float) -> tuple[Floats, Floats]:
    """Clopper & Pearson 1934: both one-sided tests exact, never below the nominal level."""
    return clopper_pearson_limits(k, n, confidence_level)


def clopper_pearson_limits(k: Floats, n: Floats, confidence_level: float) -> tuple[Floats, Floats]:
    """Take beta quantiles for k of n, whole or not; 0 and 1 at the ends."""
    tail = (1 - confidence_level) / 2
    first, last = k <= 0, k >= n
    low = betaincinv(np.where(first, 1.0, k), n - k + 1, tail)
    high = betaincinv(k + 1, np.where(last, 1.0, n - k), 1 - tail)
    return np.where(first, 0.0, low), np.where(last, 1.0, high)


def _jeffreys(k: Floats, n: Floats, confidence_level: float) -> tuple[Floats, Floats]:
    """Quantiles of Beta(k+½, n−k+½), 0 and 1 at the ends: Brown, Cai & DasGupta 2001."""
    tail = (1 - confidence_level) / 2
    low, high = (betaincinv(k + 0.5, n - k + 0.5, p) for p in (tail, 1 - tail))
    return np.where(k <= 0, 0.0, low), np.where(k >= n, 1.0, high)


def _mid_p(k: Floats, n: Floats, confidence_level: float) -> tuple[Floats, Floats]:
    """Exact tests that count half of the outcome itself: Lancaster 1961; Berry & Armitage 1995."""
    return mid_p_limits(k / n, n, confidence_level)


def _exact_at_the_ends(k: Floats, n: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Rounding leaves 1e-17 where the formula gives exactly 0 or 1."""
    low, high = np.clip(low, 0.0, k / n), np.clip(high, k / n, 1.0)
    return np.where(k <= 0, 0.0, low), np.where(k >= n, 1.0, high)


PROPORTION_LIMITS: dict[str, Limits] = {
    "mid_p": _mid_p,
    "wilson": _wilson,
    "wilson_cc": _wilson_cc,
    "agresti_coull": _agresti_coull,
    "clopper_pearson": _clopper_pearson,
    "jeffreys": _jeffreys,
}


def _interval(name: str, successes: Any, n: Any, confidence_level: float) -> Interval:
    count, size = check_counts(successes, n)
    level = inner_share("confidence_level", confidence_level)
    low, high = PROPORTION_LIMITS[name](np.array([float(count)]), np.array([float(size)]), level)
    return Interval(low.item(), high.item(), level, name)


def wilson(successes: int, n: int, confidence_level: float = 0.95) -> Interval:
    """Invert the score test (Wilson 1927).

    Parameters
    ----------
    successes : int
        Satisfied respondents, from 0 to `n`.
    n : int
        Respondents who answered, unweighted.
    confidence_level : float, optional
        Strictly between 0 and 1.

    Returns
    -------
    Interval
        As shares from 0 to 1; holds ``successes / n``.

    Raises
    ------
    NoResponses
        If `n` is 0.
    AnalysisError
        If an argument is out of range.

    Notes
    -----
    Its worst coverage at 95 % lies next to 0 and 1, where satisfaction data live: 0.84 at
    n = 10 and 0.86 at n = 50.

    References
    ----------
    E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> interval = wilson(81, 263)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.2553, 0.3662)
    """
    return _interval("wilson", successes, n, confidence_level)


def wilson_cc(successes: int, n: int, confidence_level: float = 0.95) -> Interval:
    """Invert the score test with a continuity correction (Newcombe 1998, method 4).

    Takes and raises what `wilson` does. Close to Clopper-Pearson in width and coverage.
    """
    return _interval("wilson_cc", successes, n, confidence_level)


def agresti_coull(successes: int, n: int, confidence_level: float = 0.95) -> Interval:
    """Put a Wald interval around Wilson's centre (Agresti & Coull 1998), cut at 0 and 1.

    Takes and raises what `wilson` does. Contains Wilson's interval.
    """
    return _interval("agresti_coull", successes, n, confidence_level)


def clopper_pearson(successes: int, n: int, confidence_level: float = 0.95) -> Interval:
    """Invert both exact one-sided binomial tests (Clopper & Pearson 1934).

    Takes and raises what `wilson` does. Never covers less than its level, for 6 to 17 % more
    width than Wilson at n from 100 to 10.
    """
    return _interval("clopper_pearson", successes, n, confidence_level)


def jeffreys(successes: int, n: int, confidence_level: float = 0.95) -> Interval:
    """Take quantiles of the posterior under Jeffreys' prior (Brown, Cai & DasGupta 2001).

    Takes and raises what `wilson` does. The limit is 0 or 1 where nobody or everybody is
    satisfied, as those authors modify it.
    """
    return _interval("jeffreys", successes, n, confidence_level)


def mid_p(successes: int, n: int, confidence_level: float = 0.95) -> Interval:
    """Invert both exact one-sided tests, counting half of the outcome itself.

    Takes and raises what `wilson` does. The default for a 0/1 item in a simple sample: coverage
    at 95 % is at least 0.92 for any share at the sizes simulated, with the two tails nearly
    equal (Lancaster 1961; Berry & Armitage 1995).

    Examples
    --------
    45 of 50 is 90 %, and not yet evidence for 80 %:

    >>> interval = mid_p(45, 50)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.7922, 0.9624)
    """
    return _interval("mid_p", successes, n, confidence_level)


PROPORTION_INTERVALS: dict[str, Callable[[int, int, float], Interval]] = {
    "mid_p": mid_p,
    "wilson": wilson,
    "wilson_cc": wilson_cc,
    "agresti_coull": agresti_coull,
    "clopper_pearson": clopper_pearson,
    "jeffreys": jeffreys,
}
