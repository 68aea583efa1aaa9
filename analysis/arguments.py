"""Checks of what callers pass in: every public function runs its arguments through these."""

import math
from typing import Any

import numpy as np

from analysis.errors import AnalysisError
from analysis.results import Floats

LARGEST = 1e12
"""No count, score or variance of a survey is larger; a bound keeps arithmetic from overflowing."""


def number(name: str, value: Any, *, low: float = -LARGEST, high: float = LARGEST) -> float:
    """Return `value` as a float from `low` to `high`, or raise `AnalysisError` naming it."""
    try:
        result = float(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise AnalysisError(f"{name} must be a number, not {value!r}") from error
    if not low <= result <= high:  # NaN fails both comparisons
        raise AnalysisError(f"{name} must be from {low:g} to {high:g}, not {result!r}")
    return result


def whole_number(name: str, value: Any, *, low: int = 0, high: int = int(LARGEST)) -> int:
    """Return `value` as an int from `low` to `high`; 3.0 is accepted, 3.5 is not."""
    result = number(name, value, low=low, high=high)
    if result != math.floor(result):
        raise AnalysisError(f"{name} must be a whole number, not {result!r}")
    return int(result)


def inner_share(name: str, value: Any) -> float:
    """Return `value` if it lies strictly between 0 and 1 (a level, a target)."""
    result = number(name, value)
    if not 1e-12 < result < 1 - 1e-12:
        raise AnalysisError(f"{name} must be strictly between 0 and 1, not {result!r}")
    return result


def vector(
    name: str, values: Any, *, low: float = -LARGEST, high: float = LARGEST, size: int | None = None
) -> Floats:
    """Return `values` as a one-dimensional float array, finite and within the bounds."""
    return _array(name, values, 1, low, high, None if size is None else (size,))


def matrix(
    name: str,
    values: Any,
    *,
    low: float = -LARGEST,
    high: float = LARGEST,
    shape: tuple[int, int] | None = None,
    missing: bool = False,
) -> Floats:
    """Return `values` as a two-dimensional float array; NaN is allowed only as `missing`."""
    return _array(name, values, 2, low, high, shape, missing)


def choice(name: str, value: str, known: Any) -> str:
    """Return `value` if it is one of `known`."""
    if value not in known:
        raise AnalysisError(f"unknown {name} {value!r}; known: {', '.join(sorted(known))}")
    return value


def _array(
    name: str,
    values: Any,
    ndim: int,
    low: float,
    high: float,
    shape: tuple[int, ...] | None,
    missing: bool = False,
) -> Floats:
    try:
        result = np.array(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise AnalysisError(f"{name} must hold numbers only") from error
    if result.ndim != ndim or (shape is not None and result.shape != shape):
        wanted = f"of shape {shape}" if shape else f"with {ndim} dimension(s)"
        raise AnalysisError(f"{name} must be an array {wanted}, not of shape {result.shape}")
    ok = (result >= low) & (result <= high)  # NaN and the infinities fail
    if missing:
        ok |= np.isnan(result)
    if not ok.all():
        raise AnalysisError(f"{name} must be from {low:g} to {high:g} everywhere")
    return result
