"""Factor scores of respondents: the predictors of the drivers table."""

from collections.abc import Sequence

import numpy as np

from analysis.arguments import matrix
from analysis.errors import AnalysisError
from analysis.results import Floats


def factor_means(
    answers: Sequence[Sequence[float]] | Floats, factors: Sequence[Sequence[int]]
) -> Floats:
    """Average the answered items of each factor for every respondent.

    Parameters
    ----------
    answers : matrix, respondents × items
        Scores; NaN is N/A or skipped.
    factors : sequence of sequences of int
        The columns (from 0) of each factor's items.

    Returns
    -------
    array, respondents × factors
        NaN where none of the factor's items was answered.

    Examples
    --------
    >>> factor_means([[5, 3, 4]], [[0, 1], [2]]).tolist()
    [[4.0, 4.0]]
    """
    x = matrix("answers", answers, missing=True)
    columns = []
    for items in factors:
        if not len(items) or not all(0 <= item < x.shape[1] for item in items):
            raise AnalysisError(f"a factor names items {list(items)}; there are {x.shape[1]}")
        part = x[:, list(items)]
        answered = (~np.isnan(part)).sum(axis=1)
        total = np.nansum(part, axis=1)
        columns.append(np.where(answered > 0, total / np.maximum(answered, 1), np.nan))
    if not columns:
        raise AnalysisError("there is no factor")
    return np.column_stack(columns)
