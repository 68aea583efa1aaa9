"""Exact intervals for k satisfied out of n drawn from N known dossiers: statistics.md 4.4."""

import numpy as np
from scipy.special import gammaln

from analysis.arguments import inner_share, whole_number
from analysis.errors import InvalidDesign
from analysis.intervals.checking import check_counts
from analysis.results import Floats, Interval

LARGEST_POPULATION = 100_000
"""Above about 2,000 the moderated mid-P with population correction agrees and is quicker."""


def hypergeometric_mid_p(
    successes: int, n: int, population: int, confidence_level: float = 0.95
) -> Interval:
    """Invert the hypergeometric mid-P tests; the default for one item of one small stratum.

    Parameters
    ----------
    successes : int
        Satisfied respondents, from 0 to `n`.
    n : int
        Respondents drawn by chance, all answering; never volunteers.
    population : int
        Dossiers N of the period, from `n` to 100,000; meant for up to about 2,000.
    confidence_level : float, optional
        Strictly between 0 and 1.

    Returns
    -------
    Interval
        Limits K/N, where K runs over whole numbers of satisfied dossiers. If N = n both are the
        share itself.

    Raises
    ------
    NoResponses
        If `n` is 0.
    InvalidDesign
        If more answered than there are dossiers.

    Notes
    -----
    The set of K with P(X > k) + ½P(X = k) > α/2 and P(X < k) + ½P(X = k) > α/2. Coverage over N
    from 40 to 2,000: mean 0.960, least 0.918.

    References
    ----------
    J. P. Buonaccorsi (1987), "A note on confidence intervals for proportions in finite
    populations", The American Statistician 41, 215-218. The half weight: H. O. Lancaster (1961),
    "Significance tests in discrete distributions", JASA 56, 223-234.

    Examples
    --------
    >>> interval = hypergeometric_mid_p(45, 50, 100)
    >>> interval.low, interval.high
    (0.83, 0.94)
    """
    return _interval(successes, n, population, confidence_level, 0.5)


def hypergeometric_exact(
    successes: int, n: int, population: int, confidence_level: float = 0.95
) -> Interval:
    """Invert the hypergeometric tests in full: never covers less than its level, and is wider.

    Takes and raises what `hypergeometric_mid_p` does.
    """
    return _interval(successes, n, population, confidence_level, 1.0)


FINITE_INTERVALS = {
    "hypergeometric_mid_p": hypergeometric_mid_p,
    "hypergeometric_exact": hypergeometric_exact,
}


def _interval(k: int, n: int, population: int, confidence_level: float, own: float) -> Interval:
    count, size = check_counts(k, n)
    total = whole_number("population", population, high=LARGEST_POPULATION)
    level = inner_share("confidence_level", confidence_level)
    if total < size:
        raise InvalidDesign(f"{size} answers from a population of {total}")
    tail = (1 - level) / 2
    least = _least_satisfied(count, size, total, tail, own)
    most = total - _least_satisfied(size - count, size, total, tail, own)
    name = "hypergeometric_mid_p" if own < 1 else "hypergeometric_exact"
    share = count / size
    return Interval(min(least / total, share), max(most / total, share), level, name)


def _least_satisfied(k: int, n: int, population: int, tail: float, own: float) -> int:
    """Find the least K with P(X > k | K) + own · P(X = k | K) > tail; it grows with K."""
    low, high = k, population - n + k
    while low < high:
        middle = (low + high) // 2
        if _upper_tail(k, n, middle, population, own) > tail:
            high = middle
        else:
            low = middle + 1
    return low


def _upper_tail(k: int, n: int, satisfied: int, population: int, own: float) -> float:
    x = np.arange(k, min(n, satisfied) + 1, dtype=np.float64)
    chances = np.exp(_log_chance(x, n, satisfied, population))
    return float(chances[1:].sum() + own * chances[0])


def _log_chance(x: Floats, n: int, satisfied: int, population: int) -> Floats:
    others = population - satisfied
    ways = _log_choose(satisfied, x) + _log_choose(others, n - x)
    possible = (x <= satisfied) & (n - x <= others)
    return np.where(possible, ways - _log_choose(population, np.asarray(n)), -np.inf)


def _log_choose(n: int, k: Floats) -> Floats:
    inside = np.clip(k, 0, n)
    return np.asarray(gammaln(n + 1) - gammaln(inside + 1) - gammaln(n - inside + 1))
