"""Importance against performance: where to act first, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.arguments import inner_share, matrix
from analysis.drivers.correlations import check_enough, complete_people, full_weights
from analysis.drivers.importance import contributions, replicated_contributions, shares
from analysis.errors import AnalysisError, NoResponses
from analysis.replicates import Replicates
from analysis.results import Floats

QUADRANTS = ("low_priority", "possible_overkill", "concentrate_here", "keep_up")
UNDECIDED = "undecided"
LEAST_PROBABILITY = 0.8


@dataclass(frozen=True, slots=True)
class Point:
    """One factor on the map.

    `importance` is its share of R², `performance` its index from 0 to 1; `quadrant` one of
    `QUADRANTS` with the bootstrap `probability` that it is there, or "undecided" below 0.8.
    """

    name: str
    importance: float
    performance: float
    quadrant: str
    probability: float


@dataclass(frozen=True, slots=True)
class Quadrants:
    """The map: where the lines cross, and the factors."""

    importance_cut: float
    performance_cut: float
    points: tuple[Point, ...]
    seed: int | None


def importance_performance(
    outcome: Sequence[float] | Floats,
    factors: Sequence[Sequence[float]] | Floats,
    satisfied: Sequence[Sequence[float]] | Floats,
    answered: Sequence[Sequence[float]] | Floats,
    names: Sequence[str],
    replicates: Replicates,
    *,
    target: float,
) -> Quadrants:
    """Put the factors into quadrants of importance (LMG share) and performance (index).

    Parameters
    ----------
    outcome, factors, names, replicates
        As for `drivers`.
    satisfied, answered : matrices, respondents × factors
        Satisfied and answered items of each factor, 0 where none.
    target : float
        Where the performance axis is crossed. Not the mean performance, which would call half
        of the factors bad however good they are.

    Returns
    -------
    Quadrants
        The importance axis is crossed at the mean share, 1/p.

    Raises
    ------
    NoResponses
        If nobody answered an item of some factor.
    TooFewData, IndistinguishableFactors
        As for `drivers`.

    References
    ----------
    .. [1] J. A. Martilla and J. C. James (1977), "Importance-performance analysis", Journal of
       Marketing 41(1), 77-79.
    """
    people = complete_people(outcome, factors)
    p = people.table.shape[1] - 1
    if len(names) != p:
        raise AnalysisError(f"{len(names)} names for {p} factors")
    check_enough(people, p)
    b = matrix("answered", answered, low=0.0, shape=(len(np.asarray(factors)), p))
    a = matrix("satisfied", satisfied, low=0.0, shape=b.shape)
    if np.any(a > b):
        raise AnalysisError("more items satisfied than answered")
    cuts = np.array([1 / p, inner_share("target", target)])
    own = shares(contributions(people, replicates, "lmg"))
    performance = _indices(full_weights(replicates), a, b)
    if np.isnan(performance).any():
        raise NoResponses("nobody answered an item of some factor")
    draws, usable = replicated_contributions(people, replicates, "lmg")
    weights = [w for w, use in zip(replicates.weights(), usable, strict=True) if use]
    drawn = np.array([_indices(w, a, b) for w in weights])
    place = _place(own, performance, cuts)
    probability = np.mean(_place(shares(draws), drawn, cuts) == place, axis=0)
    points = tuple(
        Point(
            name=names[j],
            importance=float(own[j]),
            performance=float(performance[j]),
            quadrant=QUADRANTS[place[j]] if probability[j] >= LEAST_PROBABILITY else UNDECIDED,
            probability=float(probability[j]),
        )
        for j in range(p)
    )
    return Quadrants(float(cuts[0]), float(cuts[1]), points, replicates.seed)


def _indices(weights: Floats, satisfied: Floats, answered: Floats) -> Floats:
    """Return the index of every factor; NaN, in no quadrant, where a replicate has no answers."""
    if len(weights) != len(answered):
        raise AnalysisError("satisfied and answered need one row per respondent of the design")
    total = weights @ answered
    known = total > 0
    return np.where(known, (weights @ satisfied) / np.where(known, total, 1.0), np.nan)


def _place(importance: Floats, performance: Floats, cuts: Floats) -> NDArray[np.intp]:
    """Return the position in `QUADRANTS`, −1 where the performance is unknown."""
    place = 2 * (importance >= cuts[0]) + (performance >= cuts[1])
    return np.where(np.isnan(performance), -1, place)
