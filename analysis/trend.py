"""Trend over periods, with the covariance that shared counters give them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri, stdtrit

from analysis.arguments import inner_share, matrix, number, vector
from analysis.errors import AnalysisError, TooFewData
from analysis.results import Floats, Interval

LEAST_PERIODS = 5


@dataclass(frozen=True, slots=True)
class Trend:
    """The slope per year with limits, and the line: its level at the mean time."""

    slope: float
    se: float
    interval: Interval
    level: float
    mean_time: float
    periods: int

    def at(self, time: float) -> float:
        """Return the height of the line; not held inside [0, 1]."""
        return self.level + self.slope * (number("time", time) - self.mean_time)


def trend(
    times: Sequence[float] | Floats,
    values: Sequence[float] | Floats,
    covariance: Sequence[Sequence[float]] | Floats,
    *,
    confidence_level: float = 0.95,
    df: float | None = None,
) -> Trend:
    """Fit a straight line to the figures of at least five periods.

    Parameters
    ----------
    times : sequence of float
        In years; not all the same.
    values : sequence of float
        The figure of each period.
    covariance : matrix
        Of the figures, from the scores put side by side (off the diagonal where counters are
        shared); positive definite.
    confidence_level : float, optional
    df : float, optional
        Degrees of freedom of the variances, for t instead of normal limits.

    Returns
    -------
    Trend
        By generalised least squares.

    Raises
    ------
    TooFewData
        With fewer than five periods: a line through fewer says nothing.
    AnalysisError
        If the covariance is not positive definite.
    """
    t = vector("times", times)
    if len(t) < LEAST_PERIODS:
        raise TooFewData(f"{len(t)} periods; a trend needs {LEAST_PERIODS}")
    y = vector("values", values, size=len(t))
    v = matrix("covariance", covariance, shape=(len(t), len(t)))
    level = inner_share("confidence_level", confidence_level)
    if np.ptp(t) < 1e-6:
        raise AnalysisError("all periods are at the same time")
    root = _root(v)
    centre = float(t.mean())
    design = np.column_stack([np.ones_like(t), t - centre])
    x, z = np.linalg.solve(root, design), np.linalg.solve(root, y)
    information = x.T @ x
    start, slope = np.linalg.solve(information, x.T @ z)
    se = math.sqrt(float(np.linalg.inv(information)[1, 1]))
    half = se * _quantile((1 + level) / 2, df)
    interval = Interval(float(slope - half), float(slope + half), level, "gls")
    return Trend(float(slope), se, interval, float(start), centre, len(t))


def _root(v: Floats) -> Floats:
    if np.any(np.abs(v - v.T) > 1e-9 * np.abs(v).max()):
        raise AnalysisError("covariance must be symmetric")
    values = np.linalg.eigvalsh(v)
    if values[0] <= 1e-10 * max(values[-1], 1e-20):
        raise AnalysisError("covariance is not positive definite: a period has no variance")
    return np.asarray(np.linalg.cholesky(v), dtype=np.float64)


def _quantile(p: float, df: float | None) -> float:
    return float(ndtri(p) if df is None else stdtrit(number("df", df, low=1.0), p))
