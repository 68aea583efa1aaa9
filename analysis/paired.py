"""The covariance of two shares that the same people answered (statistics.md 3.1, 3.2, 9.1).

With scores e = (a − R b) / Σ w b of both ratios side by side, respondents h i of stratum h,

    c = Σ_h w_h² n_h/(n_h − 1) Σ_i (e¹_hi − ē¹_h)(e²_hi − ē²_h)

so that of a ratio with itself it is its variance. Sums by stratum are enough: nothing of the size
of the answers is kept.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.columns import Ints, count_by, sum_by
from analysis.results import Floats


@dataclass(frozen=True, slots=True, eq=False)
class AnswerPairs:
    """What each respondent adds to a ratio Σ w a / Σ w b; 0 and 0 where they do not count."""

    a: NDArray[np.float64]
    b: NDArray[np.float64]


def paired_covariance(
    first: AnswerPairs, second: AnswerPairs, stratum: Ints, weight: Floats
) -> float:
    """Estimate the covariance of two ratios of the same respondents.

    Parameters
    ----------
    first, second
        What all respondents add, those outside of a ratio with zeros.
    stratum : array of int
        Of each respondent, from 0.
    weight : array
        Of each stratum; only proportions matter.

    Returns
    -------
    float
        0 where nobody counts for one of the two.

    Notes
    -----
    A stratum with one respondent is centred at 0 (3.3). No population correction: for answers that
    were not drawn from a list.
    """
    count = weight.size

    def added(values: Floats) -> Floats:
        return sum_by(stratum, values, count)

    n = count_by(stratum, count)
    one, other = (_Sums(added(pairs.a), added(pairs.b)) for pairs in (first, second))
    divisors = [float((weight * sums.b).sum()) for sums in (one, other)]
    if min(divisors) <= 0:
        return 0.0
    p, q = (
        float((weight * sums.a).sum()) / divisor
        for sums, divisor in zip((one, other), divisors, strict=True)
    )
    crossed = (
        added(first.a * second.a)
        - q * added(first.a * second.b)
        - p * added(first.b * second.a)
        + p * q * added(first.b * second.b)
    )
    centre = (one.a - p * one.b) * (other.a - q * other.b) / np.maximum(n, 1.0)
    within = np.where(n > 1, crossed - centre, crossed) * n / np.maximum(n - 1.0, 1.0)
    return float((weight**2 * within).sum() / (divisors[0] * divisors[1]))


def paired_correlation(
    first: AnswerPairs, second: AnswerPairs, stratum: Ints, weight: Floats
) -> float:
    """Estimate the correlation of two ratios of the same respondents; 0 where one does not vary.

    Parameters as in `paired_covariance`.
    """
    own = [paired_covariance(one, one, stratum, weight) for one in (first, second)]
    if min(own) <= 0:
        return 0.0
    found = paired_covariance(first, second, stratum, weight) / math.sqrt(own[0] * own[1])
    return min(max(found, -1.0), 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    a: Floats
    b: Floats
