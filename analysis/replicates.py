"""Replicate weights, for statistics that have no linearised scores.

Rao-Wu-Yue bootstrap of the first-stage units, and the jackknife as a check (statistics.md 3.6).
Weights are made from stored numbers of draws, so the same resamples serve every statistic of a
report. Calibrated weights are calibrated again in each replicate.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from analysis.arguments import whole_number
from analysis.calibration import Calibration, recalibrated_weights
from analysis.design import SurveyDesign
from analysis.errors import AnalysisError, InvalidDesign, TooFewData
from analysis.randomness import SEED, generator
from analysis.results import Floats
from analysis.stages import Stage

REPLICATES = 500
# Sampling fraction above which the resamples are shrunk towards the sample.
SMALL_FRACTION = 0.1

# Multipliers held at once: 400 MB.
MOST_NUMBERS = 50_000_000

Statistic = Callable[[Floats], Any]


@dataclass(frozen=True, slots=True, eq=False)
class Replicates:
    """Multipliers of the weights of first-stage units, replicates × units.

    coefficients : weight of each replicate's squared deviation
    method : "bootstrap" or "jackknife"; seed : what reproduces the draws, None without any
    """

    design: SurveyDesign
    calibration: Calibration | None
    multipliers: Floats
    coefficients: Floats
    method: str
    seed: int | None

    def weights(self) -> Iterator[Floats]:
        """The respondents' weights of one replicate after the other."""
        unit = self.design.stages[0].unit
        for multiplier in self.multipliers:
            weights = self.design.weights * multiplier[unit]
            if self.calibration is None:
                yield weights
            else:
                yield recalibrated_weights(weights, self.calibration)


@dataclass(frozen=True, slots=True, eq=False)
class ReplicateVariance:
    """A statistic of the full sample and its covariance from replicates.

    values : the statistic in every replicate, replicates × numbers, for percentile limits
    """

    value: Floats
    covariance: Floats
    values: Floats
    method: str
    seed: int | None

    @property
    def se(self) -> Floats:
        """Standard error of each number of the statistic."""
        return np.sqrt(np.diag(self.covariance))


def bootstrap(
    design: SurveyDesign,
    *,
    rng: int = SEED,
    replicates: int = REPLICATES,
    calibration: Calibration | None = None,
) -> Replicates:
    """Draw n_h − 1 first-stage units with replacement in each stratum, again and again.

    Parameters
    ----------
    design : SurveyDesign
        With design weights; for calibrated ones pass the design before calibration.
    rng : int
        The seed, stored with the result: a published figure must be reproducible (mistake 16).
    replicates : int
        B, 2 or more.
    calibration : Calibration, optional
        The calibration of this design, to be repeated in every replicate.

    Returns
    -------
    Replicates
        The multiplier of a unit drawn r times is 1 − λ + λ r n_h/(n_h − 1), where λ is
        sqrt(1 − f_h) in strata with a sampling fraction above 0.1 and 1 elsewhere.

    Raises
    ------
    InvalidDesign
        If a stratum holds one cluster out of more: collapse it with a sibling first.

    References
    ----------
    Rao & Wu 1988; Rao, Wu & Yue 1992; Preston 2009.
    """
    count = whole_number("replicates", replicates, low=2, high=100_000)
    first = _first_stage(design)
    if count * first.group.size > MOST_NUMBERS:
        raise AnalysisError(f"{count} replicates of {first.group.size} units do not fit in memory")
    multipliers = _times_drawn(generator(rng), count, first.group)
    fraction = np.where(first.fraction > SMALL_FRACTION, first.fraction, 0.0)
    shrink = np.where(first.sampled > 1, np.sqrt(1.0 - fraction), 0.0)
    # in place: these are the largest numbers of all
    multipliers *= (shrink * first.sampled / np.maximum(first.sampled - 1.0, 1.0))[first.group]
    multipliers += (1.0 - shrink)[first.group]
    coefficients = np.full(count, 1.0 / count)
    return Replicates(design, calibration, multipliers, coefficients, "bootstrap", rng)


def _times_drawn(random: np.random.Generator, count: int, group: Any) -> Floats:
    """Draw n_h − 1 of the n_h units of each group with replacement, `count` times.

    How often each was drawn, replicates × units. Counting draws takes a tenth of the time of
    multinomial numbers, and groups that stand together are written without looking up places.
    """
    order = np.argsort(group, kind="stable")
    drawn = np.zeros((count, group.size))
    starts = np.flatnonzero(np.diff(group[order], prepend=-1, append=-1))
    for start, end in pairwise(starts.tolist()):
        size = end - start
        picks = random.integers(size, size=(count, size - 1)) + size * np.arange(count)[:, None]
        drawn[:, start:end] = np.bincount(picks.ravel(), minlength=count * size).reshape(-1, size)
    if np.array_equal(order, np.arange(group.size)):
        return drawn
    back = np.empty_like(order)
    back[order] = np.arange(order.size)
    return drawn[:, back]


def jackknife(design: SurveyDesign, *, calibration: Calibration | None = None) -> Replicates:
    """Drop one first-stage unit after the other (JKn); a check on linearised variances.

    The others of its stratum count n_h/(n_h − 1) times; the squared deviation of the replicate
    counts (1 − f_h)(n_h − 1)/n_h. Wolter 2007, ch. 4. Memory grows with the square of the number
    of units: at most 5,000 of them.
    """
    first = _first_stage(design)
    dropped = np.flatnonzero(first.sampled[first.group] > 1)
    if not dropped.size:
        raise TooFewData("no stratum holds two units: there is nothing to drop")
    if dropped.size > 5000:
        raise AnalysisError(f"{dropped.size} units to drop: take the bootstrap instead")
    group = first.group[dropped]
    raised = (first.sampled / np.maximum(first.sampled - 1.0, 1.0))[group]
    same = first.group[None, :] == group[:, None]
    multipliers = np.where(same, raised[:, None], 1.0)
    multipliers[np.arange(dropped.size), dropped] = 0.0
    coefficients = (1.0 - first.fraction[group]) / raised
    return Replicates(design, calibration, multipliers, coefficients, "jackknife", None)


def replicate_variance(replicates: Replicates, statistic: Statistic) -> ReplicateVariance:
    """Compute V = Σ c_b (θ_b − θ)² of any statistic of the weights.

    Parameters
    ----------
    replicates : Replicates
    statistic : callable
        From a column of weights to a number or a vector of numbers; called once with the full
        weights and once a replicate. Weights can be 0.

    Raises
    ------
    AnalysisError
        If the statistic is not finite; errors of the statistic itself pass through.
    """
    calibration = replicates.calibration
    full = replicates.design.weights if calibration is None else calibration.weights
    value = _numbers(statistic(full))
    values = np.stack([_numbers(statistic(weights)) for weights in replicates.weights()])
    deviations = (values - value) * np.sqrt(replicates.coefficients)[:, None]
    return ReplicateVariance(
        value, deviations.T @ deviations, values, replicates.method, replicates.seed
    )


def _first_stage(design: SurveyDesign) -> Stage:
    if design.calibration is not None:
        raise InvalidDesign("pass the design with its design weights, and its calibration beside")
    first = design.stages[0]
    if first.lonely.any():
        name = first.names[int(first.lonely.argmax())]
        raise InvalidDesign(f"{name} holds one cluster only: collapse it with a sibling first")
    return first


def _numbers(result: Any) -> Floats:
    values = np.atleast_1d(np.asarray(result, dtype=np.float64))
    if values.ndim != 1 or not np.isfinite(values).all():
        raise AnalysisError("a statistic must give one or more finite numbers")
    return values
