"""Exact intervals for k satisfied out of n drawn from N known dossiers: statistics.md 4.4."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from analysis.arguments import inner_share, whole_number
from analysis.errors import InvalidDesign
from analysis.intervals.checking import check_counts
from analysis.results import Floats, Interval

Ints = NDArray[np.intp]

LARGEST_POPULATION = 100_000
SMALL_POPULATION = 2_000
"""Up to it the default is exact; above, the mid-P with population correction agrees."""
BLOCK = 500  # domains whose outcomes are summed at once: bounds the memory


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
    one = [np.array([x], dtype=np.intp) for x in (count, size, total)]
    low, high = small_population_limits(one[0], one[1], one[2], level, own=own)
    name = "hypergeometric_mid_p" if own < 1 else "hypergeometric_exact"
    return Interval(low.item(), high.item(), level, name)


def small_population_limits(
    k: Ints, n: Ints, population: Ints, confidence_level: float, *, own: float = 0.5
) -> tuple[Floats, Floats]:
    """Compute the limits of many domains; assumes 0 <= k <= n <= population and n > 0."""
    tail = (1 - confidence_level) / 2
    low, high = np.empty(k.size), np.empty(k.size)
    for begin in range(0, k.size, BLOCK):
        part = slice(begin, begin + BLOCK)
        count, size, total = k[part], n[part], population[part]
        least = _least_satisfied(count, size, total, tail, own)
        most = total - _least_satisfied(size - count, size, total, tail, own)
        low[part] = np.minimum(least / total, count / size)
        high[part] = np.maximum(most / total, count / size)
    return low, high


def _least_satisfied(k: Ints, n: Ints, population: Ints, tail: float, own: float) -> Ints:
    """Find the least K with P(X > k | K) + own · P(X = k | K) > tail; it grows with K."""
    low, high = k.copy(), population - n + k
    while np.any(low < high):
        middle = (low + high) // 2
        enough = upper_tail(k, n, middle, population, own) > tail
        high = np.where(enough, middle, high)
        low = np.where(enough, low, np.minimum(middle + 1, high))
    return low


def upper_tail(k: Ints, n: Ints, satisfied: Ints, population: Ints, own: float) -> Floats:
    """Compute P(X > k) + own · P(X = k) for n drawn of a population with K satisfied.

    Sums the shorter of the two tails; k need not be possible under K.
    """
    least, most = np.maximum(n - (population - satisfied), 0), np.minimum(n, satisfied)
    above, below = np.maximum(most - k, 0), np.maximum(np.minimum(k, most + 1) - least, 0)
    up = above <= below
    first = np.where(up, np.maximum(k + 1, least), least)
    length = np.where(up, most + 1 - first, below)
    length = np.maximum(length, 0)
    domain = np.repeat(np.arange(k.size), length)
    x = np.arange(domain.size) - np.repeat(np.cumsum(length) - length, length) + first[domain]
    chances = _chance(x, n[domain], satisfied[domain], population[domain])
    sums = np.bincount(domain, chances, minlength=k.size)
    possible = (k >= least) & (k <= most)
    at = np.where(possible, _chance(np.clip(k, least, most), n, satisfied, population), 0.0)
    return np.where(up, sums, np.maximum(1 - sums - at, 0.0)) + own * at


def _chance(x: Ints, n: Ints, satisfied: Ints, population: Ints) -> Floats:
    ways = _log_choose(satisfied, x) + _log_choose(population - satisfied, n - x)
    return np.asarray(np.exp(ways - _log_choose(population, n)))


def _log_choose(n: Ints, k: Ints) -> Floats:
    return np.asarray(gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(n - k + 1.0))
