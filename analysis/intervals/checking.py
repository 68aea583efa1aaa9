"""Refuse arguments no interval can be built from; the other modules assume these checks."""

from typing import Any

import numpy as np

from analysis.arguments import LARGEST, whole_number
from analysis.errors import AnalysisError, NoResponses
from analysis.results import Floats, Moments


def check_counts(successes: object, n: object, *, most: int = int(LARGEST)) -> tuple[int, int]:
    """Return ``(successes, n)`` with 0 <= successes <= n and somebody in n."""
    size = whole_number("n", n, high=most)
    if size == 0:
        raise NoResponses("nobody answered: a share of nothing has no interval")
    return whole_number("successes", successes, high=size), size


def check_moments(moments: Moments) -> Moments:
    """Return the moments with harmless numbers where nobody answered.

    Rounding can leave a share 1e-15 outside [0, 1] or a variance 1e-20 below 0; both are put
    back. Anything further out is an error and not repaired.
    """
    fields = {name: np.asarray(getattr(moments, name), float) for name in Moments.__slots__}
    _refuse_outside(fields["n"], "n", *_RANGES["n"])
    answered = fields["n"] > 0
    calm = {"correction": 1.0, "weight_effect": 1.0, "cluster_size": 1.0}
    filled = {k: np.where(answered, v, calm.get(k, 0.0)) for k, v in fields.items()}
    for name, (low, high, slack) in _RANGES.items():
        _refuse_outside(filled[name], name, low, high, slack)
        filled[name] = np.clip(filled[name], low, high)
    return Moments(**filled)


_RANGES: dict[str, tuple[float, float, float]] = {
    "value": (0.0, 1.0, 1e-9),
    "variance": (0.0, LARGEST, 1e-12),
    "variance_wr": (0.0, LARGEST, 1e-12),
    "n": (0.0, LARGEST, 0.0),
    "df": (-LARGEST, LARGEST, 0.0),
    "correction": (0.0, 1.0, 1e-9),
    "weight_effect": (1.0, LARGEST, 1e-9),
    "cluster_size": (1.0, LARGEST, 1e-9),
    "simple": (0.0, 1.0, 0.0),
}


def _refuse_outside(values: Floats, name: str, low: float, high: float, slack: float) -> None:
    wrong = ~np.isfinite(values) | (values < low - slack) | (values > high + slack)
    if wrong.any():
        raise AnalysisError(f"{name} outside {low:g} to {high:g}: {values[wrong].flat[0]!r}")


def as_floats(*values: Any) -> list[Floats]:
    """Broadcast numbers or sequences to float arrays of one shape, each free to be changed."""
    arrays = (np.asarray(value, dtype=np.float64) for value in values)
    return [np.array(array) for array in np.broadcast_arrays(*arrays)]
