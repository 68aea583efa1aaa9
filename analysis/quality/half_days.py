"""Half-days on which many answers came, and nearly all of them the best there are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betaln, gammaln

from analysis.arguments import inner_share, vector, whole_number
from analysis.errors import AnalysisError
from analysis.results import Floats

LEVEL = 0.01
LEAST_ANSWERS = 8
CORRELATION = 0.05
MOST_DRAWS = 1_000_000
_SMOOTHING = 0.5


@dataclass(frozen=True, slots=True)
class StuffedHalfDay:
    """A half-day (its label) with `top` best answers among `n`, of which `expected` were usual.

    `usual_share` is the share of best answers on all other half-days, `usual_n` how many come.
    `p_value` is the chance that any half-day of the counter looks so, all looked at together.
    """

    half_day: int
    n: int
    top: int
    expected: float
    usual_share: float
    usual_n: float
    p_value: float


def stuffed_half_days(
    half_days: Sequence[float] | Floats,
    best: Sequence[float] | Floats,
    *,
    level: float = LEVEL,
    least_answers: int = LEAST_ANSWERS,
    correlation: float = CORRELATION,
) -> tuple[StuffedHalfDay, ...]:
    """Find half-days whose share of best answers jumps together with their number.

    Parameters
    ----------
    half_days : sequence of float
        Per answer of one counter, a whole number that says in which half-day it came.
    best : sequence of float
        Per answer, 1 if every rating in it is the highest, else 0.
    level : float, optional
        Half-days with a smaller p-value are returned.
    least_answers : int, optional
        Half-days with fewer answers are passed over.
    correlation : float, optional
        How much answers of one half-day are alike by nature: the same clerk, the same queue,
        a family or a class that comes together.

    Returns
    -------
    tuple of StuffedHalfDay
        Most improbable first.

    Notes
    -----
    Volume alone is no ground: honest counters have Mondays, deadlines and groups. Given how many
    answers came, the number of best ones is beta-binomial around the share of all other
    half-days, with the correlation above. Only half-days busier than the median one are tested,
    and the p-value is multiplied by the number tested (Bonferroni).

    References
    ----------
    .. [1] J. C. Kleinman (1973), "Proportions with extraneous variance: single and independent
       samples", JASA 68, 46-54.
    """
    when = vector("half_days", half_days)
    top = vector("best", best, low=0.0, high=1.0, size=len(when))
    if np.any((top != 0) & (top != 1)):
        raise AnalysisError("best must be 0 or 1")
    limit = inner_share("level", level)
    least = whole_number("least_answers", least_answers, low=2)
    spread = 1 / inner_share("correlation", correlation) - 1
    labels, place, counts = np.unique(when, return_inverse=True, return_counts=True)
    tops = np.bincount(place.ravel(), weights=top, minlength=len(labels))
    usual_n = float(np.median(counts)) if len(counts) else 0.0
    tested = np.flatnonzero((counts >= least) & (counts > usual_n))
    if len(labels) < 2:
        return ()
    found = []
    for i in tested:
        rest = len(when) - int(counts[i])
        share = (float(tops.sum() - tops[i]) + _SMOOTHING) / (rest + 2 * _SMOOTHING)
        size = min(rest + 2 * _SMOOTHING, spread)
        p_value = at_least(int(tops[i]), int(counts[i]), share * size, (1 - share) * size)
        adjusted = min(1.0, p_value * len(tested))
        if adjusted < limit:
            found.append(
                StuffedHalfDay(
                    int(labels[i]),
                    int(counts[i]),
                    int(tops[i]),
                    share * int(counts[i]),
                    share,
                    usual_n,
                    adjusted,
                )
            )
    return tuple(sorted(found, key=lambda half: half.p_value))


def at_least(k: int, n: int, a: float, b: float) -> float:
    """Return P(X ≥ k) for X beta-binomial with n ≤ 1,000,000 draws and shares from Beta(a, b).

    Examples
    --------
    >>> round(at_least(1, 1, 1.0, 3.0), 3)
    0.25
    """
    n = whole_number("n", n, high=MOST_DRAWS)
    k = whole_number("k", k, high=n)
    if not (0 < a < np.inf and 0 < b < np.inf):
        raise AnalysisError("a and b must be positive")
    x = np.arange(k, n + 1)
    ways = gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)
    return float(min(np.exp(ways + betaln(x + a, n - x + b) - betaln(a, b)).sum(), 1.0))
