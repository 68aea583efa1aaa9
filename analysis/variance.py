"""Variance of linearised scores in a multistage sample (statistics.md 3.2, 3.3).

With y = w e, t_u the sum of y in a sampled unit u and g its group,

    V = Σ_stages Σ_groups [Π f of the stages before] (1 − f_g) n_g/(n_g − 1) Σ_u (t_u − t̄_g)²

n_g counts units of the whole sample. Binder 1983; Särndal, Swensson & Wretman 1992, ch. 4-5.
Deviations are squared after centring, never as a difference of large sums.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.arguments import LARGEST
from analysis.columns import Ints, count_by, pairs, sum_by
from analysis.design import SurveyDesign
from analysis.errors import AnalysisError, InvalidDesign
from analysis.results import Floats
from analysis.stages import Stage

# Columns of scores that are expanded at once for a calibrated design: bounds the memory.
BLOCK = 16


@dataclass(frozen=True, slots=True)
class Factors:
    """How each group's squares count.

    scale : per group; centred : 0 for groups whose unit is compared with the grand mean
    lenders : None, or 1 for groups whose mean square stands in for that of the other groups
    """

    scale: Floats
    centred: Floats
    lenders: Floats | None = None


def _adjust(stage: Stage, scale: Floats, lonely: Floats) -> Factors:
    """A lonely unit is compared with the grand mean in place of its own."""
    return Factors(scale, 1.0 - lonely)


def _remove(stage: Stage, scale: Floats, lonely: Floats) -> Factors:
    return Factors(scale * (1.0 - lonely), np.ones_like(scale))


def _average(stage: Stage, scale: Floats, lonely: Floats) -> Factors:
    """A lonely group contributes the mean of the other groups of its stage.

    For a domain only groups with its members count, on both sides, as in R: a stratum without
    them neither needs a variance nor has one to lend.
    """
    if lonely.all():
        raise InvalidDesign("every stratum holds one cluster: there is no mean to borrow")
    return Factors(scale * (1.0 - lonely), np.ones_like(scale), 1.0 - lonely)


def _fail(stage: Stage, scale: Floats, lonely: Floats) -> Factors:
    concerned = lonely * scale > 0
    if concerned.any():
        raise InvalidDesign(f"{stage.names[int(concerned.argmax())]} holds one cluster only")
    return Factors(scale, np.ones_like(scale))


LONELY: dict[str, Callable[[Stage, Floats, Floats], Factors]] = {
    "adjust": _adjust,
    "remove": _remove,
    "average": _average,
    "fail": _fail,
}


def covariance(design: SurveyDesign, scores: Floats, *, with_replacement: bool = False) -> Floats:
    """Covariance matrix of the totals Σ w e of several score columns.

    Parameters
    ----------
    design : SurveyDesign
    scores : array, respondents × statistics
        Linearised scores e, zero outside the domain of each statistic, never dropped.
    with_replacement : bool
        Leave out population corrections and later stages (v_wr of section 3.5).

    Returns
    -------
    array, statistics × statistics
    """
    scores = np.asarray(scores, dtype=np.float64)
    if scores.ndim != 2 or scores.shape[0] != design.rows:
        raise AnalysisError("scores: one row per respondent of the whole sample is needed")
    if not np.isfinite(scores).all():
        raise AnalysisError("scores: a value is missing; outside the domain a score is 0")
    if (np.abs(scores) > LARGEST).any():
        raise AnalysisError(f"scores: a value beyond {LARGEST:g} in size")
    weighted = weighted_scores(design, scores)
    total = np.zeros((scores.shape[1], scores.shape[1]))
    for depth, stage, factors in _active_stages(design, with_replacement):
        sums = _unit_sums(stage, weighted)
        means = _group_sums(stage, sums) / stage.sampled[:, None]
        grand = sums.mean(axis=0) if depth == 0 else np.zeros(sums.shape[1])
        centre = np.where(factors.centred[:, None] > 0, means, grand)
        deviations = (sums - centre[stage.group]) * np.sqrt(factors.scale)[stage.group, None]
        total += deviations.T @ deviations * _borrowed(factors)
    return total


def _borrowed(factors: Factors) -> float:
    """How many times the squares of the lenders count: for themselves and for the lonely."""
    return 1.0 if factors.lenders is None else float(factors.lenders.size / factors.lenders.sum())


def domain_variances(
    design: SurveyDesign,
    scores: Floats,
    domains: Ints,
    count: int,
    *,
    with_replacement: bool = False,
) -> Floats:
    """Variance of Σ w e within each of many domains that do not overlap, all at once.

    Parameters
    ----------
    design : SurveyDesign
    scores : array, one per respondent
        Scores of the domain a respondent belongs to. Within a domain their weighted sum must be 0,
        as it is for ratios: lonely units are then rightly compared with 0.
    domains : array of int
        Domain of each respondent from 0, or -1 for none.
    count : int
        Number of domains.

    Returns
    -------
    array, one variance per domain
    """
    if design.calibration is not None:
        return _calibrated_variances(design, scores, domains, count, with_replacement)
    inside = domains >= 0
    weighted = design.weights[inside] * scores[inside]
    variances = np.zeros(count)
    for _, stage, factors in _active_stages(design, with_replacement):
        variances += _stage_variances(stage, factors, weighted, inside, domains[inside], count)
    return variances


def weighted_scores(design: SurveyDesign, scores: Floats) -> Floats:
    """Return w e, or w times the residual of e on the calibration variables (section 3.1)."""
    calibration = design.calibration
    if calibration is None:
        return design.weights[:, None] * scores
    scaled = calibration.root[:, None] * scores
    residual = scaled - calibration.basis @ (calibration.basis.T @ scaled)
    result: Floats = residual * (design.weights / calibration.root)[:, None]
    return result


def _active_stages(
    design: SurveyDesign, with_replacement: bool
) -> list[tuple[int, Stage, Factors]]:
    """The stages that contribute, with the weight of each group's squares."""
    active = []
    for depth, stage in enumerate(design.stages):
        scale = stage.reach_wr if with_replacement else stage.reach * (1.0 - stage.fraction)
        scale = np.where(stage.take_all_single, 0.0, scale)
        scale = scale * stage.sampled / np.maximum(stage.sampled - 1.0, 1.0)
        if scale.any():
            factors = LONELY[design.lonely](stage, scale, stage.lonely.astype(np.float64))
            active.append((depth, stage, factors))
    return active


