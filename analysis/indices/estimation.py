"""Estimate an index from a sheet of answers, for a whole sample or by domain."""

from typing import Any

import numpy as np

from analysis.answers import FIVE_POINTS, PersonSums, Scale, read_answers, sum_answers
from analysis.arguments import choice
from analysis.columns import labels, sum_by
from analysis.design import SurveyDesign
from analysis.errors import AnalysisError
from analysis.estimates import ratio, ratio_by
from analysis.indices import INDICES
from analysis.indices.base import LEAST_ANSWERED, Index, who_counts
from analysis.indices.publishing import Published, build_estimates
from analysis.intervals import company_dispersion, design_limits
from analysis.ratios import Ratios
from analysis.results import DomainEstimate, Estimate, Floats


def estimate_index(
    design: SurveyDesign,
    answers: Any,
    *,
    formula: str,
    scale: Scale = FIVE_POINTS,
    members: Any = None,
    interval: str = "default",
    confidence_level: float = 0.95,
    least_answered: float = LEAST_ANSWERED,
) -> Estimate:
    """Estimate one index of a sample, or of one subgroup of it.

    Parameters
    ----------
    design : SurveyDesign
        The whole sample.
    answers : array, respondents × items
        Scores of the formula's items, see `analysis.answers`; NaN is N/A or skipped, out of
        numerator and denominator.
    formula : str
        An id in `INDICES`.
    scale : Scale
        The answer scale and its satisfied scores.
    members : column of bool, optional
        Who belongs to the subgroup.
    interval : str
        A name in `analysis.intervals.DESIGN_INTERVALS`.
    confidence_level : float
        Strictly between 0 and 1.
    least_answered : float
        Share of the items that concern a person (neither N/A nor hidden) that must be
        answered for the person to count; two thirds by default.

    Returns
    -------
    Estimate
        Shares from 0 to 1; `mean_100` from 0 to 100, `mean_5` from 1 to 5, with interval and
        standard error on the same scale. Effective size, design effect and dispersion are those
        of the ratio in [0, 1].

    Raises
    ------
    NoResponses
        If nobody answered enough items: the index is undefined, not 0.
    AnalysisError
        If an argument is out of range or a name unknown.
    """
    index, sums = _read(answers, formula, scale, design)
    a, b = _columns(index, sums, scale, least_answered)
    ratios = ratio(design, a, b, members=members)
    return _rows(design, index, scale, ratios, sums, interval, confidence_level)[0]


def estimate_index_by(
    design: SurveyDesign,
    answers: Any,
    by: Any,
    *,
    formula: str,
    scale: Scale = FIVE_POINTS,
    interval: str = "default",
    confidence_level: float = 0.95,
    least_answered: float = LEAST_ANSWERED,
) -> list[DomainEstimate]:
    """Estimate one index in every level of `by`, in the order of the labels.

    With at least five levels that have answers the default interval leans on their pooled
    dispersion (statistics.md 4.2, "with company"): levels of one kind only, please, units of one
    level and not units mixed with their parents.

    Parameters
    ----------
    by : column of labels
        None or NaN puts a respondent in no domain.
    design, answers, formula, scale, interval, confidence_level, least_answered
        As for `estimate_index`.

    Returns
    -------
    list of DomainEstimate
        A level without answers has the estimate None.
    """
    index, sums = _read(answers, formula, scale, design)
    names, _ = labels(by, "by", design.rows, missing_allowed=True)
    a, b = _columns(index, sums, scale, least_answered)
    ratios = ratio_by(design, a, b, by)
    rows = _rows(design, index, scale, ratios, sums, interval, confidence_level)
    found = dict(zip(ratios.labels, rows, strict=True))
    return [DomainEstimate(name, found.get(name)) for name in names]


def _read(
    answers: Any, formula: str, scale: Scale, design: SurveyDesign
) -> tuple[Index, PersonSums]:
    index = INDICES[choice("formula", formula, INDICES)]
    sheet = read_answers(answers, scale)
    if sheet.shape[0] != design.rows:
        raise AnalysisError(f"answers: {sheet.shape[0]} rows for {design.rows} respondents")
    index.check_items(sheet.shape[1])
    return index, sum_answers(sheet, scale)


def _columns(
    index: Index, sums: PersonSums, scale: Scale, least_answered: float
) -> tuple[Floats, Floats]:
    """The pairs as floats, NaN where a person did not answer enough."""
    counted = who_counts(sums, least_answered)
    a, b = (np.where(counted, column, np.nan) for column in index.pairs(sums, scale))
    return a, b


def _rows(
    design: SurveyDesign,
    index: Index,
    scale: Scale,
    ratios: Ratios,
    sums: PersonSums,
    interval: str,
    confidence_level: float,
) -> list[Estimate]:
    company = company_dispersion(ratios.moments)
    limits = design_limits(
        ratios.moments, method=interval, confidence_level=confidence_level, company=company
    )
    inside = ratios.domains >= 0
    answered = sums.answered[inside].astype(np.float64)
    return build_estimates(
        Published(index, scale, interval, confidence_level, design.source, design.notices()),
        ratios.moments,
        limits,
        simple_variance=ratios.simple_variance,
        answered_items=sum_by(ratios.domains[inside], answered, len(ratios.labels))
        / ratios.moments.n,
    )
