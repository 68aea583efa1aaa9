"""Intervals for figures that are read every day: valid at every look at once. statistics.md 6.

A fixed-n interval read after every five answers is wrong at some time in 36 % of runs. These
sequences are wrong at any time in at most α.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, lambertw

from analysis.arguments import inner_share, number
from analysis.errors import AnalysisError, NoResponses, TooFewData
from analysis.intervals.checking import as_floats
from analysis.intervals.solving import increasing_roots
from analysis.results import Floats, Interval
from analysis.verdict import TARGET

PRIOR_WEIGHT = 10.0
SHARPEST_SIZE = 200
LEAST_ASYMPTOTIC = 50
LEAST_CLUSTERS = 20


def beta_mixture(
    total: float,
    n: int,
    *,
    target: float = TARGET,
    confidence_level: float = 0.95,
    prior: tuple[float, float] | None = None,
) -> Interval:
    """Compute the running interval after `n` respondents; the default for daily figures.

    Parameters
    ----------
    total : float
        S, the sum of the respondents' scores x = a/b, each from 0 to 1; for a 0/1 item the
        number satisfied.
    n : int
        Respondents so far.
    target : float, optional
        T; the prior is put around it, where sharpness is wanted.
    confidence_level : float, optional
        1 − α: chance that the interval holds the truth at all times together.
    prior : pair of float, optional
        (α₀, β₀), fixed before the first answer; (10 T, 10 (1 − T)) if left out. Any prior is
        valid.

    Returns
    -------
    Interval
        All p with M(p) = B(α₀+S, β₀+n−S) / (B(α₀, β₀) p^S (1−p)^(n−S)) < 1/α. Holds S/n.

    Raises
    ------
    NoResponses
        If `n` is 0.

    Notes
    -----
    Exact for 0/1 scores. For scores between, (q/p)^x ((1−q)/(1−p))^(1−x) is convex in x, hence
    at most the line through its ends, whose mean is 1: valid, and conservative. Assumes answers
    exchangeable around one mean; after a shift in level it follows the running mean. Unweighted
    respondents only: for weights or clusters see `asymptotic_sequence`.

    References
    ----------
    H. Robbins (1970), "Statistical methods related to the law of the iterated logarithm",
    Annals of Mathematical Statistics 41, 1397-1409. S. R. Howard, A. Ramdas, J. McAuliffe and
    J. Sekhon (2021), "Time-uniform, nonparametric, nonasymptotic confidence sequences", Annals
    of Statistics 49, 1055-1080.

    Examples
    --------
    >>> interval = beta_mixture(45, 50)
    >>> round(interval.low, 4), round(interval.high, 4)
    (0.7393, 0.9792)
    """
    if number("n", n, low=0) == 0:
        raise NoResponses("nobody answered yet: the running interval has no estimate to hold")
    level = inner_share("confidence_level", confidence_level)
    low, high = beta_mixture_limits(
        [total], [n], target=target, confidence_level=level, prior=prior
    )
    return Interval(low.item(), high.item(), level, "beta_mixture")


def beta_mixture_limits(
    totals: Any,
    n: Any,
    *,
    target: float = TARGET,
    confidence_level: float = 0.95,
    prior: tuple[float, float] | None = None,
) -> tuple[Floats, Floats]:
    """Compute the limits of `beta_mixture` at many looks or for many units at once.

    Parameters
    ----------
    totals, n : array_like
        One-dimensional: S and respondents at each look.
    target, confidence_level, prior
        As in `beta_mixture`.

    Returns
    -------
    low, high : arrays
        0 and 1 where nobody has answered.
    """
    sums, sizes = (np.atleast_1d(x) for x in as_floats(totals, n))
    alpha = 1 - inner_share("confidence_level", confidence_level)
    a, b = _prior(target, prior)
    _check_stream(sums, sizes)
    sums, misses = np.clip(sums, 0, sizes), np.clip(sizes - sums, 0, sizes)
    goal = betaln(a + sums, b + misses) - betaln(a, b) + np.log(alpha)
    low, high = np.zeros_like(sums), np.ones_like(sums)
    some, missed = sums > 0, misses > 0
    low[some] = _root(sums[some], misses[some], goal[some], upper=False)
    high[missed] = _root(sums[missed], misses[missed], goal[missed], upper=True)
    return low, high


def _prior(target: float, prior: tuple[float, float] | None) -> tuple[float, float]:
    goal = inner_share("target", target)
    a, b = (PRIOR_WEIGHT * goal, PRIOR_WEIGHT * (1 - goal)) if prior is None else prior
    return number("prior", a, low=1e-3, high=1e6), number("prior", b, low=1e-3, high=1e6)


def _check_stream(sums: Floats, sizes: Floats) -> None:
    if not (np.all(np.isfinite(sums)) and np.all((sizes >= 0) & (sizes <= 1e9))):
        raise AnalysisError("sums must be finite and respondents from 0 to a thousand million")
    slack = 1e-9 * (1 + sizes)
    if not (np.all(sums >= -slack) and np.all(sums <= sizes + slack)):
        raise AnalysisError("a sum of scores from 0 to 1 lies between 0 and n")


def _root(sums: Floats, misses: Floats, goal: Floats, *, upper: bool) -> Floats:
    """Solve S log p + (n−S) log(1−p) = goal on one side of S/n, where it is monotone."""
    mean = sums / (sums + misses)
    sign = -1.0 if upper else 1.0

    def function(p: Floats, index: NDArray[np.intp]) -> tuple[Floats, Floats]:
        s, m = sums[index], misses[index]
        value = s * np.log(p) + m * np.log1p(-p) - goal[index]
        return sign * value, sign * (s / p - m / (1 - p))

    floor, ceiling = np.full_like(mean, 1e-300), np.full_like(mean, 1 - 1e-16)
    low, high = (np.clip(mean, floor, ceiling), ceiling) if upper else (floor, mean)
    high = np.clip(high, floor, ceiling)
    start = 0.5 * (low + high)
    root = increasing_roots(function, start, low, high)
    return np.maximum(root, mean) if upper else np.minimum(root, mean)


@dataclass(frozen=True, slots=True, eq=False)
class RunningIntersection:
    """Limits of all looks so far together.

    low, high : at each look; they only draw closer, and stop where they would cross
    moved_at : position of the first look that contradicts an earlier one, None while none does
    """

    low: Floats
    high: Floats
    moved_at: int | None


def running_intersection(low: Any, high: Any) -> RunningIntersection:
    """Intersect the limits of successive looks of one sequence: narrower, and as valid.

    Parameters
    ----------
    low, high : sequences of float
        Limits at each look, in order, such as `beta_mixture_limits` gives.

    Returns
    -------
    RunningIntersection
        One truth lies in all looks at once, so it lies in their intersection. Where that becomes
        empty there is no one truth: the level has moved, which is itself the result, and the
        limits of the last common stretch are repeated.

    Raises
    ------
    AnalysisError
        If the limits differ in number or cross each other.

    Examples
    --------
    >>> running_intersection([0.1, 0.3, 0.2], [0.9, 0.8, 0.85]).low.tolist()
    [0.1, 0.3, 0.3]
    """
    lows, highs = (np.atleast_1d(x) for x in as_floats(low, high))
    if lows.ndim != 1 or not np.all(lows <= highs):  # NaN fails
        raise AnalysisError("each look needs low <= high")
    least, most = np.maximum.accumulate(lows), np.minimum.accumulate(highs)
    empty = np.flatnonzero(least > most)
    if not empty.size:
        return RunningIntersection(least, most, None)
    first = int(empty[0])  # never 0: one look cannot contradict itself
    least[first:], most[first:] = least[first - 1], most[first - 1]
    return RunningIntersection(least, most, first)


def asymptotic_sequence(
    value: float,
    variance: float,
    n: int,
    *,
    clusters: int | None = None,
    confidence_level: float = 0.95,
) -> Interval:
    """Compute the running interval of a weighted or clustered stream.

    Parameters
    ----------
    value : float
        R so far, from 0 to 1.
    variance : float
        v of R with its design (`Estimate.se` squared), above 0.
    n : int
        Respondents so far, at least 50.
    clusters : int, optional
        Clusters (days, classes) so far in a clustered stream, at least 20.
    confidence_level : float, optional
        1 − α over all looks, in the limit.

    Returns
    -------
    Interval
        R ± sqrt(v n) sqrt( 2(nρ²+1)/(n²ρ²) log(sqrt(nρ²+1)/α) ), cut at 0 and 1; ρ makes it
        sharpest at n = 200 (0.20 at α = 0.05).

    Raises
    ------
    TooFewData
        If `n` is below 50, there are fewer than 20 clusters, or the variance is 0: the limit
        theorem says nothing then.

    Notes
    -----
    With clusters of 5 people, up to 200 of them, and a truth of 80 %, streams read from the 10th
    cluster on were wrong at some time in 6.6 %, from the 20th in 4.6 %, from the 50th in 2.4 %.

    References
    ----------
    I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy and A. Ramdas (2024), "Time-uniform
    central limit theory and asymptotic confidence sequences", Annals of Statistics 52, 2613-2640.
    """
    estimate, spread = number("value", value, low=0, high=1), number("variance", variance, low=0)
    level, size = inner_share("confidence_level", confidence_level), number("n", n, low=0)
    if size < LEAST_ASYMPTOTIC or spread == 0:
        raise TooFewData(f"a running interval here needs 50 respondents who do not all agree: {n}")
    if clusters is not None and number("clusters", clusters, low=1) < LEAST_CLUSTERS:
        raise TooFewData(f"a running interval needs {LEAST_CLUSTERS} clusters: {clusters}")
    half = np.sqrt(spread * size) * _boundary(size, 1 - level)
    low, high = max(estimate - half, 0.0), min(estimate + half, 1.0)
    return Interval(float(low), float(high), level, "asymptotic_sequence")


def _boundary(n: float, alpha: float) -> float:
    widest = n * _sharpness(alpha) ** 2
    return float(np.sqrt(2 * (widest + 1) / (n * widest) * np.log(np.sqrt(widest + 1) / alpha)))


def _sharpness(alpha: float) -> float:
    """ρ that minimises the boundary at n = 200: nρ² = −W₋₁(−α²/e) − 1."""
    widest = -lambertw(-(alpha**2) / np.e, -1).real - 1
    return float(np.sqrt(max(widest, 1e-9) / SHARPEST_SIZE))  # 0 as α nears 1
