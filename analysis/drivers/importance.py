"""Which factors go with overall satisfaction, with bootstrap limits and certainty of rank."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arguments import choice, inner_share
from analysis.drivers.correlations import (
    Bools,
    People,
    check_distinct,
    check_enough,
    complete_people,
    correlations,
    full_weights,
    replicate_moments,
    usable_replicates,
    weighted_moments,
    weights_of,
)
from analysis.drivers.johnson import relative_weights
from analysis.drivers.shapley import MOST_FACTORS, shapley_contributions
from analysis.errors import AnalysisError, TooFewData
from analysis.replicates import Replicates
from analysis.results import Floats, Interval

REPLICATES = 1000
METHODS: dict[str, Callable[[Floats], Floats]] = {
    "lmg": shapley_contributions,
    "relative_weights": relative_weights,
}
_LEAST_USABLE = 0.9


@dataclass(frozen=True, slots=True)
class Driver:
    """One factor: its part of R², that part as a share of R², and how sure both are.

    `interval` belongs to `share`; percentile limits, which need not hold the estimate.
    `rank_certain` says that every pairwise difference to the other factors excludes 0.
    """

    name: str
    contribution: float
    share: float
    interval: Interval
    rank: int
    rank_certain: bool


@dataclass(frozen=True, slots=True)
class Drivers:
    """The table of factors, in the order given."""

    rows: tuple[Driver, ...]
    r2: float
    n: int
    method: str
    confidence_level: float
    replicates_used: int
    seed: int | None


def drivers(
    outcome: Sequence[float] | Floats,
    factors: Sequence[Sequence[float]] | Floats,
    names: Sequence[str],
    replicates: Replicates,
    *,
    method: str | None = None,
    confidence_level: float = 0.95,
) -> Drivers:
    """Divide the explained part of overall satisfaction among the factors.

    Parameters
    ----------
    outcome : sequence of float
        The overall item (1 to 5) of each respondent of the design; NaN is not answered.
    factors : matrix, respondents × factors
        Mean of the answered items of each factor; NaN where none was answered. Only people
        complete on all factors count.
    names : sequence of str
        Of the factors.
    replicates : Replicates
        Of the whole design, `bootstrap(design, rng=..., replicates=REPLICATES)`; the same resamples
        serve all tables of a report.
    method : {"lmg", "relative_weights"}, optional
        Default LMG up to 12 factors, Johnson's relative weights above.
    confidence_level : float, optional
        Of the percentile limits.

    Returns
    -------
    Drivers
        Contributions add up to R², shares to 1.

    Raises
    ------
    TooFewData
        If n < 10 p + 50, or something doesn't vary, also in most replicates.
    IndistinguishableFactors
        If the factors can't be told apart.

    References
    ----------
    See `shapley_contributions` and `relative_weights`.
    """
    people = complete_people(outcome, factors)
    p = people.table.shape[1] - 1
    if len(names) != p:
        raise AnalysisError(f"{len(names)} names for {p} factors")
    check_enough(people, p)
    name = choice("method", method or _default_method(p), METHODS)
    level = inner_share("confidence_level", confidence_level)
    own = contributions(people, replicates, name)
    draws, _ = replicated_contributions(people, replicates, name)
    return Drivers(
        rows=_rows(names, own, draws, level),
        r2=float(own.sum()),
        n=people.n,
        method=name,
        confidence_level=level,
        replicates_used=len(draws),
        seed=replicates.seed,
    )


def contributions(people: People, replicates: Replicates, method: str) -> Floats:
    """Return the contributions in the full sample."""
    moments = weighted_moments(people.centred, weights_of(people, full_weights(replicates)))
    correlation = correlations(moments)
    check_distinct(correlation)
    own = METHODS[method](correlation)
    if own.sum() <= 1e-12:
        raise TooFewData("the factors explain nothing of the outcome")
    return own


def replicated_contributions(
    people: People, replicates: Replicates, method: str
) -> tuple[Floats, Bools]:
    """Return the contributions in the usable replicates, and which replicates those are."""
    moments = replicate_moments(people, replicates)
    usable = usable_replicates(moments)
    if usable.mean() < _LEAST_USABLE:
        raise TooFewData("too few clusters: in many resamples a factor does not vary")
    return METHODS[method](correlations(moments[usable])), usable


def shares(parts: Floats) -> Floats:
    """Divide contributions by their sum, R²; equal shares where nothing is explained."""
    total = parts.sum(axis=-1, keepdims=True)
    safe = np.where(total > 1e-12, total, 1.0)
    return np.where(total > 1e-12, parts / safe, 1 / parts.shape[-1])


def _default_method(p: int) -> str:
    return "lmg" if p <= MOST_FACTORS else "relative_weights"


def _rows(names: Sequence[str], own: Floats, draws: Floats, level: float) -> tuple[Driver, ...]:
    tails = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.quantile(shares(draws), tails, axis=0)
    share = shares(own)
    certain = _certain(draws, tails)
    return tuple(
        Driver(
            name=names[j],
            contribution=float(own[j]),
            share=float(share[j]),
            interval=Interval(float(low[j]), float(high[j]), level, "bootstrap_percentile"),
            rank=1 + int(np.sum(own > own[j])),
            rank_certain=bool(certain[j]),
        )
        for j in range(len(own))
    )


def _certain(draws: Floats, tails: list[float]) -> Bools:
    """Say of each factor whether all its pairwise differences exclude 0."""
    low, high = np.quantile(draws[:, :, None] - draws[:, None, :], tails, axis=0)
    apart = (low > 0) | (high < 0)
    np.fill_diagonal(apart, val=True)
    return np.asarray(apart.all(axis=1))
