"""Turn what callers hand over into checked NumPy arrays, or say by name what is wrong with it."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.arguments import LARGEST
from analysis.errors import AnalysisError
from analysis.results import Floats

Ints = NDArray[np.intp]

# With `LARGEST` this keeps products and squares of sums far inside float64.
SMALLEST = 1e-12


def numbers(values: Any, name: str, rows: int | None = None) -> Floats:
    """Read a column of numbers; NaN means "no value". Raises `AnalysisError` naming the column."""
    try:
        column = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise AnalysisError(f"{name}: not a column of numbers") from error
    if column.ndim != 1:
        raise AnalysisError(f"{name}: one number per respondent is needed")
    if rows is not None and column.size != rows:
        raise AnalysisError(f"{name}: {column.size} values for {rows} respondents")
    if (np.abs(column) > LARGEST).any():  # NaN compares false and passes
        raise AnalysisError(f"{name}: a value beyond {LARGEST:g} in size")
    return column


def complete(column: Floats, name: str) -> Floats:
    """Return `column` unless a value is missing."""
    missing = np.isnan(column)
    if missing.any():
        raise AnalysisError(f"{name}: no value in row {int(missing.argmax()) + 1}")
    return column


def positive(column: Floats, name: str) -> Floats:
    """Return `column` if every value is above zero and of a size that can be squared."""
    bad = ~(complete(column, name) >= SMALLEST)
    if bad.any():
        row = int(bad.argmax())
        raise AnalysisError(f"{name}: {column[row]:g} in row {row + 1}, must be above 0")
    return column


def integer_codes(values: NDArray[Any]) -> tuple[NDArray[Any], Ints]:
    """Distinct values in order, and each row's position; small integers are not sorted."""
    if values.dtype.kind in "iu" and values.size:
        low, high = int(values.min()), int(values.max())
        if high - low <= 4 * values.size and high < 2**62:
            # in 64 bits first: the span of int8 labels need not fit into int8
            shifted = values.astype(np.int64) - low
            seen = np.bincount(shifted) > 0
            position = np.cumsum(seen) - 1
            return np.flatnonzero(seen) + low, position[shifted]
    distinct, codes = np.unique(values, return_inverse=True)
    return distinct, codes.reshape(-1).astype(np.intp, copy=False)


def labels(
    values: Any, name: str, rows: int | None = None, *, missing_allowed: bool = False
) -> tuple[tuple[str, ...], Ints]:
    """Read a column of labels: the distinct ones as text, in order, and each row's code.

    None and NaN are missing: an error, or code -1 where `missing_allowed`.
    """
    column = _label_column(values, name)
    if rows is not None and column.size != rows:
        raise AnalysisError(f"{name}: {column.size} labels for {rows} respondents")
    missing = _missing(column)
    if not missing.any():
        distinct, codes = integer_codes(column)
        return tuple(str(x) for x in distinct.tolist()), codes
    if not missing_allowed:
        raise AnalysisError(f"{name}: no label in row {int(missing.argmax()) + 1}")
    distinct, present = integer_codes(_sortable(column[~missing]))
    codes = np.full(column.size, -1, dtype=np.intp)
    codes[~missing] = present
    return tuple(str(x) for x in distinct.tolist()), codes


def _label_column(values: Any, name: str) -> NDArray[Any]:
    try:
        column = np.asarray(values)
    except ValueError as error:
        raise AnalysisError(f"{name}: one label per respondent is needed") from error
    if column.ndim != 1:
        raise AnalysisError(f"{name}: one label per respondent is needed")
    if column.dtype.kind == "U" and not isinstance(values, np.ndarray):
        # NumPy has written NaN among texts as "nan", which would become a group of its own
        column = np.array(values, dtype=object)
    return column if _missing(column).any() else _sortable(column)


def _missing(column: NDArray[Any]) -> NDArray[np.bool_]:
    missing = np.zeros(column.size, dtype=bool)
    if column.dtype.kind == "f":
        np.isnan(column, out=missing)
    if column.dtype.kind == "O":
        missing[:] = [x is None or (isinstance(x, float) and math.isnan(x)) for x in column]
    return missing


def _sortable(column: NDArray[Any]) -> NDArray[Any]:
    """Labels of mixed types are compared as text."""
    return np.array([str(x) for x in column]) if column.dtype.kind == "O" else column


def pairs(first: Ints, second: Ints, second_count: int) -> tuple[Ints, Ints, Ints]:
    """Distinct pairs of two codes: first code, second code, and each row's pair."""
    distinct, codes = integer_codes(first * max(second_count, 1) + second)
    return distinct // max(second_count, 1), distinct % max(second_count, 1), codes


def sum_by(codes: Ints, values: Floats, count: int) -> Floats:
    """Sum of the values of each code from 0 to `count` - 1."""
    return np.asarray(np.bincount(codes, values, count), dtype=np.float64)


def count_by(codes: Ints, count: int) -> Floats:
    """Number of rows of each code."""
    return np.bincount(codes, minlength=count).astype(np.float64)
