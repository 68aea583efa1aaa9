"""The difference of two figures, in numbers and in one word: one way for every page and file.

Overlapping intervals are no test of a difference; the interval of the difference is (statistics.md
9.1). The word is that of the command `python -m analysis compare`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import ndtri

from analysis.change import Difference, difference
from analysis.change import Figure as Side
from analysis.intervals import size_at_level
from analysis.intervals.mid_p import mid_p_limits
from analysis.results import Interval
from analysis.verdict import MARGIN, MINIMUM_RESPONDENTS, change_word
from app.services.reporting.records import Figure


class Direction(StrEnum):
    """What can be said of a change; the first four are those of `analysis`."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"
    CANNOT_TELL = "cannot_tell"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True, slots=True)
class Gap:
    """A difference of two figures and what it shows."""

    difference: Difference
    direction: Direction


def gap_of(later: Figure, earlier: Figure, level: float, *, covariance: float = 0.0) -> Gap:
    """Compare two figures whose intervals have one level; see `gaps_of`."""
    return gaps_of([(later, earlier)], level, covariances=[covariance])[0]


def gaps_of(
    pairs: Sequence[tuple[Figure, Figure]],
    level: float,
    *,
    covariances: Sequence[float] | None = None,
) -> list[Gap]:
    """Compare many pairs of figures, the later of each first.

    level : of the intervals on display; "unchanged" is two tests at one tail of it, which is
        the 90 % interval beside 95 %
    covariances : of the two estimates of each pair, on the scale of `Figure.variance`; None
        where all pairs rest on different people

    Better and worse need as many people on both sides as a verdict does.
    """
    shared = covariances or [0.0] * len(pairs)
    found = [
        difference(side_of(later, level), side_of(earlier, level), covariance=c)
        for (later, earlier), c in zip(pairs, shared, strict=True)
    ]
    # An interval holds its difference: one as large as the margin can't lie inside the margin.
    near = [k for k, one in enumerate(found) if abs(one.value) < MARGIN]
    inner = max(2 * level - 1, 1e-6)
    sides = sides_at([figure for k in near for figure in pairs[k]], level, inner)
    narrower = {
        k: difference(*sides[2 * i : 2 * i + 2], covariance=shared[k]).interval
        for i, k in enumerate(near)
    }
    return [
        Gap(one, _direction(pair, one.interval, narrower.get(k, one.interval)))
        for k, (pair, one) in enumerate(zip(pairs, found, strict=True))
    ]


def _direction(pair: tuple[Figure, Figure], interval: Interval, narrower: Interval) -> Direction:
    if min(figure.n for figure in pair) < MINIMUM_RESPONDENTS:
        return Direction.CANNOT_TELL
    return Direction(change_word(interval, narrower).value)


def side_of(figure: Figure, level: float) -> Side:
    """Take a figure as one side of a difference, with the interval on display."""
    interval = Interval(figure.share_low, figure.share_high, level, figure.method)
    return Side(figure.share, variance_of(figure, level), interval)


def sides_at(figures: Sequence[Figure], level: float, wanted: float) -> list[Side]:
    """Take figures with intervals of `level` as sides with intervals of another level."""
    if not figures:
        return []
    sizes = size_at_level(
        np.array([figure.n_eff for figure in figures]),
        np.array([np.inf if figure.df is None else figure.df for figure in figures]),
        level=level,
        wanted=wanted,
    )
    low, high = mid_p_limits([figure.share for figure in figures], sizes, wanted)
    limits = zip(figures, low.tolist(), high.tolist(), strict=True)
    return [
        Side(f.share, variance_of(f, level), Interval(start, end, wanted, f.method))
        for f, start, end in limits
    ]


def variance_of(figure: Figure, level: float) -> float:
    """Give the plain variance of a figure; of one read from a publication, a guess by its limits.

    The displayed interval is moderated and not centred: covariances belong to the plain variance.
    """
    if figure.variance is not None:
        return figure.variance
    width = figure.share_high - figure.share_low
    return float((width / (2 * ndtri(0.5 + level / 2))) ** 2)
