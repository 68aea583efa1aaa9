"""One kind of answers against another: verified against open, kiosk against phone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from analysis.arguments import whole_number
from analysis.results import Floats

_LEAST = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """Shares of best answers of two kinds, and the chance of a gap as wide either way."""

    first_share: float
    second_share: float
    p_value: float


def _hypergeometric_tail(k: int, total: int, marked: int, drawn: int) -> float:
    """Return P(X ≥ k) for the marked ones among `drawn` of `total`; assumes fitting numbers."""
    x = np.arange(k, min(marked, drawn) + 1)
    ways = _log_choose(marked, x) + _log_choose(total - marked, drawn - x)
    possible = drawn - x <= total - marked
    return float(min(np.exp(ways[possible] - _log_choose(total, drawn)).sum(), 1.0))


def _log_choose(n: int, k: NDArray[np.int64] | int) -> Floats:
    """Return the logarithm of n over k; nonsense where k is not between 0 and n."""
    result: Floats = gammaln(n + 1) - gammaln(np.add(k, 1)) - gammaln(np.subtract(n, k) + 1)
    return result


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
    total = k1 + k2
    upper = _hypergeometric_tail(k1, n1 + n2, total, n1)
    lower = _hypergeometric_tail(n1 - k1, n1 + n2, n1 + n2 - total, n1)
    return Gap(k1 / n1, k2 / n2, min(1.0, 2 * min(upper, lower)))
