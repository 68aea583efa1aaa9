"""Ratios, means and totals of a whole sample or of all levels of a domain at once.

The ratio R = Σ w a / Σ w b is the index of this product (statistics.md 2.2); a mean is the ratio
with b = 1.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.columns import SMALLEST, labels, numbers
from analysis.design import SurveyDesign
from analysis.errors import NoResponses
from analysis.ratios import Ratios, estimate_ratios, read_members
from analysis.variance import covariance


def ratio(design: SurveyDesign, numerator: Any, denominator: Any, *, members: Any = None) -> Ratios:
    """Estimate R = Σ w a / Σ w b over the sample or one subgroup of it.

    Parameters
    ----------
    design : SurveyDesign
    numerator, denominator : columns of numbers
        One pair per respondent of the whole sample; denominators 0 or above. NaN in either puts
        the respondent outside the domain; a pair (0, 0) stays inside and counts in n, as in R.
    members : column of bool, optional
        Who belongs to the domain.

    Returns
    -------
    Ratios
        With one label, "".

    Raises
    ------
    NoResponses
        If the denominators of the domain add up to 0.
    AnalysisError
        If a column has the wrong length or values.

    References
    ----------
    Binder 1983; Särndal, Swensson & Wretman 1992, ch. 5; Lumley 2010, ch. 2.

    Examples
    --------
    >>> design = SurveyDesign.from_columns(4)
    >>> result = ratio(design, [2, 0, 3, 1], [3, 1, 3, 1])
    >>> result.single
    0.75
    >>> round(float(result.se[0]), 4)
    0.1614
    """
    whole = np.zeros(design.rows, dtype=np.intp)
    result = estimate_ratios(design, numerator, denominator, whole, ("",), members)
    if not result.labels:
        raise NoResponses("nobody in the domain has an answer")
    return result


def ratio_by(
    design: SurveyDesign, numerator: Any, denominator: Any, by: Any, *, members: Any = None
) -> Ratios:
    """Estimate the ratio in every level of `by`, in one pass over the sample.

    Parameters
    ----------
    by : column of labels
        None or NaN puts a respondent in no domain.
    design, numerator, denominator, members
        As for `ratio`.

    Returns
    -------
    Ratios
        Levels in order; those without answers are named in `without_answers`.
    """
    names, codes = labels(by, "by", design.rows, missing_allowed=True)
    return estimate_ratios(design, numerator, denominator, codes, names, members)


def mean(design: SurveyDesign, values: Any, *, members: Any = None) -> Ratios:
    """Estimate a weighted mean (Hájek) over those with a value; NaN is outside the domain."""
    return ratio(design, values, np.ones(design.rows), members=members)


def mean_by(design: SurveyDesign, values: Any, by: Any, *, members: Any = None) -> Ratios:
    """Estimate the mean in every level of `by`."""
    return ratio_by(design, values, np.ones(design.rows), by, members=members)


def mean_of_shares(
    design: SurveyDesign, numerator: Any, denominator: Any, *, members: Any = None
) -> Ratios:
    """Estimate the mean of the respondents' own shares, R' = Σ w (a/b) / Σ w over b > 0.

    Differs from the ratio when the number of answers varies with satisfaction (2.2).
    """
    a = numbers(numerator, "numerator", design.rows)
    b = numbers(denominator, "denominator", design.rows)
    answered = b >= SMALLEST
    return mean(design, np.where(answered, a / np.where(answered, b, 1.0), np.nan), members=members)


def satisfied_with_everything(
    design: SurveyDesign, numerator: Any, denominator: Any, *, members: Any = None
) -> Ratios:
    """Estimate the share of respondents with a = b > 0: satisfied with all they answered.

    It depends on the number of items and on N/A; show the mean of b beside it (2.2).
    """
    a = numbers(numerator, "numerator", design.rows)
    b = numbers(denominator, "denominator", design.rows)
    answered = (b >= SMALLEST) & ~np.isnan(a)
    return mean(design, np.where(answered, (a >= b).astype(float), np.nan), members=members)


@dataclass(frozen=True, slots=True)
class Total:
    """An estimated total Σ w y with its standard error, in the unit of y."""

    value: float
    se: float
    n: int


def total(design: SurveyDesign, values: Any, *, members: Any = None) -> Total:
    """Estimate a population total Σ w y; NaN is outside the domain.

    Lonely units under the rule `adjust` are compared with the mean of all cluster totals, as R
    does from version 4.2 on: for totals that mean is not 0 (3.3).
    """
    y = numbers(values, "values", design.rows)
    inside = ~np.isnan(y) & read_members(members, design.rows)
    scores = np.where(inside, y, 0.0)
    variance = float(covariance(design, scores[:, None])[0, 0])
    return Total(float(design.weights @ scores), float(np.sqrt(variance)), int(inside.sum()))


def deff(ratios: Ratios, *, replacement: bool = True) -> tuple[float | None, ...]:
    """Compute the design effect of each domain; None where it does not exist.

    Against a simple random sample of the same n with replacement (R ``deff = "replace"``), or
    without (R ``deff = TRUE``, which divides by 1 − n/N̂ as well). Statistics.md 3.5.
    """
    base = ratios.simple_variance
    if not replacement:
        base = base * (1.0 - ratios.moments.n / ratios.size)
    safe = np.where(base > 0, base, 1.0)
    effects = ratios.moments.variance / safe
    return tuple(float(x) if ok else None for x, ok in zip(effects, base > 0, strict=True))
