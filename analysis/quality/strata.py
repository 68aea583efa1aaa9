"""One kind of answers against another: verified against open, kiosk against phone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from analysis.arguments import inner_share, matrix, number, whole_number
from analysis.intervals.finite_population import upper_tail
from analysis.quality.half_days import at_least
from analysis.results import Floats

CORRELATION = 0.05
LEAST_PLACES = 10
_LEAST = 5
_SMOOTHING = 0.5


@dataclass(frozen=True, slots=True)
class Gap:
    """Shares of best answers of two kinds, and the chance of a gap as wide either way."""

    first_share: float
    second_share: float
    p_value: float


def gap_between(first: int, first_n: int, second: int, second_n: int) -> Gap | None:
    """Compare the share of best answers of two kinds of answers of one place.

    Parameters
    ----------
    first, first_n, second, second_n : int
        Best answers and all answers of each kind.

    Returns
    -------
    Gap or None
        None with fewer than 5 answers of a kind. The p-value is Fisher's, two-sided (twice the
        smaller tail): honest kinds differ too, so a gap is a question, not an answer.
    """
    n1, n2 = whole_number("first_n", first_n), whole_number("second_n", second_n)
    k1 = whole_number("first", first, high=n1)
    k2 = whole_number("second", second, high=n2)
    if min(n1, n2) < _LEAST:
        return None
    # Above in the first kind by the best answers, below in it by the others.
    reached, marked = np.array([k1, n1 - k1]), np.array([k1 + k2, n1 + n2 - k1 - k2])
    drawn, total = np.full(2, n1), np.full(2, n1 + n2)
    tails = upper_tail(reached, drawn, marked, total, own=1.0)
    return Gap(k1 / n1, k2 / n2, min(1.0, 2 * float(tails.min())))


def gap_across(places: Sequence[Sequence[float]] | Floats) -> Gap | None:
    """Compare two kinds of answers within each of many places, and put the places together.

    Parameters
    ----------
    places : matrix, places × 4
        Best answers and all answers of the first kind, then of the second.

    Returns
    -------
    Gap or None
        None with fewer than 5 answers of a kind in places that have both. Each place is compared
        with itself, so that a kind does not stand out because it is frequent at good places: the
        shares weigh places alike, and the p-value is that of Mantel and Haenszel, two-sided.

    References
    ----------
    .. [1] N. Mantel and W. Haenszel (1959), "Statistical aspects of the analysis of data from
       retrospective studies of disease", JNCI 22, 719-748.
    """
    k1, n1, k2, n2 = _with_both(places)
    if min(n1.sum(), n2.sum()) < _LEAST:
        return None
    if len(n1) == 1:
        return gap_between(int(k1[0]), int(n1[0]), int(k2[0]), int(n2[0]))
    total, best = n1 + n2, k1 + k2
    weight = n1 * n2 / total
    shares = [float(np.average(k / n, weights=weight)) for k, n in ((k1, n1), (k2, n2))]
    variance = float((weight * best * (total - best) / (total * (total - 1))).sum())
    excess = abs(float((k1 - n1 * best / total).sum()))
    z = max(excess - _SMOOTHING, 0.0) / np.sqrt(variance) if variance > 0 else 0.0
    return Gap(shares[0], shares[1], min(1.0, 2 * float(ndtr(-z))))


def usual_ratios(places: Sequence[Sequence[float]] | Floats) -> Floats:
    """Give for each place the odds ratio of best answers of two kinds at all other places.

    Mantel and Haenszel's; at least 1, and 1 where fewer than 10 other places have both kinds.
    `places` as in `gap_across`.
    """
    x = matrix("places", places, low=0.0)
    k1, n1, k2, n2 = x.T
    total = np.maximum(n1 + n2, 1.0)
    up, down = k1 * (n2 - k2) / total, (n1 - k1) * k2 / total
    both = (n1 > 0) & (n2 > 0)
    others = both.sum() - both
    ratio = (up.sum() - up + _SMOOTHING) / (down.sum() - down + _SMOOTHING)
    return np.where(others >= LEAST_PLACES, np.maximum(ratio, 1.0), 1.0)


def chance_beyond(
    first: int,
    first_n: int,
    second: int,
    second_n: int,
    *,
    usual_ratio: float = 1.0,
    correlation: float = CORRELATION,
) -> float:
    """Give the chance of so many best answers of a kind, going by another kind at the same place.

    Parameters
    ----------
    first, first_n, second, second_n : int
        Best answers and all answers of each kind.
    usual_ratio : float, optional
        Odds ratio by which the first kind is better elsewhere: different people, other ways to ask.
    correlation : float, optional
        How much kinds of answers differ at one place by nature.

    Returns
    -------
    float
        One-sided. The number is beta-binomial around the share of the second kind; its spread
        adds what that share leaves open and what kinds differ by nature.
    """
    n1, n2 = whole_number("first_n", first_n), whole_number("second_n", second_n)
    k1 = whole_number("first", first, high=n1)
    k2 = whole_number("second", second, high=n2)
    odds = (k2 + _SMOOTHING) / (n2 - k2 + _SMOOTHING) * number("usual_ratio", usual_ratio, low=1e-6)
    share = odds / (1 + odds)
    by_nature = 1 / inner_share("correlation", correlation) - 1
    size = 1 / (1 / (n2 + 2 * _SMOOTHING) + 1 / by_nature)
    return at_least(k1, n1, share * size, (1 - share) * size)


def _with_both(places: Sequence[Sequence[float]] | Floats) -> Floats:
    x = matrix("places", places, low=0.0)
    return x[(x[:, 1] > 0) & (x[:, 3] > 0)].T if x.size else np.zeros((4, 0))