def _unit_sums(stage: Stage, weighted: Floats) -> Floats:
    units = stage.group.size
    if units == weighted.shape[0]:
        sums = np.empty_like(weighted)
        sums[stage.unit] = weighted
        return sums
    columns = [sum_by(stage.unit, column, units) for column in weighted.T]
    return np.stack(columns, axis=1) if columns else np.zeros((units, 0))


def _group_sums(stage: Stage, sums: Floats) -> Floats:
    groups = stage.sampled.size
    columns = [sum_by(stage.group, column, groups) for column in sums.T]
    return np.stack(columns, axis=1) if columns else np.zeros((groups, 0))


def _stage_variances(
    stage: Stage,
    factors: Factors,
    weighted: Floats,
    inside: NDArray[np.bool_],
    domains: Ints,
    count: int,
) -> Floats:
    """Sum over pairs of unit and domain; units without members of a domain have t = 0."""
    unit, unit_domain, pair = pairs(stage.unit[inside], domains, count)
    sums = sum_by(pair, weighted, unit.size)
    group, group_domain, cell = pairs(stage.group[unit], unit_domain, count)
    members = count_by(cell, group.size)
    means = sum_by(cell, sums, group.size) / stage.sampled[group] * factors.centred[group]
    squares = sum_by(cell, (sums - means[cell]) ** 2, group.size)
    squares += (stage.sampled[group] - members) * means**2
    variances = sum_by(group_domain, factors.scale[group] * squares, count)
    if factors.lenders is None:
        return variances
    lenders = sum_by(group_domain, factors.lenders[group], count)
    # a domain that lies in lonely groups alone has nobody to borrow from: squares and df are 0
    return variances * count_by(group_domain, count) / np.maximum(lenders, 1.0)


def _calibrated_variances(
    design: SurveyDesign, scores: Floats, domains: Ints, count: int, with_replacement: bool
) -> Floats:
    """Residuals reach outside the domain, so each domain needs a whole column."""
    blocks = []
    for start in range(0, count, BLOCK):
        block = np.arange(start, min(start + BLOCK, count))
        columns = np.where(domains[:, None] == block, scores[:, None], 0.0)
        blocks.append(np.diag(covariance(design, columns, with_replacement=with_replacement)))
    return np.concatenate(blocks) if blocks else np.zeros(0)
