"""Make shrunken figures agree with their parent's own figure."""

from collections.abc import Sequence

import numpy as np

from analysis.arguments import number, vector
from analysis.errors import AnalysisError
from analysis.results import Floats


def benchmarked(
    values: Sequence[float] | Floats, shares: Sequence[float] | Floats, parent: float
) -> Floats:
    """Scale shares so that their weighted sum is the parent's direct estimate.

    Parameters
    ----------
    values : sequence of float
        Shrunken shares of the units, 0 to 1.
    shares : sequence of float
        Part of each unit in the parent (its dossiers), not negative; scaled to add up to 1.
    parent : float
        The parent's direct estimate, 0 to 1.

    Returns
    -------
    array
        By one common ratio; a unit that would pass 1 stays at 1 and the others take the rest.

    Raises
    ------
    AnalysisError
        If all values are 0 and the parent isn't, or all shares are 0.

    References
    ----------
    .. [1] J. N. K. Rao and I. Molina (2015), "Small Area Estimation", 2nd ed., Wiley, 6.4.6.
    """
    y = vector("values", values, low=0.0, high=1.0)
    weight = vector("shares", shares, low=0.0, size=len(y))
    goal = number("parent", parent, low=0.0, high=1.0)
    if weight.sum() <= 0:
        raise AnalysisError("the units have no part in the parent")
    weight = weight / weight.sum()
    full = np.zeros(len(y), dtype=bool)
    for _ in range(len(y) + 1):
        free = ~full
        left, own = goal - float(weight[full].sum()), float(weight[free] @ y[free])
        if left <= 0 or own <= 1e-12:
            break
        scaled = np.where(full, 1.0, y * (left / own))
        if not np.any(free & (scaled > 1)):
            return scaled
        full |= scaled > 1
    if abs(goal - float(weight[full].sum())) < 1e-9:
        return np.where(full, 1.0, 0.0 * y)
    raise AnalysisError("no common ratio makes these figures agree with the parent")
