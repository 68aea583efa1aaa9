"""p-values that agree with the intervals."""

from typing import Any

import numpy as np

from analysis.arguments import inner_share
from analysis.intervals.checking import check_moments
from analysis.intervals.design_based import effective_size
from analysis.intervals.mid_p import mid_p_distribution
from analysis.results import Floats, Moments

TEST_LEVEL = 0.95  # the level whose degrees-of-freedom factor enters n*


def p_values(
    moments: Moments, target: float, *, company: float | Floats | None = None
) -> tuple[Floats, Floats]:
    """Test each domain against the target, on both sides.

    Parameters
    ----------
    moments : Moments
        One or many domains.
    target : float
        T, strictly between 0 and 1.
    company : float or array, optional
        As in `moderated_mid_p`.

    Returns
    -------
    p_plus : array
        G(T), against "the level is at most T": small when the target is met.
    p_minus : array
        1 − G(T), against "the level is at least T": small when it is not met; what Holm and
        Benjamini-Hochberg take.

    Notes
    -----
    n* is taken at level 0.95, so p_plus <= 0.025 exactly where the default 95 % lower limit
    reaches T. Where nobody answered both are 1: leave such domains out before adjusting. In a
    census they are 0 or 1.
    """
    checked, goal = check_moments(moments), inner_share("target", target)
    answered = checked.n > 0
    size = effective_size(checked, confidence_level=TEST_LEVEL, company=company)
    plus = mid_p_distribution(checked.value, np.where(answered, size, 1.0), goal)
    return _edges(checked, goal, plus)


def _edges(moments: Moments, target: float, plus: Any) -> tuple[Floats, Floats]:
    census, answered = moments.correction == 0, moments.n > 0
    above, below = moments.value > target, moments.value < target
    minus = np.where(census, np.where(below, 0.0, 1.0), 1 - plus)
    plus = np.where(census, np.where(above, 0.0, 1.0), plus)
    return np.where(answered, plus, 1.0), np.where(answered, minus, 1.0)
