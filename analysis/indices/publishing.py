"""From moments and limits to `Estimate` records on the scale an index is published on."""

from dataclasses import dataclass

import numpy as np

from analysis.answers import Scale
from analysis.indices.base import Index
from analysis.intervals import dispersion
from analysis.results import Estimate, Floats, Interval, Moments, Notice

# Kish's effect above which weights are worth a word (statistics.md 2.1).
UNEVEN_WEIGHTS = 2.0


@dataclass(frozen=True, slots=True)
class Published:
    """What is the same for all estimates of one table."""

    index: Index
    scale: Scale
    interval: str
    confidence_level: float
    source: str
    notices: tuple[Notice, ...] = ()


def build_estimates(
    published: Published,
    moments: Moments,
    limits: tuple[Floats, Floats],
    *,
    simple_variance: Floats,
    answered_items: Floats,
) -> list[Estimate]:
    """Build one record per domain; everybody in `moments` must have answers (n above 0).

    Arrays are one-dimensional. Effective size, design effect and dispersion are those of the
    ratio in [0, 1]; value, standard error and limits are moved to the published scale.
    """
    start, end = published.index.ends(published.scale)
    length = end - start
    low, high = limits
    phi = dispersion(moments)
    return [
        Estimate(
            value=start + length * float(moments.value[k]),
            se=length * float(np.sqrt(moments.variance[k])),
            df=float(moments.df[k]),
            n=int(moments.n[k]),
            interval=Interval(
                start + length * float(low[k]),
                start + length * float(high[k]),
                published.confidence_level,
                published.interval,
            ),
            formula=published.index.id,
            n_eff=_quotient(moments.n[k], phi[k] * moments.correction[k]),
            deff=_quotient(moments.variance[k], simple_variance[k]),
            dispersion=float(phi[k]) if 0.0 < moments.value[k] < 1.0 else None,
            formula_version=published.index.version,
            counted=published.index.counted,
            source=published.source,
            answered_items=float(answered_items[k]),
            notices=(*published.notices, *_uneven(float(moments.weight_effect[k]))),
        )
        for k in range(moments.value.size)
    ]


def _quotient(top: float, bottom: float) -> float | None:
    """A design effect or effective size, which a zero variance or a census does not have."""
    return float(top / bottom) if bottom > 0 else None


def _uneven(effect: float) -> tuple[Notice, ...]:
    return (Notice("uneven_weights", f"{effect:.2f}"),) if effect > UNEVEN_WEIGHTS else ()
