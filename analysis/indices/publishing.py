"""From moments and limits to `Estimate` records on the scale an index is published on."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from analysis.answers import Scale
from analysis.columns import sum_by
from analysis.indices.base import Index
from analysis.intervals import company_dispersion, design_limits, dispersion
from analysis.ratios import Ratios
from analysis.results import Estimate, Floats, Interval, Moments, Notice

# Kish's effect above which weights are worth a word (statistics.md 2.1).
UNEVEN_WEIGHTS = 2.0


@dataclass(frozen=True, slots=True)
class Published:
    """What is the same for all estimates of one table.

    start, end : what the ratios 0 and 1 are called on the published scale
    """

    formula: str
    version: int
    counted: str
    start: float
    end: float
    interval: str
    confidence_level: float
    source: str
    notices: tuple[Notice, ...] = ()

    @classmethod
    def of_index(
        cls,
        index: Index,
        scale: Scale,
        *,
        interval: str,
        confidence_level: float,
        source: str,
        notices: tuple[Notice, ...] = (),
    ) -> Self:
        """Describe a table of one index."""
        ends = index.ends(scale)
        about = (index.id, index.version, index.counted)
        return cls(*about, *ends, interval, confidence_level, source, notices)


def publish_ratios(
    ratios: Ratios,
    published: Published,
    answered: Floats,
    *,
    with_company: bool = True,
    company: float | None = None,
) -> list[Estimate]:
    """Give every domain of `ratios` its limits and its record.

    Parameters
    ----------
    ratios : Ratios
        Within [0, 1].
    published : Published
    answered : array
        Items that each respondent of the sample answered.
    with_company : bool
        Whether five or more domains lean on their pooled dispersion (statistics.md 4.2).
    company : float, optional
        A pooled dispersion that rests on more domains than these, in place of theirs.
    """
    limits = design_limits(
        ratios.moments,
        method=published.interval,
        confidence_level=published.confidence_level,
        company=leaning(ratios.moments, company) if with_company else None,
    )
    inside = ratios.domains >= 0
    items = sum_by(ratios.domains[inside], answered[inside], len(ratios.labels))
    return build_estimates(
        published,
        ratios.moments,
        limits,
        simple_variance=ratios.simple_variance,
        answered_items=items / ratios.moments.n,
    )


def leaning(moments: Moments, company: float | None) -> Floats:
    """Give each domain the dispersion it leans on: one that is told, or that of all domains."""
    if company is None:
        return company_dispersion(moments)
    return np.full(moments.value.shape, company)


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
    start, length = published.start, published.end - published.start
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
            formula=published.formula,
            n_eff=_quotient(moments.n[k], phi[k] * moments.correction[k]),
            deff=_quotient(moments.variance[k], simple_variance[k]),
            dispersion=float(phi[k]) if 0.0 < moments.value[k] < 1.0 else None,
            formula_version=published.version,
            counted=published.counted,
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
