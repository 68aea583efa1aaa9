"""A kind of answers at one unit against its like: more of them than units differ by nature."""

from collections.abc import Sequence

import numpy as np

from analysis.arguments import inner_share, vector, whole_number
from analysis.errors import AnalysisError
from analysis.quality.half_days import at_least
from analysis.results import Floats

LEAST_UNITS = 10
LEAST_CORRELATION = 0.02
MOST_CORRELATION = 0.5
_SMOOTHING = 0.5


def beyond_like_units(
    counts: Sequence[float] | Floats,
    sizes: Sequence[float] | Floats,
    *,
    least_units: int = LEAST_UNITS,
    least_correlation: float = LEAST_CORRELATION,
) -> tuple[float | None, ...]:
    """Tell for each unit how probable at least as many answers of a kind are among its like.

    Parameters
    ----------
    counts, sizes : sequences of float
        Per unit, whole numbers: answers of the kind (all ticks equal, faster than can be read),
        and all answers that could have been of it.
    least_units : int, optional
        With fewer other units that have answers there is no comparison.
    least_correlation : float, optional
        Units differ by nature at least so much, even where their shares happen to agree.

    Returns
    -------
    tuple of float or None
        One-sided p-values, not adjusted for the number of units; None without a comparison or
        without answers.

    Notes
    -----
    The count is beta-binomial. Its mean and correlation are fitted by moments to all other units,
    so that a unit does not vouch for itself; the fit allows for units that differ honestly.

    References
    ----------
    .. [1] J. C. Kleinman (1973), "Proportions with extraneous variance: single and independent
       samples", JASA 68, 46-54.

    Examples
    --------
    >>> p_values = beyond_like_units([30] + [4, 6, 5] * 4, [40] * 13)
    >>> p_values[0] < 1e-6 < 0.1 < p_values[1]
    True
    """
    n = vector("sizes", sizes, low=0.0)
    k = vector("counts", counts, low=0.0, size=len(n))
    if np.any(k > n) or np.any(k % 1) or np.any(n % 1):
        raise AnalysisError("counts and sizes must be whole, and no count above its size")
    least = whole_number("least_units", least_units, low=2)
    floor = inner_share("least_correlation", least_correlation)
    units = int((n > 0).sum()) - 1
    if units < least:
        return (None,) * len(n)
    share, correlation = _fit_to_others(k, n, units)
    spread = 1 / np.clip(correlation, floor, max(MOST_CORRELATION, floor)) - 1
    return tuple(
        at_least(int(k[i]), int(n[i]), share[i] * spread[i], (1 - share[i]) * spread[i])
        if n[i] > 0
        else None
        for i in range(len(n))
    )


def _fit_to_others(k: Floats, n: Floats, units: int) -> tuple[Floats, Floats]:
    """Return mean and correlation of the other units, for each unit."""
    with np.errstate(invalid="ignore", divide="ignore"):
        squares = np.where(n > 0, k * k / n, 0.0)
    answers, of_kind = n.sum() - n, k.sum() - k
    share = (of_kind + _SMOOTHING) / (answers + 2 * _SMOOTHING)
    scatter = squares.sum() - squares - of_kind**2 / answers
    by_chance = float(units - 1)
    room = answers - ((n * n).sum() - n * n) / answers - by_chance
    excess = scatter / (share * (1 - share)) - by_chance
    return share, np.where(room > 0, excess / np.maximum(room, 1e-9), 0.0)
