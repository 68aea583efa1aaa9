"""Limits of whole tables by a named method, with or without like units to lean on."""

from collections.abc import Sequence
from typing import Any

from analysis.arguments import choice
from analysis.intervals.design_based import company_dispersion, moderated_mid_p
from analysis.intervals.textbook import DESIGN_INTERVALS
from analysis.results import Floats, Moments


def design_limits(
    moments: Moments,
    *,
    method: str = "default",
    confidence_level: float = 0.95,
    company: float | Floats | None = None,
) -> tuple[Floats, Floats]:
    """Compute the limits of one or many domains by a named method.

    Parameters
    ----------
    moments : Moments
        Arrays of any one shape; see `Moments`.
    method : str, optional
        A name in `DESIGN_INTERVALS`.
    confidence_level : float, optional
        Strictly between 0 and 1.
    company : float or array, optional
        Pooled dispersion of like units (`pooled_dispersion`, `company_dispersion`); used by the
        default only. None, or 0 in an array: the domain stands alone.

    Returns
    -------
    low, high : arrays
        Shares from 0 to 1 that hold the estimate; 0 and 1 where nobody answered.

    Raises
    ------
    AnalysisError
        If the method is unknown or a moment is out of its range.

    Examples
    --------
    >>> low, high = design_limits(Moments.of(0.9, 0.0009, 40, 39), company=0.6)
    >>> round(float(low), 4), round(float(high), 4)
    (0.8192, 0.9524)
    """
    if choice("interval", method, DESIGN_INTERVALS) == "default":
        return moderated_mid_p(moments, confidence_level, company=company)
    return DESIGN_INTERVALS[method](moments, confidence_level)


def pooled_limits(
    moments: Moments,
    *,
    groups: Sequence[Any] | None = None,
    method: str = "default",
    confidence_level: float = 0.95,
) -> tuple[Floats, Floats]:
    """Pool the dispersion over like units, then compute the limits of each.

    Parameters
    ----------
    moments : Moments
        One-dimensional, one entry per unit.
    groups : sequence, optional
        A label per unit; pool within equal labels: one survey, item set and level each.
    method, confidence_level
        As in `design_limits`.
    """
    company = company_dispersion(moments, groups)
    return design_limits(moments, method=method, confidence_level=confidence_level, company=company)
