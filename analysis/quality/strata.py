"""One kind of answers against another: verified against open, kiosk against phone."""

from dataclasses import dataclass

import numpy as np

from analysis.arguments import whole_number
from analysis.intervals.finite_population import upper_tail

_LEAST = 5


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
