"""Empirical Bayes for shares: each unit is drawn towards its like, the more the fewer answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaincinv, betaln, psi

from analysis.arguments import inner_share, vector
from analysis.errors import NoResponses
from analysis.results import Floats, Interval, Notice
from analysis.shrinkage import BORROWED

LEAST_UNITS = 10
LARGEST_SUM = 1e6
_BOUNDS = (-7.0, 16.0)  # of ln α and ln β
_LEAST_GAIN = 1e-6


@dataclass(frozen=True, slots=True)
class Shrunken:
    """A unit's figure with the posterior limits."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class BetaBinomial:
    """The fitted spread of units, Beta(`alpha`, `beta`), and the shrunken figures.

    `alpha` and `beta` are None where the fit fell back to the common mean (see the notices).
    """

    alpha: float | None
    beta: float | None
    rows: tuple[Shrunken, ...]
    notices: tuple[Notice, ...]


def beta_binomial(
    values: Sequence[float] | Floats,
    sizes: Sequence[float] | Floats,
    *,
    confidence_level: float = 0.95,
) -> BetaBinomial:
    """Shrink the shares of like units (one level, one service) towards each other.

    Parameters
    ----------
    values : sequence of float
        Share of each unit, 0 to 1 (anything where its size is 0).
    sizes : sequence of float
        Effective sizes n*; 0 for a unit without answers, which gets the mean of the others.
    confidence_level : float, optional
        Of the posterior limits.

    Returns
    -------
    BetaBinomial
        Value (α+k)/(α+β+n*), limits from the posterior beta. With fewer than 10 units, or where
        units don't differ more than chance, everybody gets the common mean with its own (Jeffreys)
        limits, and a notice.

    Raises
    ------
    NoResponses
        If nobody answered.

    References
    ----------
    .. [1] J. C. Kleinman (1973), "Proportions with extraneous variance: single and independent
       samples", JASA 68, 46-54.
    .. [2] G. Casella (1985), "An introduction to empirical Bayes data analysis", The American
       Statistician 39, 83-87.
    """
    n = vector("sizes", sizes, low=0.0, high=1e9)
    share = vector("values", values, low=0.0, high=1.0, size=len(n))
    level = inner_share("confidence_level", confidence_level)
    if not n.sum() >= 1e-6:
        raise NoResponses("nobody answered in any unit")
    k = share * n
    known = n > 0
    note = Notice(BORROWED, "beta_binomial")
    if known.sum() < LEAST_UNITS:
        return _common(k, n, level, (note, Notice("few_units", str(int(known.sum())))))
    alpha, beta, gain = _fit(k[known], n[known])
    if gain < _LEAST_GAIN or alpha + beta > LARGEST_SUM:
        return _common(k, n, level, (note, Notice("no_difference_among_units", "common_mean")))
    a, b = alpha + k, beta + n - k
    return BetaBinomial(alpha, beta, _rows(a / (a + b), a, b, level), (note,))


def _fit(k: Floats, n: Floats) -> tuple[float, float, float]:
    """Return α, β and how much likelier they make the counts than one common share."""
    mean = min(max(float(k.sum() / n.sum()), 1e-9), 1 - 1e-9)
    common = float(np.sum(k * np.log(mean) + (n - k) * np.log1p(-mean)))
    best = min(
        (
            minimize(
                _discrepancy,
                np.clip(np.log([mean * total, (1 - mean) * total]), *_BOUNDS),
                args=(k, n),
                jac=True,
                method="L-BFGS-B",
                bounds=[_BOUNDS, _BOUNDS],
                options={"ftol": 1e-14, "gtol": 1e-8},
            )
            for total in (2.0, 20.0, 200.0)
        ),
        key=lambda answer: float(answer.fun),
    )
    alpha, beta = np.exp(best.x)
    return float(alpha), float(beta), -float(best.fun) - common


def _discrepancy(logs: Floats, k: Floats, n: Floats) -> tuple[float, Floats]:
    """Return −Σ [ln B(α+k, β+n−k) − ln B(α, β)] and its gradient on (ln α, ln β)."""
    a, b = np.exp(logs)
    value = np.sum(betaln(a + k, b + n - k) - betaln(a, b))
    both = psi(a + b) - psi(a + b + n)
    by_a = np.sum(psi(a + k) - psi(a) + both)
    by_b = np.sum(psi(b + n - k) - psi(b) + both)
    return -float(value), -np.array([a * by_a, b * by_b])


def _common(k: Floats, n: Floats, level: float, notices: tuple[Notice, ...]) -> BetaBinomial:
    satisfied, total = float(k.sum()), float(n.sum())
    a = np.full(len(n), satisfied + 0.5)
    b = np.full(len(n), total - satisfied + 0.5)
    rows = _rows(np.full(len(n), satisfied / total), a, b, level)
    return BetaBinomial(None, None, rows, notices)


def _rows(value: Floats, a: Floats, b: Floats, level: float) -> tuple[Shrunken, ...]:
    low = np.minimum(betaincinv(a, b, (1 - level) / 2), value)
    high = np.maximum(betaincinv(a, b, (1 + level) / 2), value)
    return tuple(
        Shrunken(float(v), Interval(float(x), float(y), level, "posterior"))
        for v, x, y in zip(np.clip(value, 0.0, 1.0), low, high, strict=True)
    )
