"""The difference of two figures: two periods, two groups, two items, a unit and its parent."""

import math
from dataclasses import dataclass

from analysis.arguments import inner_share, number
from analysis.errors import AnalysisError
from analysis.intervals import PROPORTION_INTERVALS
from analysis.results import Estimate, Interval

_NO_VARIANCE = 1e-30


@dataclass(frozen=True, slots=True)
class Figure:
    """One side of a difference: a share, its variance and the interval on display."""

    value: float
    variance: float
    interval: Interval

    @classmethod
    def of(cls, estimate: Estimate) -> "Figure":
        """Take what is needed from an estimate."""
        return cls(estimate.value, estimate.se**2, estimate.interval)


@dataclass(frozen=True, slots=True)
class Difference:
    """A change or gap on the scale of the figures (shares: −1 to 1), later minus earlier.

    `correlation` is that of the two estimates: 0 where they share no cluster.
    """

    value: float
    se: float
    interval: Interval
    correlation: float


def difference(later: Figure, earlier: Figure, *, covariance: float = 0.0) -> Difference:
    """Compute the change from `earlier` to `later` with limits.

    Parameters
    ----------
    later, earlier : Figure
        Shares from 0 to 1 with intervals of one confidence level. The same function serves two
        groups of one period, two items, or a unit (`later`) against its parent.
    covariance : float, optional
        Of the two estimates, from the scores put side by side over the stacked file; 0 only
        where no cluster, counter or person is shared. Leaving it out makes a change between
        periods of the same counters look less certain than it is, and a part against its whole
        too.

    Returns
    -------
    Difference
        Its interval uses the limits of both sides, not their standard errors, so it stays
        inside [−1, 1] and is sensible at 0 %, 100 % and zero variance.

    Raises
    ------
    AnalysisError
        If a figure lies outside its interval, the levels differ, or the covariance exceeds what
        the variances allow.

    Notes
    -----
    Whether two displayed intervals overlap is not a test of the difference [2]_.

    References
    ----------
    .. [1] G. Y. Zou and A. Donner (2008), "Construction of confidence limits about effect
       measures: a general approach", Statistics in Medicine 27, 1693-1702.
    .. [2] N. Schenker and J. F. Gentleman (2001), "On judging the significance of differences
       by examining the overlap between confidence intervals", The American Statistician 55,
       182-186.
    """
    new, old = _checked("later", later), _checked("earlier", earlier)
    level = later.interval.confidence_level
    if level != earlier.interval.confidence_level:
        raise AnalysisError("both intervals must have the same confidence level")
    rho = _correlation(new.variance, old.variance, number("covariance", covariance))
    change = new.value - old.value
    down = _distance(new.value - new.interval.low, old.interval.high - old.value, rho)
    up = _distance(new.interval.high - new.value, old.value - old.interval.low, rho)
    variance = new.variance + old.variance - 2 * rho * math.sqrt(new.variance * old.variance)
    interval = Interval(max(change - down, -1.0), min(change + up, 1.0), level, "mover")
    return Difference(change, math.sqrt(max(variance, 0.0)), interval, rho)


def independent_difference(
    satisfied_later: int,
    n_later: int,
    satisfied_earlier: int,
    n_earlier: int,
    *,
    confidence_level: float = 0.95,
    method: str = "wilson",
) -> Difference:
    """Compute the difference of two independent simple samples of one 0/1 item.

    With `method` "wilson" this is method 10 of Newcombe (1998), "Interval estimation for the
    difference between independent proportions", Statistics in Medicine 17, 873-890; "mid_p"
    agrees with the intervals on display. Raises `NoResponses` where a side has no answers.

    Examples
    --------
    >>> round(independent_difference(45, 50, 80, 100).interval.low, 4)
    -0.0317
    """
    level = inner_share("confidence_level", confidence_level)
    if method not in PROPORTION_INTERVALS:
        raise AnalysisError(f"unknown method {method!r}; known: {', '.join(PROPORTION_INTERVALS)}")
    limits = PROPORTION_INTERVALS[method]
    sides = []
    for satisfied, n in ((satisfied_later, n_later), (satisfied_earlier, n_earlier)):
        interval = limits(satisfied, n, level)
        share = satisfied / n
        sides.append(Figure(share, share * (1 - share) / n, interval))
    return difference(sides[0], sides[1])


def _checked(name: str, figure: Figure) -> Figure:
    value = number(f"{name} value", figure.value, low=0.0, high=1.0)
    low = number(f"{name} lower limit", figure.interval.low, low=0.0, high=value + 1e-9)
    high = number(f"{name} upper limit", figure.interval.high, low=value - 1e-9, high=1.0)
    variance = number(f"{name} variance", figure.variance, low=0.0)
    level = inner_share("confidence_level", figure.interval.confidence_level)
    held = Interval(min(low, value), max(high, value), level, figure.interval.method)
    return Figure(value, variance, held)


def _correlation(first: float, second: float, covariance: float) -> float:
    """Return c/sqrt(v₁v₂); 0 where a variance is 0 (Cauchy-Schwarz: so is the covariance)."""
    if first <= _NO_VARIANCE or second <= _NO_VARIANCE:
        return 0.0
    rho = covariance / (math.sqrt(first) * math.sqrt(second))
    if abs(rho) > 1 + 1e-6:
        raise AnalysisError(f"covariance {covariance!r} exceeds what the variances allow")
    return min(max(rho, -1.0), 1.0)


def _distance(own: float, other: float, rho: float) -> float:
    return math.sqrt(max(own**2 + other**2 - 2 * rho * own * other, 0.0))
