"""The record of estimated ratios, and the one computation behind every estimate.

The linearised scores e = (a − R b) / Σ w b carry everything that follows: variances, covariances,
differences and composites (statistics.md 3.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.columns import SMALLEST, Ints, count_by, numbers, sum_by
from analysis.design import SurveyDesign
from analysis.domains import DomainCounts, count_domains
from analysis.errors import AnalysisError, NoResponses
from analysis.results import Floats, Moments
from analysis.variance import domain_variances


@dataclass(frozen=True, slots=True, eq=False)
class Ratios:
    """Ratios of one or many domains that do not overlap.

    labels : the domains with answers, in order; one entry, "", for a whole sample
    without_answers : the domains nobody in which has a value: undefined, not 0
    moments : value, variance, counts; arrays in the order of `labels`
    simple_variance : variance of a simple random sample of n drawn with replacement; NaN-free:
        0 where n is 1
    size : Σw of each domain, the estimated number of people it stands for
    scores : e of each respondent within the own domain, 0 outside
    domains : position in `labels` of each respondent's domain, -1 outside
    """

    labels: tuple[str, ...]
    without_answers: tuple[str, ...]
    moments: Moments
    simple_variance: Floats
    size: Floats
    scores: Floats
    domains: Ints

    @property
    def value(self) -> Floats:
        """The ratios."""
        return self.moments.value

    @property
    def se(self) -> Floats:
        """Their standard errors, with population correction."""
        return np.sqrt(self.moments.variance)

    @property
    def single(self) -> float:
        """The ratio when there is one domain."""
        return float(self.value[0])

    def position(self, label: str) -> int:
        """Return the place of a domain; raises `NoResponses` or `AnalysisError`."""
        if label in self.without_answers:
            raise NoResponses(f"{label}: nobody answered")
        if label not in self.labels:
            raise AnalysisError(f"no domain {label!r}; there are: {', '.join(self.labels)}")
        return self.labels.index(label)

    def column(self, label: str | None = None) -> Floats:
        """Scores of one domain over the whole sample, zero outside it (never dropped)."""
        place = 0 if label is None else self.position(label)
        result: Floats = np.where(self.domains == place, self.scores, 0.0)
        return result


def read_members(members: Any, rows: int) -> NDArray[np.bool_]:
    """Read who belongs to a domain: a column of True and False, or everyone."""
    if members is None:
        return np.ones(rows, dtype=bool)
    column = np.asarray(members)
    if column.dtype.kind != "b" or column.shape != (rows,):
        raise AnalysisError("members: one True or False per respondent is needed")
    return column


def estimate_ratios(
    design: SurveyDesign,
    numerator: Any,
    denominator: Any,
    codes: Ints,
    names: Sequence[str],
    members: Any,
) -> Ratios:
    """Estimate the ratio of every domain code; checks the columns. See `analysis.estimates`."""
    a, b = _pairs(design, numerator, denominator)
    inside = (codes >= 0) & ~np.isnan(a) & ~np.isnan(b) & read_members(members, design.rows)
    a, b = np.where(inside, a, 0.0), np.where(inside, b, 0.0)
    position, kept = _with_answers(np.where(inside, codes, -1), design.weights * b, len(names))
    domains = np.where(inside, position[codes], -1)
    counts = count_domains(design, domains, len(kept))
    value, scores = _linearise(design.weights, a, b, domains, len(kept))
    return Ratios(
        labels=tuple(names[k] for k in kept),
        without_answers=tuple(name for k, name in enumerate(names) if position[k] < 0),
        moments=_moments(design, counts, value, scores, domains, _is_binary(a, b, domains, kept)),
        simple_variance=_simple_variance(design.weights, scores, domains, counts),
        size=counts.weight,
        scores=scores,
        domains=domains,
    )


def combine_ratios(
    design: SurveyDesign, parts: Sequence[Ratios], coefficients: Sequence[float]
) -> Ratios:
    """Build the weighted sums Σ ω_f R_f of ratios over the same levels, domain by domain.

    Assumes one coefficient per part. A domain counts everybody with an answer in some part; where
    one part has no answers the sum is undefined, and nothing is renormalised (statistics.md 2.2).
    """
    names = (*parts[0].labels, *parts[0].without_answers)
    labels = tuple(name for name in parts[0].labels if all(name in p.labels for p in parts))
    domains = np.full(design.rows, -1, dtype=np.intp)
    scores, value = np.zeros(design.rows), np.zeros(len(labels))
    for part, omega in zip(parts, coefficients, strict=True):
        place = [labels.index(name) if name in labels else -1 for name in part.labels]
        own = np.array([*place, -1], dtype=np.intp)[part.domains]  # code -1 stays -1
        domains = np.maximum(domains, own)
        scores += np.where(own >= 0, omega * part.scores, 0.0)
        value += omega * part.value[[part.labels.index(name) for name in labels]]
    counts = count_domains(design, domains, len(labels))
    several = np.zeros(len(labels), dtype=bool)
    return Ratios(
        labels=labels,
        without_answers=tuple(name for name in names if name not in labels),
        moments=_moments(design, counts, value, scores, domains, several),
        simple_variance=_simple_variance(design.weights, scores, domains, counts),
        size=counts.weight,
        scores=scores,
        domains=domains,
    )


def _pairs(design: SurveyDesign, numerator: Any, denominator: Any) -> tuple[Floats, Floats]:
    a = numbers(numerator, "numerator", design.rows)
    b = numbers(denominator, "denominator", design.rows)
    wrong = ~np.isnan(b) & (b < SMALLEST) & (b != 0)
    if wrong.any():
        raise AnalysisError(f"denominator: {b[wrong][0]:g} is neither 0 nor above 0")
    return a, b


def _with_answers(codes: Ints, weighted: Floats, count: int) -> tuple[Ints, list[int]]:
    """Place of each level among those whose denominators do not add up to 0; -1 for the rest."""
    inside = codes >= 0
    sums = sum_by(codes[inside], weighted[inside], count)
    kept = np.flatnonzero(sums > 0)
    position = np.full(count + 1, -1, dtype=np.intp)  # one more, so that code -1 stays -1
    position[kept] = np.arange(kept.size)
    return position, kept.tolist()


def _linearise(
    weights: Floats, a: Floats, b: Floats, domains: Ints, count: int
) -> tuple[Floats, Floats]:
    inside = domains >= 0
    codes = domains[inside]
    numerator = sum_by(codes, (weights * a)[inside], count)
    divisor = sum_by(codes, (weights * b)[inside], count)
    value = numerator / divisor
    scores = np.zeros(domains.size)
    scores[inside] = (a[inside] - value[codes] * b[inside]) / divisor[codes]
    return value, scores


def _moments(
    design: SurveyDesign,
    counts: DomainCounts,
    value: Floats,
    scores: Floats,
    domains: Ints,
    binary: NDArray[np.bool_],
) -> Moments:
    both = [
        domain_variances(design, scores, domains, value.size, with_replacement=wr)
        for wr in (False, True)
    ]
    plain = counts.plain & binary & (design.calibration is None)
    return Moments.of(
        value,
        both[1],
        counts.n,
        counts.df,
        variance=both[0],
        correction=counts.correction,
        weight_effect=counts.weight_effect,
        cluster_size=counts.cluster_size,
        simple=plain.astype(float),
    )


def _is_binary(a: Floats, b: Floats, domains: Ints, kept: Sequence[int]) -> NDArray[np.bool_]:
    """Domains in which everyone gave one answer and it is 0 or 1."""
    other = ((a != 0) & (a != 1)) | (b != 1)
    found = count_by(domains[(domains >= 0) & other], len(kept))
    return np.asarray(found == 0)


def _simple_variance(
    weights: Floats, scores: Floats, domains: Ints, counts: DomainCounts
) -> Floats:
    """s²/n with s² = n/(n−1) Σ w (a − R b)² / Σ w over b̄²; for b = 1 that of section 3.5."""
    inside = domains >= 0
    squares = sum_by(domains[inside], (weights * scores**2)[inside], counts.n.size)
    return np.where(counts.n > 1, squares * counts.weight / np.maximum(counts.n - 1.0, 1.0), 0.0)
