"""Days on which a counter's answers don't look like its answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import pdtrc

from analysis.alarms import HIGHEST_LEVEL, START_LIMIT, cusum
from analysis.arguments import vector, whole_number
from analysis.errors import AnalysisError, TooFewData
from analysis.results import Floats

RISE = 0.10


@dataclass(frozen=True, slots=True)
class TooMany:
    """A day (position, from 0) with more answers than dossiers handled."""

    day: int
    answers: int
    dossiers: int


@dataclass(frozen=True, slots=True)
class Jump:
    """Days `first`..`last` on which the share of top scores, and the volume, jumped."""

    first: int
    last: int
    share: float
    usual_share: float
    volume: float
    usual_volume: float


def more_answers_than_dossiers(
    answers: Sequence[int], dossiers: Sequence[int]
) -> tuple[TooMany, ...]:
    """Find the days with more answers than dossiers handled."""
    if len(answers) != len(dossiers):
        raise AnalysisError("answers and dossiers must cover the same days")
    pairs = [
        (whole_number("answers", a), whole_number("dossiers", d))
        for a, d in zip(answers, dossiers, strict=True)
    ]
    return tuple(TooMany(day, a, d) for day, (a, d) in enumerate(pairs) if a > d)


def chance_of_more(answers: int, dossiers: int) -> float:
    """Return how probable so many answers are where each dossier brings one on the average.

    A dossier can bring two (at the receipt and at the result) or none: Poisson with the number of
    dossiers as its mean, which is generous, as few people answer at all.

    Examples
    --------
    >>> round(chance_of_more(30, 20), 3), chance_of_more(0, 20)
    (0.022, 1.0)
    """
    n = whole_number("answers", answers)
    handled = whole_number("dossiers", dossiers)
    if n == 0:
        return 1.0
    return float(pdtrc(n - 1, handled)) if handled else 0.0


def same_shape_days(
    top_scores: Sequence[float] | Floats,
    n: Sequence[float] | Floats,
    *,
    baseline: int,
    limit: float = START_LIMIT,
) -> tuple[Jump, ...]:
    """Find runs of days whose share of top scores jumps together with the volume.

    Parameters
    ----------
    top_scores, n : sequences of float
        Answers with the highest score, and all answers, per day.
    baseline : int
        Number of first days that show what is usual.
    limit : float, optional
        h of the upward CUSUM from the usual share to 0.10 above it.

    Returns
    -------
    tuple of Jump
        Each from the day the evidence began to rise to the day of the alarm. A better counter
        has more top scores too; more answers a day at the same time is what needs a look.

    Raises
    ------
    TooFewData
        If there are no answers in the baseline.
    """
    sizes = vector("n", n, low=0.0)
    top = vector("top_scores", top_scores, low=0.0, size=len(sizes))
    days = whole_number("baseline", baseline, low=1)
    if np.any(top > sizes):
        raise AnalysisError("more top scores than answers on some day")
    if days > len(sizes) or sizes[:days].sum() <= 0:
        raise TooFewData("no answers in the baseline")
    usual_share = float(top[:days].sum() / sizes[:days].sum())
    usual_volume = float(sizes[:days].mean())
    # at a usual share near 1 there is no room for a jump, near 0 any top score is one
    p0 = min(max(usual_share, 1 - HIGHEST_LEVEL), HIGHEST_LEVEL - RISE)
    path = cusum(top[days:], sizes[days:], p0=p0, p1=p0 + RISE, limit=limit)
    found = []
    for alarm in path.alarms:
        first = _rise_began(path.path, path.alarms, alarm)
        run = slice(days + first, days + alarm + 1)
        share, volume = float(top[run].sum() / sizes[run].sum()), float(sizes[run].mean())
        if volume > usual_volume and share > usual_share:
            found.append(Jump(days + first, days + alarm, share, usual_share, volume, usual_volume))
    return tuple(found)


def _rise_began(path: tuple[float, ...], alarms: tuple[int, ...], alarm: int) -> int:
    """Return the first day after the evidence was last 0 (or reset by an alarm)."""
    day = alarm
    while day > 0 and path[day - 1] > 0 and day - 1 not in alarms:
        day -= 1
    return day
