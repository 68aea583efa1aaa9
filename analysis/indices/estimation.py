"""Estimate an index from a sheet of answers, for a whole sample or by domain."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.answers import FIVE_POINTS, Scale, read_answers, sum_answers
from analysis.arguments import choice
from analysis.columns import labels
from analysis.design import SurveyDesign
from analysis.errors import AnalysisError
from analysis.estimates import ratio, ratio_by
from analysis.indices import INDICES
from analysis.indices.base import LEAST_ANSWERED, Index, who_counts
from analysis.indices.publishing import Published, publish_ratios
from analysis.results import DomainEstimate, Estimate, Floats


@dataclass(frozen=True, slots=True, eq=False)
class AnswerPairs:
    """What each respondent adds to an index.

    a, b : the pair whose weighted sums make the ratio, NaN for who did not answer enough
    answered : number of the formula's items answered
    """

    index: Index
    a: Floats
    b: Floats
    answered: Floats


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
    pairs = _read(design, answers, formula, scale, least_answered)
    ratios = ratio(design, pairs.a, pairs.b, members=members)
    published = _published(design, pairs.index, scale, interval, confidence_level)
    return publish_ratios(ratios, published, pairs.answered)[0]


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
    pairs = _read(design, answers, formula, scale, least_answered)
    names, _ = labels(by, "by", design.rows, missing_allowed=True)
    ratios = ratio_by(design, pairs.a, pairs.b, by)
    published = _published(design, pairs.index, scale, interval, confidence_level)
    rows = publish_ratios(ratios, published, pairs.answered)
    found = dict(zip(ratios.labels, rows, strict=True))
    return [DomainEstimate(name, found.get(name)) for name in names]


def answer_pairs(
    answers: Any, formula: str, scale: Scale = FIVE_POINTS, least_answered: float = LEAST_ANSWERED
) -> AnswerPairs:
    """Turn a sheet of answers into the pairs whose weighted sums make the index.

    Arguments and errors are those of `estimate_index`.
    """
    index = INDICES[choice("formula", formula, INDICES)]
    sheet = read_answers(answers, scale)
    index.check_items(sheet.shape[1])
    sums = sum_answers(sheet, scale)
    counted = who_counts(sums, least_answered)
    a, b = (np.where(counted, column, np.nan) for column in index.pairs(sums, scale))
    return AnswerPairs(index, a, b, sums.answered.astype(np.float64))


def _read(
    design: SurveyDesign, answers: Any, formula: str, scale: Scale, least_answered: float
) -> AnswerPairs:
    pairs = answer_pairs(answers, formula, scale, least_answered)
    if pairs.a.size != design.rows:
        raise AnalysisError(f"answers: {pairs.a.size} rows for {design.rows} respondents")
    return pairs


def _published(
    design: SurveyDesign, index: Index, scale: Scale, interval: str, confidence_level: float
) -> Published:
    return Published.of_index(
        index,
        scale,
        interval=interval,
        confidence_level=confidence_level,
        source=design.source,
        notices=design.notices(),
    )
