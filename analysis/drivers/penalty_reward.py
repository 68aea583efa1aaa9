"""What disappoints when it is bad, and what delights when it is very good."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arguments import inner_share, number
from analysis.drivers.correlations import (
    Bools,
    People,
    check_enough,
    complete_people,
    full_weights,
    weighted_moments,
    weights_of,
)
from analysis.errors import AnalysisError, IndistinguishableFactors
from analysis.replicates import Replicates
from analysis.results import Floats, Interval

LOW, HIGH = 3.0, 4.5
LEAST_PEOPLE = 15
MUST_BE, ATTRACTIVE, AS_EXPECTED = "must_be", "attractive", "as_expected"
_SINGULAR = 1e-10


@dataclass(frozen=True, slots=True)
class Effect:
    """How far the overall score moves, in points, with limits; `n` people had such a factor."""

    value: float
    interval: Interval
    n: int


@dataclass(frozen=True, slots=True)
class PenaltyReward:
    """One factor: `penalty` where it scored low, `reward` where high, None below 15 people.

    `asymmetry` is −penalty − reward with limits; `kind` is "must_be" where it is above 0 with
    its limits, "attractive" where below, else "as_expected". None where a side is missing.
    """

    name: str
    penalty: Effect | None
    reward: Effect | None
    asymmetry: Interval | None
    kind: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Regression of the outcome on the two dummies of every factor."""

    intercept: float
    penalty: Floats
    reward: Floats


def penalty_reward(
    outcome: Sequence[float] | Floats,
    factors: Sequence[Sequence[float]] | Floats,
    names: Sequence[str],
    replicates: Replicates,
    *,
    low: float = LOW,
    high: float = HIGH,
    confidence_level: float = 0.95,
) -> tuple[PenaltyReward, ...]:
    """Set apart factors that can only disappoint from factors that can delight.

    Parameters
    ----------
    outcome, factors, names, replicates
        As for `drivers`.
    low, high : float, optional
        A factor below `low` was bad, at `high` or above very good; everybody else is the
        reference.
    confidence_level : float, optional
        Of the percentile limits, which need not hold the estimate.

    Returns
    -------
    tuple of PenaltyReward
        One row a factor. All factors are fitted together.

    Raises
    ------
    TooFewData
        If n < 10 p + 50.
    IndistinguishableFactors
        If the dummies can't be told apart.

    References
    ----------
    .. [1] D. R. Brandt (1987), "A procedure for identifying value-enhancing service components
       using customer satisfaction survey data", in Surprenant (ed), "Add Value to Your
       Service", AMA, 61-65.
    .. [2] J. Mikulić and D. Prebežac (2011), "A critical review of techniques for classifying
       quality attributes in the Kano model", Managing Service Quality 21, 46-66.
    """
    people = complete_people(outcome, factors)
    p = people.table.shape[1] - 1
    if len(names) != p:
        raise AnalysisError(f"{len(names)} names for {p} factors")
    check_enough(people, p)
    level = inner_share("confidence_level", confidence_level)
    dummies = _dummies(people, low, high)
    own = fit(people, full_weights(replicates), low=low, high=high)
    draws = _draws(people, dummies, replicates)
    counts = dummies.sum(axis=0).astype(int)
    return tuple(_row(j, names[j], own, draws, counts, level) for j in range(p))


def fit(people: People, weights: Floats, *, low: float = LOW, high: float = HIGH) -> Fit:
    """Fit the dummies in the full sample; one that nobody has gets 0.

    `weights` are those of the whole design, one per respondent.
    """
    dummies = _dummies(people, low, high)
    used: Bools = np.asarray(dummies.any(axis=0))
    table = np.column_stack([dummies[:, used].astype(np.float64), people.table[:, -1]])
    moments = weighted_moments(table, weights_of(people, weights))
    x = moments[:-1, :-1]
    if np.linalg.eigvalsh(x)[0] < _SINGULAR:
        raise IndistinguishableFactors("the factors are low, or high, for the same people")
    beta = np.linalg.solve(x, moments[:-1, -1])
    effects = np.zeros(len(used))
    effects[used] = beta[1:]
    half = len(used) // 2
    return Fit(float(beta[0]), effects[:half], effects[half:])


def _dummies(people: People, low: float, high: float) -> Bools:
    if number("low", low) > number("high", high):
        raise AnalysisError("low must not exceed high")
    x = people.table[:, :-1]
    return np.hstack([x < low, x >= high])


def _draws(people: People, dummies: Bools, replicates: Replicates) -> Floats:
    """Return the effects in every replicate; a dummy without people in it gets 0 there."""
    outcome = people.table[:, -1]
    table = np.column_stack([dummies.astype(np.float64), outcome - outcome.mean()])
    moments = np.array(
        [weighted_moments(table, weights_of(people, w)) for w in replicates.weights()]
    )
    inverse = np.linalg.pinv(moments[:, :-1, :-1], rcond=_SINGULAR, hermitian=True)
    return np.asarray((inverse @ moments[:, :-1, -1:])[:, 1:, 0])


def _row(j: int, name: str, own: Fit, draws: Floats, counts: Floats, level: float) -> PenaltyReward:
    p = len(own.penalty)
    down, up = draws[:, j], draws[:, p + j]
    penalty = _effect(own.penalty[j], down, int(counts[j]), level)
    reward = _effect(own.reward[j], up, int(counts[p + j]), level)
    if penalty is None or reward is None:
        return PenaltyReward(name, penalty, reward, None, None)
    asymmetry = _limits(-down - up, level)
    return PenaltyReward(name, penalty, reward, asymmetry, _kind(asymmetry))


def _effect(value: float, draws: Floats, n: int, level: float) -> Effect | None:
    return Effect(float(value), _limits(draws, level), n) if n >= LEAST_PEOPLE else None


def _limits(draws: Floats, level: float) -> Interval:
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high), level, "bootstrap_percentile")


def _kind(asymmetry: Interval) -> str:
    if asymmetry.low > 0:
        return MUST_BE
    return ATTRACTIVE if asymmetry.high < 0 else AS_EXPECTED
