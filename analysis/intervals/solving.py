"""Many roots at once: Newton's method that a bracket keeps from running away."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from analysis.results import Floats

Function = Callable[[Floats, NDArray[np.intp]], tuple[Floats, Floats]]

MAX_STEPS = 200


def increasing_roots(
    function: Function, start: Floats, low: Floats, high: Floats, *, tolerance: float = 1e-12
) -> Floats:
    """Find where increasing functions of p cross zero, one root in each ``[low, high]``.

    Parameters
    ----------
    function : callable
        ``function(p, index)`` gives values and slopes at `p` for the problems numbered `index`;
        only problems not yet solved are asked for.
    start, low, high : arrays
        First guesses and brackets, one entry per problem.
    tolerance : float, optional
        Largest last step, on the scale of p.

    Notes
    -----
    A Newton step that leaves its bracket is replaced by bisection. After ten steps every other
    step is a bisection, so that a flat tail cannot make it creep.
    """
    p, low, high = np.clip(start, low, high), low.copy(), high.copy()
    active = np.arange(p.size)
    for count in range(MAX_STEPS):
        now = p[active]
        value, slope = function(now, active)
        low[active] = np.where(value < 0, now, low[active])
        high[active] = np.where(value > 0, now, high[active])
        new = _next(now, value, slope, low[active], high[active], bisect=count > 10 and count % 2)
        p[active] = new
        left = (np.abs(new - now) > tolerance) & (high[active] - low[active] > tolerance)
        active = active[left]
        if active.size == 0:
            break
    return p


def _next(
    p: Floats, value: Floats, slope: Floats, low: Floats, high: Floats, *, bisect: bool | int
) -> Floats:
    middle = 0.5 * (low + high)
    if bisect:
        return np.where(value == 0, p, middle)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        new = p - value / slope
    inside = (new > low) & (new < high)
    return np.where(value == 0, p, np.where(inside, new, middle))
