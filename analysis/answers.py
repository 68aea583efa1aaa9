"""Answers as small integers: scores on a scale, and why a score is missing.

A sheet of answers is an array, respondents × items. Scores are whole numbers from 0; a missing
one is SKIPPED, NOT_APPLICABLE or NOT_SHOWN, or NaN in a sheet of floats, which is read as
NOT_APPLICABLE: a sheet that gives no reasons excludes nobody on a guess. Every missing answer is
out of numerator and denominator (statistics.md 1); the reason decides whether a person answered
enough to count at all, since N/A is not nonresponse, and skipping is counted apart (11.3).
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.errors import AnalysisError

SKIPPED, NOT_APPLICABLE, NOT_SHOWN = -1, -2, -3

Scores = NDArray[np.int8]
Counts = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Scale:
    """An answer scale: whole scores from `lowest` to `highest`, of which some are "satisfied"."""

    lowest: int = 1
    highest: int = 5
    satisfied: frozenset[int] = frozenset({4, 5})

    def __post_init__(self) -> None:
        """Refuse a scale that is not one."""
        if not 0 <= self.lowest < self.highest <= 100:
            raise AnalysisError("a scale runs between two whole scores from 0 to 100")
        if not self.satisfied or not self.satisfied <= set(range(self.lowest, self.highest + 1)):
            raise AnalysisError("satisfied scores must be some of the scale")

    @classmethod
    def of(cls, satisfied: Collection[int] = (4, 5), lowest: int = 1, highest: int = 5) -> "Scale":
        """Build a scale from any collection of satisfied scores."""
        return cls(int(lowest), int(highest), frozenset(int(x) for x in satisfied))

    @property
    def steps(self) -> int:
        """Distance between the ends of the scale."""
        return self.highest - self.lowest


FIVE_POINTS = Scale()


@dataclass(frozen=True, slots=True, eq=False)
class PersonSums:
    """What each respondent gave over one set of items.

    answered : items with a score; satisfied : of these, satisfied ones
    above : sum of the scores' distances from the lowest score
    applicable : items that were shown and concern the respondent, answered or skipped
    """

    answered: Counts
    satisfied: Counts
    above: Counts
    applicable: Counts


def read_answers(values: Any, scale: Scale) -> Scores:
    """Check a sheet of answers and return it as int8, column by column in memory.

    Raises
    ------
    AnalysisError
        If the sheet is not respondents × items, or a value is neither a score of the scale nor a
        missing code; the message names row and column.
    """
    sheet = np.asarray(values)
    if sheet.ndim != 2 or sheet.shape[1] == 0:
        raise AnalysisError("answers: a sheet of respondents × items is needed")
    if sheet.dtype.kind in "iu":
        return _checked(sheet, scale)
    try:
        floats = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise AnalysisError("answers: scores must be numbers") from error
    filled = np.where(np.isnan(floats), float(NOT_APPLICABLE), floats)
    _refuse(filled != np.floor(filled), floats)
    return _checked(filled, scale)


def sum_answers(answers: Scores, scale: Scale) -> PersonSums:
    """Add up each respondent's answers; `answers` comes from `read_answers`."""
    rows = answers.shape[0]
    answered, satisfied, above, applicable = (np.zeros(rows, dtype=np.int32) for _ in range(4))
    for column in answers.T:
        answered += column >= 0
        applicable += column >= SKIPPED
        above += np.maximum(column - np.int8(scale.lowest), 0)
        for score in scale.satisfied:
            satisfied += column == score
    return PersonSums(answered, satisfied, above, applicable)


def _checked(sheet: NDArray[Any], scale: Scale) -> Scores:
    low, high = scale.lowest, scale.highest
    _refuse(~(((sheet >= low) & (sheet <= high)) | ((sheet < 0) & (sheet >= NOT_SHOWN))), sheet)
    return np.asfortranarray(sheet, dtype=np.int8)


def _refuse(wrong: NDArray[np.bool_], sheet: NDArray[Any]) -> None:
    if wrong.any():
        row, item = (int(x[0]) for x in np.nonzero(wrong))
        raise AnalysisError(
            f"answers: {sheet[row, item]} in row {row + 1}, item {item + 1} is not on the scale"
        )
