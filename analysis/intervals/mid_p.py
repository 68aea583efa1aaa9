"""The mid-P distribution of a share with a size that need not be whole, and its limits.

G(p) = ½ [ I_p(mR, m(1−R)+1) + I_p(mR+1, m(1−R)) ] for m respondents of whom the share R is
satisfied. For whole m and mR this is P(X > k) + ½ P(X = k) of the binomial (Lancaster 1961;
Berry & Armitage 1995); the beta form carries it over to effective sizes.
"""

from typing import Any

import numpy as np
from scipy.special import betainc, gammaln, ndtri

from analysis.arguments import inner_share
from analysis.errors import AnalysisError
from analysis.intervals.checking import as_floats
from analysis.intervals.solving import increasing_roots
from analysis.results import Floats

EDGE = 1e-12  # a share this near 0 or 1 is 0 or 1
SMALLEST_SIZE, LARGEST_SIZE = 1e-9, 1e12  # beyond: limits 0 and 1, or R to six figures


def mid_p_limits(value: Any, size: Any, confidence_level: float) -> tuple[Floats, Floats]:
    """Solve G(low) = α/2 and G(high) = 1 − α/2, all domains at once.

    Parameters
    ----------
    value : array_like
        Shares from 0 to 1.
    size : array_like
        Effective sizes above 0, whole or not.
    confidence_level : float
        Two-sided level 1 − α, strictly between 0 and 1.

    Returns
    -------
    low, high : arrays
        As shares. At 0 and 1 they are closed-form: a share of 1 has low = α^(1/m), high = 1.
        The estimate is held at any level: mid-P is not centred on R, so that below a level of
        about 0.3 the limits alone could miss it.
    """
    value, size = as_floats(value, size)
    alpha = 1.0 - inner_share("confidence_level", confidence_level)
    size = _checked(value, size)
    bottom, top = value <= EDGE, value >= 1 - EDGE
    low, high = np.zeros_like(value), np.ones_like(value)
    high[bottom] = -np.expm1(np.log(alpha) / size[bottom])
    low[top] = np.exp(np.log(alpha) / size[top])
    inner = ~(bottom | top)
    if inner.any():
        low[inner], high[inner] = _inner_limits(value[inner], size[inner], alpha)
    return np.minimum(low, value), np.maximum(high, value)


def mid_p_distribution(value: Any, size: Any, p: Any) -> Floats:
    """Evaluate G(p): the mid-P value against "the true share is at most p".

    Agrees with `mid_p_limits`: G(p) <= α/2 exactly where the lower limit is at least p.
    """
    value, size, p = as_floats(value, size, p)
    size = _checked(value, size)
    if np.isnan(p).any():
        raise AnalysisError("p must be a number everywhere")
    bottom, top = value <= EDGE, value >= 1 - EDGE
    result = np.where(p >= 1, 1.0, np.zeros_like(p))
    result = np.where(bottom & (p < 1), 1 - 0.5 * _power(1 - p, size), result)
    result = np.where(top, 0.5 * _power(p, size), result)
    inner = ~(bottom | top) & (p > 0) & (p < 1)
    if inner.any():
        result[inner] = _Curve(value[inner], size[inner]).at(p[inner])[0]
    return result


def _checked(value: Floats, size: Floats) -> Floats:
    if not (np.all((value >= 0) & (value <= 1)) and np.all(size > 0)):  # NaN fails both
        raise AnalysisError("shares must lie from 0 to 1, and effective sizes above 0")
    return np.clip(size, SMALLEST_SIZE, LARGEST_SIZE)


def _power(base: Floats, exponent: Floats) -> Floats:
    """base ** exponent for a base cut to 0 to 1, without complaint about underflow."""
    with np.errstate(under="ignore"):
        return np.asarray(np.power(np.clip(base, 0.0, 1.0), exponent))


class _Curve:
    """G and its slope, from one incomplete beta function and one density.

    I_p(x, y+1) − I_p(x+1, y) is the binomial density f at x, so G = I_p(x+1, y) + f/2; the slope
    is f/2 · (x/p + y/(1−p)).
    """

    def __init__(self, value: Floats, size: Floats) -> None:
        self.x, self.y = size * value, size * (1 - value)
        self.log_scale = gammaln(size + 1) - gammaln(self.x + 1) - gammaln(self.y + 1)

    def at(self, p: Floats, index: Any = slice(None)) -> tuple[Floats, Floats]:
        x, y = self.x[index], self.y[index]
        with np.errstate(under="ignore", over="ignore"):
            half = 0.5 * np.exp(self.log_scale[index] + x * np.log(p) + y * np.log1p(-p))
            slope = half * (x / p + y / (1 - p))
        return betainc(x + 1, y, p) + half, slope


def _inner_limits(value: Floats, size: Floats, alpha: float) -> tuple[Floats, Floats]:
    curve, z = _Curve(value, size), float(ndtri(1 - alpha / 2))
    centre = (value + z**2 / (2 * size)) / (1 + z**2 / size)
    half = z / (1 + z**2 / size) * np.sqrt(value * (1 - value) / size + z**2 / (4 * size**2))
    floor, ceiling = np.full_like(value, 1e-300), np.full_like(value, 1 - 1e-16)

    def solve(start: Floats, goal: float) -> Floats:
        def function(p: Floats, index: Any) -> tuple[Floats, Floats]:
            at, slope = curve.at(p, index)
            return at - goal, slope

        return increasing_roots(function, start, floor, ceiling)

    return solve(centre - half, alpha / 2), solve(centre + half, 1 - alpha / 2)
