"""Funnel plots: is a unit unlike the others, given how many answers it has?

A funnel asks "unlike the others?"; the verdict asks "below the target?". A chart says which.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import bdtr, betainc, chdtrc, ndtr, ndtri

from analysis.arguments import inner_share, number, vector
from analysis.errors import AnalysisError
from analysis.intervals.mid_p import mid_p_distribution
from analysis.results import Floats

LEAST_UNITS = 10
"""Fewer units cannot tell how much units differ by nature: no overdispersion is estimated."""

SMALLEST_SIZE, LARGEST_SIZE = 1e-2, 1e9
LARGEST_TAU2 = 0.25
"""The variance of a share among units can't be larger, whatever the moments say."""

_BISECTIONS = 60


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How much more units differ than chance makes them (Spiegelhalter 2005b).

    `phi` is the mean squared z, `phi_winsor` the same after winsorising, `tau2` the variance
    between units (scale of the share, squared), 0 where no excess is shown or `adjusted` is
    False because there are too few units.
    """

    phi: float
    phi_winsor: float
    tau2: float
    adjusted: bool


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One unit of the plot: `z` without, `z_additive` with the variance between units.

    `zone` is "inside", "low", "high" (beyond the inner limits), "very_low" or "very_high"
    (beyond the outer ones).
    """

    value: float
    size: float
    z: float
    z_additive: float
    inner: tuple[float, float]
    outer: tuple[float, float]
    zone: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """The plot: its centre, the tails of its limits, the excess variation, one row a unit."""

    centre: float
    inner_tail: float
    outer_tail: float
    dispersion: Dispersion
    rows: tuple[FunnelRow, ...]


def funnel(
    values: Sequence[float] | Floats,
    sizes: Sequence[float] | Floats,
    *,
    target: float,
    inner_tail: float = 0.025,
    outer_tail: float = 0.001,
) -> Funnel:
    """Place units in a funnel around the target.

    Parameters
    ----------
    values : sequence of float
        Share of each unit, from 0 to 1.
    sizes : sequence of float
        Its n or effective n*, positive; units without answers don't belong on the plot.
    target : float
        The centre, strictly between 0 and 1: the target, or the mean of all units.
    inner_tail, outer_tail : float, optional
        Probability outside each limit, on each side.

    Returns
    -------
    Funnel
        With exact binomial limits, or, when the units differ more than chance allows, limits
        widened by the additive variance between units.

    Notes
    -----
    Zones are decided by the mid-P tail probability of the unit at the target, the same that its
    verdict uses, not by the curve: the interpolated upper limit never reaches 1, so 3 of 3,
    which happens at a unit on target every second time, would lie outside it.

    Raises
    ------
    AnalysisError
        If an argument is out of range or the sequences differ in length.

    References
    ----------
    .. [1] D. J. Spiegelhalter (2005a), "Funnel plots for comparing institutional performance",
       Statistics in Medicine 24, 1185-1202.
    .. [2] D. J. Spiegelhalter (2005b), "Handling over-dispersion of performance indicators",
       Quality and Safety in Health Care 14, 347-351.
    """
    y = vector("values", values, low=0.0, high=1.0)
    n = vector("sizes", sizes, low=SMALLEST_SIZE, high=LARGEST_SIZE, size=len(y))
    centre = inner_share("target", target)
    variance = centre * (1 - centre) / n
    z = (y - centre) / np.sqrt(variance)
    dispersion = overdispersion(z, variance)
    if not _tail(outer_tail) <= _tail(inner_tail):
        raise AnalysisError("outer_tail must not exceed inner_tail")
    inner = _limits(n, centre, inner_tail, dispersion.tau2)
    outer = _limits(n, centre, outer_tail, dispersion.tau2)
    z_additive = (y - centre) / np.sqrt(variance + dispersion.tau2)
    below, above = _tails(y, n, centre, z_additive if dispersion.tau2 > 0 else None)
    rows = tuple(
        FunnelRow(
            value=float(y[u]),
            size=float(n[u]),
            z=float(z[u]),
            z_additive=float(z_additive[u]),
            inner=(float(inner[0][u]), float(inner[1][u])),
            outer=(float(outer[0][u]), float(outer[1][u])),
            zone=_zone(float(below[u]), float(above[u]), inner_tail, outer_tail),
        )
        for u in range(len(y))
    )
    return Funnel(centre, float(inner_tail), float(outer_tail), dispersion, rows)


def overdispersion(z: Floats, variance: Floats) -> Dispersion:
    """Estimate the variance between units by the method of moments on winsorised z.

    `variance` is that of chance alone, one per unit, positive. Winsorised at the 10th and 90th
    percentile (type 7), so that the units to be found don't hide themselves by widening the
    funnel. Fewer than `LEAST_UNITS` units, or no significant excess: `tau2` is 0.
    """
    count = len(z)
    if count == 0:
        return Dispersion(1.0, 1.0, 0.0, adjusted=False)
    low, high = np.quantile(z, [0.1, 0.9])
    phi_winsor = float(np.mean(np.clip(z, low, high) ** 2))
    phi = float(np.mean(z**2))
    if count < LEAST_UNITS or not _exceeds_chance(count * phi_winsor, count - 1):
        return Dispersion(phi, phi_winsor, 0.0, adjusted=count >= LEAST_UNITS)
    w = 1 / variance
    # Σw − Σw²/Σw, written so that one huge unit doesn't cancel to 0
    tau2 = (count * phi_winsor - (count - 1)) / np.sum(w * ((w.sum() - w) / w.sum()))
    return Dispersion(phi, phi_winsor, min(max(float(tau2), 0.0), LARGEST_TAU2), adjusted=True)


