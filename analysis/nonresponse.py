"""Who did not answer: how unlike the respondents are to the list they were asked from."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.arguments import number, vector
from analysis.columns import labels
from analysis.errors import AnalysisError, NoResponses, TooFewData
from analysis.results import Floats, Interval

_STEPS = 60
_CONVERGED = 1e-10
_FARTHEST = 20.0  # a linear predictor beyond it is a fit that runs away


@dataclass(frozen=True, slots=True)
class Representativity:
    """How evenly a list responded.

    `r` is the R-indicator (1: everybody equally likely to answer), `r_adjusted` the same without
    the unevenness that chance alone gives a small list. `max_bias_share` bounds the bias of a
    share among respondents, from 0 to 1. `partial` holds, by variable, the spread of response
    between its levels.
    """

    r: float
    r_adjusted: float
    mean: float
    max_bias_share: float
    partial: tuple[tuple[str, float], ...]
    n: int
    population: int


@dataclass(frozen=True, slots=True)
class CalibrationShift:
    """Calibrated minus raw figure; `large` where it exceeds half the width of the interval."""

    value: float
    large: bool


def representativity(
    responded: Sequence[bool] | NDArray[Any], variables: Mapping[str, Any]
) -> Representativity:
    """Compute the R-indicator of a list of dossiers.

    Parameters
    ----------
    responded : sequence of bool
        For every dossier of the list, whether it answered.
    variables : mapping of str to column of labels
        What is known of every dossier: on time or late, service, channel, sex, age group, month.

    Returns
    -------
    Representativity

    Raises
    ------
    NoResponses
        If nobody answered.
    TooFewData
        If all or none of some level answered (separation): the message names the variable and
        the level to merge.
    AnalysisError
        If the columns differ in length or repeat each other.

    Notes
    -----
    Logistic model with main effects; R = 1 − 2 S(ρ̂), S with N−1; bound (1 − R)/(4 ρ̄).
    The adjusted R takes from S² the mean estimation variance of ρ̂ (Shlomo, Skinner and
    Schouten 2012). A high R says that the *known* variables are even, not that the silent would
    have answered alike.

    References
    ----------
    .. [1] B. Schouten, F. Cobben and J. Bethlehem (2009), "Indicators for the
       representativeness of survey response", Survey Methodology 35, 101-113.
    .. [2] N. Shlomo, C. Skinner and B. Schouten (2012), "Estimation of an indicator of the
       representativeness of survey response", J. Statistical Planning and Inference 142,
       201-211.
    """
    y = vector("responded", np.asarray(responded, dtype=np.float64), low=0.0, high=1.0)
    if np.any((y != 0) & (y != 1)):
        raise AnalysisError("responded must be true or false")
    if not y.any():
        raise NoResponses("nobody on the list answered")
    if len(y) < 2:
        raise TooFewData("a list of one dossier has no spread")
    columns = {name: labels(values, name, len(y)) for name, values in variables.items()}
    if y.all():
        return _even(len(y), columns)
    for name, (levels, codes) in columns.items():
        _check_separation(name, levels, codes, y)
    x = _design_matrix(columns, len(y))
    rho, information = _propensities(x, y)
    spread = float(np.var(rho, ddof=1))
    slope = rho * (1 - rho)
    chance = float(np.mean(slope**2 * np.einsum("ij,ji->i", x, np.linalg.solve(information, x.T))))
    r, mean = 1 - 2 * math.sqrt(spread), float(rho.mean())
    return Representativity(
        r=r,
        r_adjusted=1 - 2 * math.sqrt(max(spread - chance, 0.0)),
        mean=mean,
        max_bias_share=min((1 - r) / (4 * mean), 1.0),
        partial=tuple((name, _partial(codes, rho)) for name, (_, codes) in columns.items()),
        n=int(y.sum()),
        population=len(y),
    )


def calibration_shift(raw: float, calibrated: float, interval: Interval) -> CalibrationShift:
    """Compare a figure before and after calibration; say so where the shift is large."""
    shift = number("calibrated", calibrated) - number("raw", raw)
    width = number("upper limit", interval.high) - number("lower limit", interval.low)
    return CalibrationShift(shift, abs(shift) > width / 2)


def _even(population: int, columns: Mapping[str, Any]) -> Representativity:
    partial = tuple((name, 0.0) for name in columns)
    return Representativity(1.0, 1.0, 1.0, 0.0, partial, population, population)


def _check_separation(name: str, levels: Sequence[str], codes: NDArray[np.intp], y: Floats) -> None:
    size = np.bincount(codes, minlength=len(levels))
    answered = np.bincount(codes, weights=y, minlength=len(levels))
    for level, n, k in zip(levels, size.tolist(), answered.tolist(), strict=True):
        if n and k in (0, n):
            who = "everybody" if k else "nobody"
            raise TooFewData(f"{name} = {level}: {who} answered; merge it with another level")


def _design_matrix(columns: Mapping[str, Any], rows: int) -> Floats:
    """Return the intercept and the dummies of all levels but the first of each variable."""
    blocks = [np.ones((rows, 1))]
    for levels, codes in columns.values():
        blocks.append((codes[:, None] == np.arange(1, len(levels))).astype(np.float64))
    x = np.hstack(blocks)
    if np.linalg.matrix_rank(x.T @ x) < x.shape[1]:
        raise AnalysisError("the variables repeat each other: leave one out")
    return x


def _propensities(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Fit the logistic model by Newton steps; return ρ̂ and the information matrix."""
    beta = np.zeros(x.shape[1])
    beta[0] = math.log(y.mean() / (1 - y.mean()))
    for _ in range(_STEPS):
        eta = x @ beta
        if np.abs(eta).max() > _FARTHEST:
            break
        rho = 1 / (1 + np.exp(-eta))
        information = (x * (rho * (1 - rho))[:, None]).T @ x
        step = np.linalg.solve(information, x.T @ (y - rho))
        beta = beta + step
        if np.abs(step).max() < _CONVERGED:
            return rho, information
    raise TooFewData("some combination of levels answered wholly or not at all; merge levels")


def _partial(codes: NDArray[np.intp], rho: Floats) -> float:
    size = np.bincount(codes)
    mean = np.bincount(codes, weights=rho) / np.maximum(size, 1)
    return math.sqrt(float(np.sum(size * (mean - rho.mean()) ** 2)) / (len(rho) - 1))
