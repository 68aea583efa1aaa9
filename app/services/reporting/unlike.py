"""Which units are unlike the others, given how many answers each has: the numbers of a funnel plot.

A funnel asks "unlike the others?", a verdict asks "below the target?"; the centre here is the mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.funnel import Funnel, additive_limits, funnel, funnel_limits
from analysis.results import Floats
from app.services.reporting.records import Figure, IndexRow

LEAST_UNITS = 3
CURVE_POINTS = 60


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the funnel at one size: the inner ones and the outer ones."""

    size: float
    inner: tuple[float, float]
    outer: tuple[float, float]


@dataclass(frozen=True, slots=True)
class UnlikeOthers:
    """Units in a funnel around their mean; `rows` and the rows of `funnel` belong together."""

    rows: tuple[tuple[IndexRow, Figure], ...]
    funnel: Funnel
    curves: tuple[Limits, ...]


def unlike_others(rows: Sequence[IndexRow]) -> UnlikeOthers | None:
    """Place the units that have a figure; None for a mean, or where too few units have one."""
    shown = tuple((row, row.figure) for row in rows if row.figure is not None)
    if len(shown) < LEAST_UNITS or not shown[0][0].formula.is_share:
        return None
    values = np.array([figure.share for _, figure in shown])
    sizes = np.array([figure.n_eff for _, figure in shown])
    centre = float(np.average(values, weights=sizes))
    if not 0 < centre < 1:
        return None
    found = funnel(values, sizes, target=centre)
    return UnlikeOthers(shown, found, _curves(found, float(sizes.min()), float(sizes.max())))


def _curves(found: Funnel, least: float, most: float) -> tuple[Limits, ...]:
    sizes = np.unique(np.rint(np.geomspace(max(least, 2.0), max(most, 3.0), CURVE_POINTS)))
    inner, outer = (_limits(sizes, found, tail) for tail in (found.inner_tail, found.outer_tail))
    return tuple(
        Limits(
            float(size),
            (float(inner[0][k]), float(inner[1][k])),
            (float(outer[0][k]), float(outer[1][k])),
        )
        for k, size in enumerate(sizes)
    )


def _limits(sizes: Floats, found: Funnel, tail: float) -> tuple[Floats, Floats]:
    tau2 = found.dispersion.tau2
    if tau2 > 0:
        return additive_limits(sizes, target=found.centre, tail=tail, tau2=tau2)
    return funnel_limits(sizes, target=found.centre, tail=tail)
