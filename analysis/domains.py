"""What is counted per domain: respondents, degrees of freedom, corrections, weight effects.

Only respondents inside the domain count here (statistics.md 3.4, 3.5); the variance itself keeps
the whole sample.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.columns import Ints, count_by, pairs, sum_by
from analysis.design import SurveyDesign
from analysis.results import Floats

# Weights that differ by less than this, relative, are equal: they come from divisions.
EQUAL = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class DomainCounts:
    """Arrays with one entry per domain; 0 or 1 as harmless values where nobody is inside.

    n : respondents, unweighted
    df : clusters with members minus strata with members, as R's `degf` of a subset
    weight : Σw, the estimated size N̂ of the domain
    correction : g = Σw²(1−f)/Σw², f the sampling fraction of the first stage, or of the next one
        where the first took everything: g is 0 only in a census
    weight_effect : Kish's n Σw²/(Σw)²
    cluster_size : mean members per cluster, 1 where respondents were drawn
    plain : whether the domain is a simple random sample: one stratum, equal weights, no clusters
    """

    n: Floats
    df: Floats
    weight: Floats
    correction: Floats
    weight_effect: Floats
    cluster_size: Floats
    plain: NDArray[np.bool_]


def count_domains(design: SurveyDesign, domains: Ints, count: int) -> DomainCounts:
    """Count the members of `count` domains; `domains` holds each respondent's, -1 for none."""
    inside = domains >= 0
    codes, weights = domains[inside], design.weights[inside]
    first = design.stages[0]
    units = _distinct(first.unit[inside], codes, count)
    strata = _distinct(first.group[first.unit[inside]], codes, count)
    n = count_by(codes, count)
    weight = sum_by(codes, weights, count)
    squares = sum_by(codes, weights**2, count)
    corrected = sum_by(codes, weights**2 * _not_taken(design)[inside], count)
    present = n > 0
    safe = np.where(present, weight, 1.0)
    effect = np.where(present, np.maximum(n * squares / safe**2, 1.0), 1.0)
    return DomainCounts(
        n=n,
        df=units - strata,
        weight=weight,
        correction=np.where(present, corrected / np.where(present, squares, 1.0), 1.0),
        weight_effect=effect,
        cluster_size=_cluster_size(design, n, units),
        plain=(strata <= 1) & (effect <= 1.0 + EQUAL) & (not design.clustered),
    )


def _not_taken(design: SurveyDesign) -> Floats:
    """1 − f of each respondent at the first stage that did not take everything."""
    share = np.zeros(design.rows)
    for stage in design.stages:
        share = np.where(share > 0, share, (1.0 - stage.fraction)[stage.group][stage.unit])
    return share


def _distinct(units: Ints, domains: Ints, count: int) -> Floats:
    """Number of different units with members, per domain."""
    _, domain_of_pair, _ = pairs(units, domains, count)
    return count_by(domain_of_pair, count)


def _cluster_size(design: SurveyDesign, n: Floats, units: Floats) -> Floats:
    if not design.clustered:
        return np.ones(n.size)
    return np.maximum(n / np.maximum(units, 1.0), 1.0)