def funnel_limits(
    sizes: Sequence[float] | Floats, *, target: float, tail: float
) -> tuple[Floats, Floats]:
    """Compute the exact limits of a funnel: outside each lies `tail` of a unit at the target.

    For whole `sizes` the interpolated binomial quantile of Spiegelhalter 2005a, appendix; for
    an effective size that is not whole the quantile of the same distribution function in its
    beta form, I_{1−T}(n* − x, x + 1) = tail.

    Parameters
    ----------
    sizes : sequence of float
        Numbers of answers, positive.
    target : float
        Centre of the funnel, strictly between 0 and 1.
    tail : float
        Probability outside each limit, above 0 and below 0.5.

    Returns
    -------
    tuple of two arrays
        Lower and upper limits, as shares inside [0, 1].
    """
    n = vector("sizes", sizes, low=SMALLEST_SIZE, high=LARGEST_SIZE)
    centre = inner_share("target", target)
    tail = _tail(tail)
    return _quantile(n, centre, tail) / n, _quantile(n, centre, 1 - tail) / n


def additive_limits(
    sizes: Sequence[float] | Floats, *, target: float, tail: float, tau2: float
) -> tuple[Floats, Floats]:
    """Compute limits T ± z·sqrt(T(1−T)/n + τ²), held inside [0, 1]; normal approximation."""
    n = vector("sizes", sizes, low=SMALLEST_SIZE, high=LARGEST_SIZE)
    centre = inner_share("target", target)
    tau2 = number("tau2", tau2, low=0.0, high=LARGEST_TAU2)
    half = ndtri(1 - _tail(tail)) * np.sqrt(centre * (1 - centre) / n + tau2)
    return np.maximum(centre - half, 0.0), np.minimum(centre + half, 1.0)


def _limits(n: Floats, centre: float, tail: float, tau2: float) -> Floats:
    if tau2 > 0:
        return np.array(additive_limits(n, target=centre, tail=tail, tau2=tau2))
    return np.array(funnel_limits(n, target=centre, tail=tail))


def _tail(tail: float) -> float:
    if inner_share("tail", tail) >= 0.5:
        raise AnalysisError(f"tail must be below 0.5, not {tail!r}")
    return float(tail)


def _exceeds_chance(total: float, df: int) -> bool:
    # upper tail of chi-square below 0.05: I φ > χ²(0.95, I − 1)
    return bool(chdtrc(df, total) < 0.05)


def _quantile(n: Floats, centre: float, p: float) -> Floats:
    """Return the quantile of a count, between 0 and n, as a real number."""
    whole = n == np.floor(n)
    result = np.empty_like(n)
    result[whole] = _whole_quantile(n[whole], centre, p)
    result[~whole] = _beta_quantile(n[~whole], centre, p)
    return result


def _whole_quantile(n: Floats, centre: float, p: float) -> Floats:
    r = _bisect_count(n, centre, p)
    below = np.where(r > 0, bdtr(np.maximum(r - 1, 0), n.astype(np.int64), centre), 0.0)
    at = bdtr(r, n.astype(np.int64), centre)
    share = (at - p) / np.maximum(at - below, 1e-300)
    return np.asarray(np.clip(r - np.clip(share, 0.0, 1.0), 0.0, n))


def _bisect_count(n: Floats, centre: float, p: float) -> Floats:
    """Return the smallest whole r with P(X ≤ r) ≥ p."""
    low, high = np.full_like(n, -1.0), n.copy()  # P(X ≤ low) < p ≤ P(X ≤ high)
    while np.any(high - low > 1):
        middle = np.floor((low + high) / 2)
        enough = (bdtr(middle, n.astype(np.int64), centre) >= p) & (middle > low)
        high = np.where(enough, middle, high)
        low = np.where(enough, low, np.maximum(middle, low))
    return high


def _beta_quantile(n: Floats, centre: float, p: float) -> Floats:
    low, high = np.zeros_like(n), n.copy()
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        enough = betainc(n - middle, middle + 1, 1 - centre) >= p
        high = np.where(enough, middle, high)
        low = np.where(enough, low, middle)
    return np.asarray(np.where(betainc(n, 1.0, 1 - centre) >= p, 0.0, high))


def _tails(y: Floats, n: Floats, centre: float, z: Floats | None) -> tuple[Floats, Floats]:
    """Return how probable a unit at the centre is to lie as far below, and as far above."""
    if z is not None:
        return np.asarray(ndtr(z)), np.asarray(ndtr(-z))
    above = mid_p_distribution(y, n, centre)
    return 1 - above, above


def _zone(below: float, above: float, inner_tail: float, outer_tail: float) -> str:
    if below < inner_tail:
        return "very_low" if below < outer_tail else "low"
    if above < inner_tail:
        return "very_high" if above < outer_tail else "high"
    return "inside"
