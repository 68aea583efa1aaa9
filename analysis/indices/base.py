"""What an index is: two whole numbers per respondent whose sums make the ratio."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.answers import Counts, PersonSums, Scale
from analysis.errors import AnalysisError

LEAST_ANSWERED = 2 / 3

Pairs = Callable[[PersonSums, Scale], tuple[Counts, Counts]]
Ends = Callable[[Scale], tuple[float, float]]


def share_ends(scale: Scale) -> tuple[float, float]:
    """A share is shown as it is, from 0 to 1."""
    return 0.0, 1.0


@dataclass(frozen=True, slots=True)
class Index:
    """A formula under its published id.

    id, version : part of every output
    counted : what n of the ratio's denominator are, `person` or `answer`
    pairs : (a, b) per respondent with 0 <= a <= b, both whole; the index is R = Σ w a / Σ w b
    ends : what R = 0 and R = 1 are called on the scale of the output
    one_item : whether the formula is about one overall item
    """

    id: str
    version: int
    counted: str
    pairs: Pairs
    ends: Ends = share_ends
    one_item: bool = False

    def per_factor(self) -> "Index":
        """The same formula over the items of one factor, under its own id."""
        return replace(self, id=f"factor_{self.id}")

    def check_items(self, items: int) -> None:
        """Refuse several items where the formula is about one."""
        if self.one_item and items != 1:
            raise AnalysisError(f"{self.id} is about one overall item, not {items}")


def who_counts(sums: PersonSums, least_answered: float = LEAST_ANSWERED) -> NDArray[np.bool_]:
    """Respondents who answered enough: one item, and two thirds of those that concern them.

    Items that are N/A or were not shown are not asked of a person; only skipping can be too much.
    """
    if not 0.0 <= least_answered <= 1.0:
        raise AnalysisError(f"least_answered must be from 0 to 1, not {least_answered!r}")
    needed = np.maximum(least_answered * sums.applicable - 1e-9, 1.0)
    return np.asarray(sums.answered >= needed)
