"""Answers given faster than the questions can be read."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.arguments import matrix, number, vector
from analysis.results import Floats

FASTEST_RELATIVE = 2.0
LEAST_SECONDS_PER_ITEM = 1.0
_SHORTEST = 0.1  # seconds; a clock that says 0 would make the speed infinite


@dataclass(frozen=True, slots=True, eq=False)
class Speed:
    """Per respondent: `relative` speed (1 is usual), `seconds_per_item`, and who is a speeder.

    NaN where no time, or no answer, is known; those are no speeders.
    """

    relative: Floats
    seconds_per_item: Floats
    speeder: NDArray[np.bool_]


def speed(
    seconds: Sequence[Sequence[float]] | Floats,
    answered: Sequence[float] | Floats,
    *,
    fastest: float = FASTEST_RELATIVE,
    least_seconds: float = LEAST_SECONDS_PER_ITEM,
) -> Speed:
    """Compare each respondent's time with the usual time of the same pages.

    Parameters
    ----------
    seconds : matrix, respondents × pages
        Time on each page; NaN is not known. One column where only the whole time is known.
    answered : sequence of float
        Items answered.
    fastest : float, optional
        A relative speed above it is flagged.
    least_seconds : float, optional
        Fewer seconds per answered item are flagged.

    Returns
    -------
    Speed
        Relative speed is the mean over pages of (median time / own time).

    References
    ----------
    .. [1] C. Zhang and F. Conrad (2014), "Speeding in web surveys", Survey Research Methods 8,
       127-135.
    .. [2] D. J. Leiner (2019), "Too fast, too straight, too weird", Survey Research Methods 13,
       229-248.
    """
    times = matrix("seconds", seconds, low=0.0, missing=True)
    items = vector("answered", answered, low=0.0, size=len(times))
    known = ~np.isnan(times)
    own = np.where(known, np.maximum(times, _SHORTEST), 1.0)
    usual = [np.median(own[k, j]) if k.any() else 1.0 for j, k in enumerate(known.T)]
    pages = known.sum(axis=1)
    total = np.where(known, own, 0.0).sum(axis=1)
    ratio = np.where(known, np.array(usual) / own, 0.0).sum(axis=1)
    relative = np.where(pages > 0, ratio / np.maximum(pages, 1), np.nan)
    timed = (pages > 0) & (items > 0)
    per_item = np.where(timed, total / np.maximum(items, 1), np.nan)
    # a comparison with NaN is false: who has no time is no speeder
    fast = relative > number("fastest", fastest, low=1.0)
    return Speed(relative, per_item, fast | (per_item < number("least_seconds", least_seconds)))
