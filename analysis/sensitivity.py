"""What those who did not answer could do to the figure: statistics.md 13, items 1 to 3."""

from dataclasses import dataclass
from math import sqrt

from analysis.arguments import inner_share, number
from analysis.verdict import TARGET


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the level of everybody asked lies, whatever the silent think (Manski 2003)."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """How different the silent must be for the whole to stand exactly at the target.

    nonrespondent_share : x*, the level among those who did not answer; below 0 or above 1 it
        cannot happen, None where everyone answered
    difference : x* − R
    can_overturn : x* lies between 0 and 1
    worst_case : bounds of the level of all
    """

    nonrespondent_share: float | None
    difference: float | None
    can_overturn: bool
    worst_case: Bounds


def worst_case(
    response_rate: float, value: float, *, low: float | None = None, high: float | None = None
) -> Bounds:
    """Bound the level of everybody: the silent all dissatisfied, or all satisfied.

    Parameters
    ----------
    response_rate : float
        r = answers / dossiers (of those asked, when known), from 0 to 1.
    value : float
        R among those who answered, from 0 to 1.
    low, high : float, optional
        Limits of R; with them the bounds allow for chance as well.

    Returns
    -------
    Bounds
        r · low to r · high + 1 − r.

    References
    ----------
    C. F. Manski (2003), Partial Identification of Probability Distributions, Springer.
    """
    rate = number("response_rate", response_rate, low=0, high=1)
    estimate = number("value", value, low=0, high=1)
    lower = estimate if low is None else number("low", low, low=0, high=estimate)
    upper = estimate if high is None else number("high", high, low=estimate, high=1)
    return Bounds(rate * lower, rate * upper + (1 - rate))


def tipping_point(response_rate: float, value: float, *, target: float = TARGET) -> TippingPoint:
    """Find the level of the silent at which the whole meets the target exactly.

    Parameters
    ----------
    response_rate : float
        r, above 0 and at most 1.
    value : float
        R among those who answered. For a cautious reading of "met" give the lower limit.
    target : float, optional
        T, strictly between 0 and 1.

    Notes
    -----
    x* = (T − r R)/(1 − r). No sign is assumed: the content and the angry can both be the ones
    who answer.

    Examples
    --------
    A quarter answered and 86 % of them are satisfied:

    >>> round(tipping_point(0.25, 0.86).nonrespondent_share, 2)
    0.78
    """
    rate = number("response_rate", response_rate, low=1e-12, high=1)
    estimate, goal = number("value", value, low=0, high=1), inner_share("target", target)
    bounds = worst_case(rate, estimate)
    if rate == 1:
        return TippingPoint(None, None, can_overturn=False, worst_case=bounds)
    share = (goal - rate * estimate) / (1 - rate)
    return TippingPoint(share, share - estimate, 0 <= share <= 1, bounds)


def data_defect_correlation(
    response_rate: float, value: float, *, target: float = TARGET
) -> float | None:
    """Compute ρ*, the correlation of answering and being satisfied that explains R − T alone.

    ρ* = (R − T) / ( sqrt((1 − r)/r) sqrt(T(1 − T)) ); None where everyone answered. Values of
    0.05 are common in voluntary surveys, so that a ρ* of that order is no evidence.

    References
    ----------
    X.-L. Meng (2018), "Statistical paradises and paradoxes in big data (I)", Annals of Applied
    Statistics 12, 685-726.

    Examples
    --------
    >>> round(data_defect_correlation(0.25, 0.86), 3)
    0.087
    """
    rate = number("response_rate", response_rate, low=1e-12, high=1)
    estimate, goal = number("value", value, low=0, high=1), inner_share("target", target)
    if rate == 1:
        return None
    return (estimate - goal) / (sqrt((1 - rate) / rate) * sqrt(goal * (1 - goal)))


def defect_effective_size(response_rate: float, correlation: float) -> float | None:
    """Compute r/(1−r)/ρ², the simple random sample no better than these volunteers.

    Parameters
    ----------
    response_rate : float
        r, above 0 and at most 1.
    correlation : float
        ρ supposed between answering and being satisfied, from −1 to 1.

    Returns
    -------
    float or None
        None where nothing is missing or nothing is defective: the size has no bound then.
    """
    rate = number("response_rate", response_rate, low=1e-12, high=1)
    rho = number("correlation", correlation, low=-1, high=1)
    if rate == 1 or abs(rho) < 1e-9:
        return None
    return rate / (1 - rate) / rho**2
