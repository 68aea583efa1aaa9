"""How uneven weights are, and cutting the largest when somebody asks for it."""

from typing import Any

import numpy as np

from analysis.arguments import number
from analysis.columns import numbers, positive
from analysis.errors import AnalysisError
from analysis.results import Floats


def weight_effect(weights: Any) -> float:
    """Compute Kish's n Σw²/(Σw)²; n over it is the size that equal weights would need.

    Above 2 is worth a warning (statistics.md 2.1). Raises `AnalysisError` without weights.
    """
    w = positive(numbers(weights, "weights"), "weights")
    if not w.size:
        raise AnalysisError("weights: none are given")
    scaled = w / w.max()
    return max(float(w.size * (scaled**2).sum() / scaled.sum() ** 2), 1.0)


def trim_weights(weights: Any, *, at: float = 5.0) -> Floats:
    """Cut weights at a multiple of their median and rescale to the same total.

    Parameters
    ----------
    weights : column of numbers
        Above 0.
    at : float
        The multiple, at least 1. Trimming trades bias for variance: only on request.
    """
    w = positive(numbers(weights, "weights"), "weights")
    if not w.size:
        raise AnalysisError("weights: none are given")
    cut = np.minimum(w, number("at", at, low=1.0) * float(np.median(w)))
    return np.asarray(cut * (w.sum() / cut.sum()))
