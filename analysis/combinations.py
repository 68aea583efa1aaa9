"""Statistics made of several ratios: differences, composites, covariances.

Put the score columns side by side and everything shared between them (respondents, clusters) is
in the covariance (statistics.md 3.1, 9.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.arguments import vector
from analysis.design import SurveyDesign
from analysis.errors import AnalysisError, NoResponses
from analysis.ratios import Ratios
from analysis.results import Floats
from analysis.variance import covariance


@dataclass(frozen=True, slots=True)
class Combination:
    """A weighted sum of ratios with its standard error, on the scale of the ratios."""

    value: float
    se: float


@dataclass(frozen=True, slots=True)
class RatioDifference:
    """`value` = second − first, with what limits of a difference need (MOVER, 9.1)."""

    value: float
    se: float
    first_variance: float
    second_variance: float
    covariance: float

    @property
    def correlation(self) -> float:
        """ρ = c / sqrt(v₁ v₂); 0 where a variance is 0."""
        spread = float(np.sqrt(self.first_variance) * np.sqrt(self.second_variance))
        return max(-1.0, min(1.0, self.covariance / spread)) if spread > 0 else 0.0


def covariance_of(design: SurveyDesign, columns: Sequence[Floats]) -> Floats:
    """Covariance matrix of statistics given by their score columns (`Ratios.column`).

    All columns must come from `design`: the same rows in the same order.
    """
    if not columns:
        raise AnalysisError("columns: at least one statistic is needed")
    if any(column.shape != (design.rows,) for column in columns):
        raise AnalysisError("columns: a score for every respondent of the sample is needed")
    return covariance(design, np.stack(columns, axis=1))


def domain_covariance(design: SurveyDesign, ratios: Ratios) -> Floats:
    """Covariance matrix of all domains of `ratios`; respondents × domains numbers in memory."""
    return covariance_of(design, [ratios.column(label) for label in ratios.labels])


def ratio_difference(
    design: SurveyDesign,
    first: Ratios,
    second: Ratios,
    *,
    first_label: str | None = None,
    second_label: str | None = None,
) -> RatioDifference:
    """Estimate second − first with the covariance of shared clusters and respondents.

    Its limits come from `analysis.change.difference`, which takes the covariance found here.

    Two groups, two items, a unit against its parent, or two periods of one stacked sample whose
    clusters keep their names. Without a label the single domain of the ratios is meant.

    Raises
    ------
    NoResponses
        If nobody answered in one of the two.
    """
    columns = [first.column(first_label), second.column(second_label)]
    matrix = covariance_of(design, columns)
    c, v1, v2 = float(matrix[0, 1]), float(matrix[0, 0]), float(matrix[1, 1])
    variance = float(np.array([-1.0, 1.0]) @ matrix @ np.array([-1.0, 1.0]))
    return RatioDifference(
        value=_value(second, second_label) - _value(first, first_label),
        se=float(np.sqrt(max(variance, 0.0))),
        first_variance=v1,
        second_variance=v2,
        covariance=c,
    )


def linear_combination(
    design: SurveyDesign, ratios: Sequence[Ratios], coefficients: Any
) -> Combination:
    """Estimate Σ ω_f R_f of single-domain ratios, any coefficients."""
    if len(ratios) == 0:
        raise AnalysisError("ratios: at least one is needed")
    omega = vector("coefficients", coefficients, size=len(ratios))
    if any(len(r.labels) != 1 for r in ratios):
        raise NoResponses("a ratio without answers, or of several domains, has no single value")
    scores = np.stack([r.column() for r in ratios], axis=1) @ omega
    variance = float(covariance(design, scores[:, None])[0, 0])
    value = float(omega @ np.array([r.single for r in ratios]))
    return Combination(value, float(np.sqrt(variance)))


def composite(design: SurveyDesign, factors: Sequence[Ratios], weights: Any) -> Combination:
    """Estimate a weighted sum of factor shares, C = Σ ω_f R_f with Σ ω = 1 (2.2).

    A factor without answers makes C undefined: `ratio` raises `NoResponses` for it, and nothing
    is renormalised silently.

    Raises
    ------
    AnalysisError
        If a weight is negative or the weights do not add up to 1.
    """
    omega = vector("weights", weights, low=0.0, high=1.0, size=len(factors))
    if abs(float(omega.sum()) - 1.0) > 1e-9:
        raise AnalysisError(f"weights of factors must add up to 1, not {float(omega.sum())!r}")
    return linear_combination(design, factors, omega)


def _value(ratios: Ratios, label: str | None) -> float:
    return float(ratios.value[0 if label is None else ratios.position(label)])
