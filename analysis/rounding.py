"""Rounding that cannot contradict the verdict: 79.96 % must not be shown as "80.0 %".

The only rounding in `analysis`, because only here the target is known; pages take what it gives.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from analysis.arguments import inner_share, number, whole_number
from analysis.verdict import TARGET


def rounded_beside(share: float, target: float = TARGET, *, decimals: int = 1) -> Decimal:
    """Round a share, in percent, to the side of the target on which it lies.

    Parameters
    ----------
    share : float
        An estimate or limit, from 0 to 1.
    target : float, optional
        T, strictly between 0 and 1.
    decimals : int, optional
        Of the percentage, from 0 to 6.

    Returns
    -------
    Decimal
        The percentage with exactly `decimals` places. Rounded to nearest, except that a share
        below the target never becomes a percentage at or above it, and one at or above it never
        falls below.

    Examples
    --------
    >>> print(rounded_beside(0.79996), rounded_beside(0.8), rounded_beside(0.7986))
    79.9 80.0 79.9
    """
    value = number("share", share, low=0, high=1)
    goal = inner_share("target", target)
    step = Decimal(1).scaleb(-whole_number("decimals", decimals, high=6))
    percent, goal_percent = (Decimal(repr(x)) * 100 for x in (value, goal))
    nearest = percent.quantize(step, ROUND_HALF_EVEN)
    if (nearest >= goal_percent) == (value >= goal):
        return nearest
    return percent.quantize(step, ROUND_CEILING if value >= goal else ROUND_FLOOR)
