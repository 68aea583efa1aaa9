"""p-values that agree with the intervals."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import betainc, gammaln, xlog1py, xlogy

from analysis.arguments import inner_share
from analysis.intervals.checking import check_counts, check_moments
from analysis.intervals.design_based import counts_of, effective_size, known_population
from analysis.intervals.finite_population import upper_tail
from analysis.intervals.mid_p import mid_p_distribution
from analysis.results import Floats, Moments

TEST_LEVEL = 0.95  # the level whose degrees-of-freedom factor enters n*


@dataclass(frozen=True, slots=True)
class BinomialTest:
    """Exact p-values of k out of n against a target share T.

    p_greater, p_less : P(X >= k) and P(X <= k), at T
    p_two_sided : chance of all outcomes no likelier than k
    mid_p_greater, mid_p_less : counting half of k itself; they sum to 1
    """

    p_greater: float
    p_less: float
    p_two_sided: float
    mid_p_greater: float
    mid_p_less: float


def binomial_test(successes: int, n: int, target: float) -> BinomialTest:
    """Test k of n in a simple sample against a target.

    Parameters
    ----------
    successes, n : int
        Satisfied, from 0 to `n`, and all who answered, at most a million.
    target : float
        T, strictly between 0 and 1.

    Raises
    ------
    NoResponses
        If `n` is 0.

    Examples
    --------
    >>> test = binomial_test(45, 50, 0.8)
    >>> round(test.p_greater, 4), round(test.mid_p_greater, 4)
    (0.048, 0.0333)
    """
    count, size = check_counts(successes, n, most=1_000_000)
    goal = inner_share("target", target)
    chances = _binomial_chances(size, goal)
    greater = 1.0 if count == 0 else float(betainc(count, size - count + 1, goal))
    less = 1.0 if count == size else float(betainc(size - count, count + 1, 1 - goal))
    # Equal chances on both sides differ by rounding; scipy's binomtest allows 1e-7 as well.
    unlikelier = chances <= chances[count] * (1 + 1e-7)
    mid = min(max(greater - 0.5 * chances[count].item(), 0.0), 1.0)
    return BinomialTest(greater, less, min(chances[unlikelier].sum().item(), 1.0), mid, 1 - mid)


def _binomial_chances(n: int, p: float) -> Floats:
    k = np.arange(n + 1, dtype=np.float64)
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return np.asarray(np.exp(ways + xlogy(k, p) + xlog1py(n - k, -p)))


def p_values(
    moments: Moments, target: float, *, company: float | Floats | None = None
) -> tuple[Floats, Floats]:
    """Test each domain against the target, on both sides.

    Parameters
    ----------
    moments : Moments
        One or many domains.
    target : float
        T, strictly between 0 and 1.
    company : float or array, optional
        As in `moderated_mid_p`.

    Returns
    -------
    p_plus : array
        G(T), against "the level is at most T": small when the target is met.
    p_minus : array
        1 − G(T), against "the level is at least T": small when it is not met; what Holm and
        Benjamini-Hochberg take.

    Notes
    -----
    n* is taken at level 0.95, so p_plus <= 0.025 exactly where the default 95 % lower limit
    reaches T; in a small known population likewise, by the exact tails. Where nobody answered
    both are 1: leave such domains out before adjusting. In a census they are 0 or 1.
    """
    checked, goal = check_moments(moments), inner_share("target", target)
    answered = checked.n > 0
    size = effective_size(checked, confidence_level=TEST_LEVEL, company=company)
    plus = mid_p_distribution(checked.value, np.where(answered, size, 1.0), goal)
    minus = 1 - plus
    known = known_population(checked)
    if known.any():
        plus[known], minus[known] = _exact(*counts_of(checked, known), goal)
    return _edges(checked, goal, plus, minus)


def _exact(k: Any, n: Any, population: Any, target: float) -> tuple[Floats, Floats]:
    """Test the greatest number of satisfied dossiers below the target, and the least not below."""
    enough = np.ceil(target * population - 1e-9).astype(np.intp)
    plus = upper_tail(k, n, enough - 1, population, 0.5)
    minus = 1 - upper_tail(k, n, enough, population, 0.5)
    return plus, np.maximum(minus, 0.0)


def _edges(moments: Moments, target: float, plus: Any, minus: Any) -> tuple[Floats, Floats]:
    census, answered = moments.correction == 0, moments.n > 0
    above, below = moments.value > target, moments.value < target
    minus = np.where(census, np.where(below, 0.0, 1.0), minus)
    plus = np.where(census, np.where(above, 0.0, 1.0), plus)
    return np.where(answered, plus, 1.0), np.where(answered, minus, 1.0)
