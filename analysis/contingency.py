"""Rao-Scott test of independence in a two-way table from a survey."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import fdtrc

from analysis.columns import Ints, labels, sum_by
from analysis.design import SurveyDesign
from analysis.errors import NoResponses, TooFewData
from analysis.estimates import mean
from analysis.results import Floats
from analysis.variance import covariance


@dataclass(frozen=True, slots=True)
class IndependenceTest:
    """F statistic with its degrees of freedom and p-value."""

    statistic: float
    df: float
    df_error: float
    p_value: float


def rao_scott(design: SurveyDesign, rows: Any, columns: Any) -> IndependenceTest:
    """Test whether two classifications are independent, second-order corrected.

    Parameters
    ----------
    design : SurveyDesign
    rows, columns : columns of labels
        None or NaN in either puts the respondent outside the table.

    Returns
    -------
    IndependenceTest
        Pearson's X² of the estimated table over the trace of the matrix Δ of generalised design
        effects, F with tr(Δ)²/tr(Δ²) and that times d degrees of freedom, d those of the sample.

    Raises
    ------
    NoResponses
        If nobody has both.
    TooFewData
        If a classification has one level only, or no degrees of freedom or variance are left.

    References
    ----------
    Rao & Scott 1984, Ann. Stat. 12, 46-60; R ``svychisq(statistic = "F")``.
    """
    row_names, row = labels(rows, "rows", design.rows, missing_allowed=True)
    column_names, column = labels(columns, "columns", design.rows, missing_allowed=True)
    inside = (row >= 0) & (column >= 0)
    if not inside.any():
        raise NoResponses("nobody has both classifications")
    shape = (len(row_names), len(column_names))
    cell = np.where(inside, row * shape[1] + column, -1)
    table, scores, df = _table(design, cell, shape)
    keep = [table.sum(axis=1) > 0, table.sum(axis=0) > 0]
    if keep[0].sum() < 2 or keep[1].sum() < 2:
        raise TooFewData("a table needs two levels of each classification")
    if df < 1:
        raise TooFewData("no degrees of freedom are left: one cluster per stratum")
    present = np.outer(keep[0], keep[1]).ravel()
    table = table[np.ix_(keep[0], keep[1])]
    matrix = covariance(design, scores[:, present])
    return _test(table, matrix, int(inside.sum()), df)


def _table(
    design: SurveyDesign, cell: Ints, shape: tuple[int, int]
) -> tuple[Floats, Floats, float]:
    """Estimated proportions, their score columns, and the degrees of freedom of the table."""
    inside = cell >= 0
    weight = float(design.weights[inside].sum())
    shares = sum_by(cell[inside], design.weights[inside], shape[0] * shape[1]) / weight
    indicator = (cell[:, None] == np.arange(shares.size)) & inside[:, None]
    scores = np.where(inside[:, None], (indicator - shares) / weight, 0.0)
    whole = mean(design, np.where(inside, 1.0, np.nan))
    return shares.reshape(shape), scores, float(whole.moments.df[0])


def _test(table: Floats, matrix: Floats, n: int, df: float) -> IndependenceTest:
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    pearson = n * float(((table - expected) ** 2 / expected).sum())
    effects = _design_effects(table.ravel(), matrix, n, _interaction(table.shape))
    trace = float(np.trace(effects))
    squared = float(np.trace(effects @ effects))
    if trace <= 1e-12 or squared <= 0:
        raise TooFewData("the table has no sampling variance")
    numerator_df = trace**2 / squared
    statistic = pearson / trace
    p = float(fdtrc(numerator_df, numerator_df * df, statistic))
    return IndependenceTest(statistic, numerator_df, numerator_df * df, p)


def _interaction(shape: tuple[int, int]) -> Floats:
    """Columns that span the interaction of two classifications: products of contrasts."""
    contrasts = [np.eye(size)[:, 1:] - 1.0 / size for size in shape]
    return np.asarray(np.kron(contrasts[0], contrasts[1]), dtype=np.float64)


def _design_effects(shares: Floats, matrix: Floats, n: int, basis: Floats) -> Floats:
    """Δ = (C'D⁻¹C/n)⁻¹ C'D⁻¹VD⁻¹C; its trace does not depend on the basis C of interactions."""
    inverse = np.where(shares > 0, 1.0 / np.where(shares > 0, shares, 1.0), 0.0)
    scaled = basis * inverse[:, None]
    base = basis.T @ scaled / n
    try:
        solved = np.linalg.solve(base, scaled.T @ matrix @ scaled)
    except np.linalg.LinAlgError as error:
        raise TooFewData("too many empty cells for a test of independence") from error
    return np.asarray(solved, dtype=np.float64)
