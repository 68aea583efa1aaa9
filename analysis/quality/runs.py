"""Straight-lining: the same answer all the way down, or in long runs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.arguments import matrix, whole_number
from analysis.errors import AnalysisError
from analysis.results import Floats

LEAST_ANSWERED, LEAST_FACTORS = 8, 3


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Per respondent: `answered` items, `longest` run of equal answers, `straight` or not.

    N/A and skipped items are passed over. `straight` needs 8 answers over 3 factors, all equal.
    """

    answered: NDArray[np.int64]
    longest: NDArray[np.int64]
    straight: NDArray[np.bool_]

    @property
    def longest_share(self) -> Floats:
        """Longest run divided by the answered items, 0 to 1; 0 where nothing was answered."""
        return self.longest / np.maximum(self.answered, 1)


def runs(
    answers: Sequence[Sequence[float]] | Floats,
    factors: Sequence[int | str],
    *,
    least_answered: int = LEAST_ANSWERED,
    least_factors: int = LEAST_FACTORS,
) -> Runs:
    """Measure runs of equal answers.

    Parameters
    ----------
    answers : matrix, respondents × items
        Scores in the order of the questionnaire; NaN is N/A or skipped.
    factors : sequence
        The factor of each item.
    least_answered, least_factors : int, optional
        Below them equal answers mean nothing.

    Returns
    -------
    Runs

    Notes
    -----
    All "4" is plausible for a content citizen: never a reason by itself to doubt one answer.
    Compare the share of a counter with like counters in a funnel (`analysis.funnel`).

    References
    ----------
    .. [1] Y. Kim, J. Dykema, J. Stevenson, P. Black and D. P. Moberg (2019), "Straightlining:
       overview of measurement, comparison of indicators, and effects in mail-web mixed-mode
       surveys", Social Science Computer Review 37, 214-233.
    """
    x = matrix("answers", answers, missing=True)
    if len(factors) != x.shape[1]:
        raise AnalysisError(f"{len(factors)} factors for {x.shape[1]} items")
    least = whole_number("least_answered", least_answered, low=2)
    given = ~np.isnan(x)
    answered = given.sum(axis=1)
    longest = longest_runs(x)
    _, code = np.unique([str(f) for f in factors], return_inverse=True)
    touched = np.array([given[:, code == c].any(axis=1) for c in range(code.max(initial=-1) + 1)])
    wide = touched.sum(axis=0) >= whole_number("least_factors", least_factors, low=1)
    return Runs(answered, longest, (longest == answered) & (answered >= least) & wide)


def longest_runs(x: Floats) -> NDArray[np.int64]:
    """Return the longest run of equal answers of each row, passing over NaN."""
    given = ~np.isnan(x)
    longest = np.zeros(len(x), dtype=np.int64)
    current = np.zeros(len(x), dtype=np.int64)
    last = np.full(len(x), np.nan)
    for here, column in zip(np.ascontiguousarray(given.T), np.ascontiguousarray(x.T), strict=True):
        current = np.where(here, np.where(column == last, current + 1, 1), current)
        last = np.where(here, column, last)
        np.maximum(longest, current, out=longest)
    return longest
