"""Intervals other survey software prints, to reproduce its numbers; not better than the default.

statistics.md 4.5. All use m = R(1−R)/v, the effective size by the estimated variance. Where a
formula does not exist (no degrees of freedom; logit at 0, 1 or zero variance) the default stands
in. R's `svyciprop` and others give noise, NaN or a point there.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.special import expit, logit, ndtri

from analysis.arguments import inner_share
from analysis.intervals.binomial import clopper_pearson_limits
from analysis.intervals.checking import check_moments
from analysis.intervals.design_based import df_factor, moderated_mid_p, with_edges
from analysis.intervals.mid_p import EDGE, LARGEST_SIZE, SMALLEST_SIZE
from analysis.results import Floats, Moments

Method = Callable[[Moments, float], tuple[Floats, Floats]]


def wilson(moments: Moments, confidence_level: float) -> tuple[Floats, Floats]:
    """Wilson with m = R(1−R)/v and t_d, as R's `svyciprop(method = "wilson")` (survey 4.5).

    The degrees of freedom enter once, by t; svy also multiplies m by them, which corrects twice.
    """
    checked, level = check_moments(moments), inner_share("confidence_level", confidence_level)
    size, t, value = _size(checked), _t(checked, level), checked.value
    centre = (value + t**2 / (2 * size)) / (1 + t**2 / size)
    half = t / (1 + t**2 / size) * np.sqrt(value * (1 - value) / size + t**2 / (4 * size**2))
    low, high = np.clip(centre - half, 0, value), np.clip(centre + half, value, 1)
    low, high = np.where(value <= EDGE, 0.0, low), np.where(value >= 1 - EDGE, 1.0, high)
    return _or_default(checked, level, low, high, checked.df >= 1)


def korn_graubard(moments: Moments, confidence_level: float) -> tuple[Floats, Floats]:
    """Clopper-Pearson at m (t_{n−1}/t_d)², as R's `svyciprop(method = "beta")`.

    At R = 0 or 1 and at v = 0 the size is n. Korn & Graubard 1998.
    """
    return _korn_graubard(moments, confidence_level, truncated=False)


def korn_graubard_truncated(moments: Moments, confidence_level: float) -> tuple[Floats, Floats]:
    """Korn-Graubard with the effective size cut at n: the NCHS rule (Parker et al. 2017)."""
    return _korn_graubard(moments, confidence_level, truncated=True)


def _korn_graubard(
    moments: Moments, confidence_level: float, *, truncated: bool
) -> tuple[Floats, Floats]:
    checked, level = check_moments(moments), inner_share("confidence_level", confidence_level)
    whole = df_factor(np.maximum(checked.n - 1, 1), level)
    factor = (whole / df_factor(np.maximum(checked.df, 1), level)) ** 2
    estimated = _has_variance(checked)
    size = np.where(estimated, _size(checked) * factor, checked.n)
    size = np.minimum(size, checked.n) if truncated else size
    return _beta_limits(checked, level, size, checked.df >= 1)


def clopper_pearson(moments: Moments, confidence_level: float) -> tuple[Floats, Floats]:
    """Clopper-Pearson at m without the degrees-of-freedom factor; at n for a simple 0/1 item."""
    checked, level = check_moments(moments), inner_share("confidence_level", confidence_level)
    simple = (checked.simple > 0) & (checked.correction == 1)
    size = np.where(simple, checked.n, _size(checked))
    return _beta_limits(checked, level, size, simple | (checked.df >= 1))


def logit_limits(moments: Moments, confidence_level: float) -> tuple[Floats, Floats]:
    """expit(logit R ± t_d sqrt(v) / (R(1−R))), as R's `svyciprop(method = "xlogit")`."""
    checked, level = check_moments(moments), inner_share("confidence_level", confidence_level)
    exists = _has_variance(checked) & (checked.df >= 1)
    value = np.where(exists, checked.value, 0.5)
    error = _t(checked, level) * np.sqrt(checked.variance) / (value * (1 - value))
    low, high = expit(logit(value) - error), expit(logit(value) + error)
    return _or_default(checked, level, np.minimum(low, value), np.maximum(high, value), exists)


def _has_variance(moments: Moments) -> Any:
    inner = (moments.value > EDGE) & (moments.value < 1 - EDGE)
    return inner & (moments.variance > 0) & (moments.n > 0)


def _size(moments: Moments) -> Floats:
    """m = R(1−R)/v, and n where it does not exist."""
    estimated = _has_variance(moments)
    variance = np.where(estimated, moments.variance, 1.0)
    size = moments.value * (1 - moments.value) / np.maximum(variance, 1e-300)
    chosen = np.where(estimated, size, np.maximum(moments.n, 1))
    return np.clip(chosen, SMALLEST_SIZE, LARGEST_SIZE)


def _t(moments: Moments, confidence_level: float) -> Floats:
    z = float(ndtri(0.5 + confidence_level / 2))
    return df_factor(np.maximum(moments.df, 1), confidence_level) * z


def _beta_limits(
    moments: Moments, confidence_level: float, size: Floats, exists: Any
) -> tuple[Floats, Floats]:
    size = np.where(moments.n > 0, size, 1.0)
    snapped = np.where(
        moments.value <= EDGE, 0.0, np.where(moments.value >= 1 - EDGE, 1.0, moments.value)
    )
    low, high = clopper_pearson_limits(size * snapped, size, confidence_level)
    low, high = np.minimum(low, moments.value), np.maximum(high, moments.value)
    return _or_default(moments, confidence_level, low, high, exists)


def _or_default(
    moments: Moments, confidence_level: float, low: Floats, high: Floats, exists: Any
) -> tuple[Floats, Floats]:
    if not np.all(exists):
        other_low, other_high = moderated_mid_p(moments, confidence_level)
        low, high = np.where(exists, low, other_low), np.where(exists, high, other_high)
    return with_edges(moments, low, high)


DESIGN_INTERVALS: dict[str, Method] = {
    "default": moderated_mid_p,
    "wilson": wilson,
    "korn_graubard": korn_graubard,
    "korn_graubard_truncated": korn_graubard_truncated,
    "clopper_pearson": clopper_pearson,
    "logit": logit_limits,
}
