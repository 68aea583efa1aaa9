"""Weighted correlations of factors and outcome, for the sample and for every replicate."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.arguments import matrix
from analysis.errors import AnalysisError, IndistinguishableFactors, TooFewData
from analysis.replicates import Replicates
from analysis.results import Floats

Bools = NDArray[np.bool_]

SMALLEST_EIGENVALUE = 1e-8
HIGHEST = 1e4  # of a score, far above any scale
_NO_VARIANCE = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Who answered everything that is needed: `rows` marks them, `table` holds their columns.

    The last column of `table` is the outcome, those before it the factors.
    """

    rows: NDArray[np.intp]
    table: Floats

    @property
    def centred(self) -> Floats:
        """The table without its means, which keeps the subtraction of squares accurate."""
        return np.asarray(self.table - self.table.mean(axis=0))

    @property
    def n(self) -> int:
        """Number of people complete on all factors and the outcome."""
        return len(self.table)


def complete_people(
    outcome: Sequence[float] | Floats, factors: Sequence[Sequence[float]] | Floats
) -> People:
    """Keep the people with an outcome and a score on every factor; NaN is not answered."""
    x = matrix("factors", factors, low=-HIGHEST, high=HIGHEST, missing=True)
    column = np.reshape(np.asarray(outcome, dtype=np.float64), (-1, 1))
    y = matrix("outcome", column, low=-HIGHEST, high=HIGHEST, missing=True, shape=(len(x), 1))
    if x.shape[1] < 1:
        raise AnalysisError("there is no factor")
    table = np.hstack([x, y])
    rows = ~np.isnan(table).any(axis=1)
    return People(np.flatnonzero(rows), table[rows])


def check_enough(people: People, factors: int) -> None:
    """Raise `TooFewData` below 10 people a factor plus 50: the shares would be noise."""
    least = 10 * factors + 50
    if people.n < least:
        raise TooFewData(f"{people.n} complete answers; {factors} factors need {least}")


def full_weights(replicates: Replicates) -> Floats:
    """Return the weights of the full sample: calibrated where the replicates are."""
    if replicates.calibration is not None:
        return replicates.calibration.weights
    return replicates.design.weights


def weights_of(people: People, weights: Floats) -> Floats:
    """Return the weights of the complete people, given those of the whole design."""
    if people.rows.size and people.rows[-1] >= len(weights):
        raise AnalysisError("there are more answers than respondents in the design")
    return weights[people.rows]


def weighted_moments(table: Floats, weights: Floats) -> Floats:
    """Return Σ w z z' / Σ w of the rows z = (1, columns); zeros where no weight is left."""
    z = np.column_stack([np.ones(len(table)), table])
    total = weights.sum()
    return np.asarray((z * (weights / total if total > 0 else weights)[:, None]).T @ z)


def replicate_moments(people: People, replicates: Replicates) -> Floats:
    """Return the moments of every replicate, stacked."""
    centred = people.centred
    return np.array(
        [weighted_moments(centred, weights_of(people, w)) for w in replicates.weights()]
    )


def correlations(moments: Floats) -> Floats:
    """Turn moments (one matrix or a stack) into correlations; the constant column goes.

    Raises
    ------
    TooFewData
        If a column does not vary: it has no correlation with anything.
    """
    covariance = _covariances(moments)
    variance = np.diagonal(covariance, axis1=-2, axis2=-1)
    if np.any(variance <= _NO_VARIANCE):
        raise TooFewData("a factor or the outcome is the same for everybody")
    sd = np.sqrt(variance)
    return np.asarray(covariance / (sd[..., :, None] * sd[..., None, :]))


def check_distinct(correlation: Floats) -> None:
    """Raise `IndistinguishableFactors` if some factor is a combination of the others."""
    if np.linalg.eigvalsh(correlation[:-1, :-1])[0] < SMALLEST_EIGENVALUE:
        raise IndistinguishableFactors("the factors cannot be told apart: one repeats others")


def usable_replicates(moments: Floats) -> Bools:
    """Mark the replicates in which all columns vary and no factor repeats others."""
    covariance = _covariances(moments)
    usable = np.all(np.diagonal(covariance, axis1=1, axis2=2) > _NO_VARIANCE, axis=1)
    smallest = np.linalg.eigvalsh(correlations(moments[usable])[:, :-1, :-1])[:, 0]
    usable[usable] = smallest >= SMALLEST_EIGENVALUE
    return np.asarray(usable)


def _covariances(moments: Floats) -> Floats:
    mean = moments[..., 0, 1:]
    return np.asarray(moments[..., 1:, 1:] - mean[..., :, None] * mean[..., None, :])
