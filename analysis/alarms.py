"""Early alarm at a counter: a CUSUM that counts evidence for a fall, day by day."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arguments import inner_share, number, vector, whole_number
from analysis.errors import AnalysisError, TooFewData
from analysis.false_alarms import CELLS, FalseAlarms
from analysis.results import Floats

FALL = 0.10
HIGHEST_LEVEL = 0.99
START_LIMIT = 4.5
ABOVE_THE_BOUND = 1.02
"""Room for what a grid rounds."""
COARSE, FINER_GRIDS = 8, 8
"""A limit in the lowest eighth of a grid is looked for again on a finer one."""


@dataclass(frozen=True, slots=True)
class Levels:
    """The level in control `p0` and the level to be found out, `p1`."""

    p0: float
    p1: float


@dataclass(frozen=True, slots=True)
class Cusum:
    """The path of the evidence and the days of alarm (positions, from 0)."""

    path: tuple[float, ...]
    alarms: tuple[int, ...]
    levels: Levels
    limit: float


@dataclass(frozen=True, slots=True)
class DecisionLimit:
    """A limit h, and the false alarms that it gives in a year of so many days."""

    limit: float
    false_alarms: float
    days: int


def levels(last_quarter: float, target: float, *, fall: float = FALL) -> Levels:
    """Set the two levels: that of the last quarter, at least the target, and `fall` below.

    A level above 0.99 counts as 0.99: at a level of 1 the first dissatisfied person would be
    infinite evidence.
    """
    level = max(
        number("last_quarter", last_quarter, low=0.0, high=1.0), inner_share("target", target)
    )
    p0 = min(level, HIGHEST_LEVEL)
    return Levels(p0, inner_share("level after the fall", p0 - number("fall", fall, low=1e-6)))


def cusum(
    satisfied: Sequence[float] | Floats,
    n: Sequence[float] | Floats,
    *,
    p0: float,
    p1: float,
    limit: float = START_LIMIT,
    reset: bool = True,
) -> Cusum:
    """Follow the evidence that the level moved from `p0` to `p1`.

    W ← max(0, W + k ln(p₁/p₀) + (n−k) ln((1−p₁)/(1−p₀))), an alarm where W exceeds `limit`.

    Parameters
    ----------
    satisfied, n : sequences of float
        Per day; days without answers have n = 0 and change nothing. For an index give the sum of
        the respondents' shares a/b as `satisfied`: bounded scores only lower the false alarms.
    p0, p1 : float
        Level in control, and the one to find out: below p0 for a fall, above it for a rise.
    limit : float, optional
        h, best from `decision_limit`.
    reset : bool, optional
        Whether the evidence starts again at 0 after an alarm. An alarm that is never reset
        stays on for ever and says nothing new.

    Returns
    -------
    Cusum

    Raises
    ------
    AnalysisError
        If a number is out of range, or both levels are the same.

    References
    ----------
    .. [1] E. S. Page (1954), "Continuous inspection schemes", Biometrika 41, 100-115.
    .. [2] S. H. Steiner, R. J. Cook, V. T. Farewell and T. Treasure (2000), "Monitoring surgical
       performance using risk-adjusted cumulative sum charts", Biostatistics 1, 441-452.
    """
    sizes = vector("n", n, low=0.0)
    k = vector("satisfied", satisfied, low=0.0, size=len(sizes))
    if np.any(k > sizes):
        raise AnalysisError("more satisfied than answered on some day")
    h = number("limit", limit, low=1e-6)
    path, alarms, evidence = [], [], 0.0
    up, down = _evidence(p0, p1)
    for day, step in enumerate((k * up + (sizes - k) * down).tolist()):
        evidence = max(0.0, evidence + step)
        path.append(evidence)
        if evidence > h:
            alarms.append(day)
            evidence = 0.0 if reset else evidence
    return Cusum(tuple(path), tuple(alarms), Levels(float(p0), float(p1)), h)


def decision_limit(
    daily_n: Sequence[float] | Floats,
    *,
    p0: float,
    p1: float,
    days: int = 250,
    false_alarms: float = 1.0,
) -> DecisionLimit:
    """Find the limit h at which a counter in control alarms falsely once a year.

    Parameters
    ----------
    daily_n : sequence of float
        Answers per day of the counter lately, whole numbers; any day may have each of them.
    p0, p1 : float
        As for `cusum`.
    days : int, optional
        Working days a year, or looks where several days are put together, from 4 to 366.
    false_alarms : float, optional
        Wanted per year, above 0.

    Returns
    -------
    DecisionLimit

    Raises
    ------
    TooFewData
        If there were no answers on any day.

    Notes
    -----
    The false alarms of the long run, with a reset after every alarm, are computed from a Markov
    chain (`analysis.false_alarms`). They are at most exp(−h) a day, so h is at most
    ln(days / false_alarms).

    References
    ----------
    .. [1] M. R. Reynolds and Z. G. Stoumbos (1999), "A CUSUM chart for monitoring a proportion
       when inspecting continuously", Journal of Quality Technology 31, 87-108.
    .. [2] G. Lorden (1971), "Procedures for reacting to a change in distribution", Annals of
       Mathematical Statistics 42, 1897-1908. (The bound.)
    """
    volume = vector("daily_n", daily_n, low=0.0, high=1e5)
    if np.any(volume != np.floor(volume)):
        raise AnalysisError("daily_n must be whole numbers")
    if not volume.sum() > 0:
        raise TooFewData("no answers on any day")
    whole_number("days", days, low=4, high=366)
    wanted = number("false_alarms", false_alarms, low=1e-2, high=float(days) / 4)
    _evidence(p0, p1)
    volumes, often = np.unique(volume, return_counts=True)
    highest = ABOVE_THE_BOUND * math.log(days / wanted)
    for _ in range(FINER_GRIDS):
        chain = FalseAlarms(volumes, often / volume.size, (p0, p1), days=days, highest=highest)
        point = chain.first_point(wanted)
        if point == 0 or point > CELLS // COARSE:
            break
        highest /= COARSE  # so low a limit needs a finer grid
    return DecisionLimit(chain.limit(point), chain.a_year(point), days)


def _evidence(p0: float, p1: float) -> tuple[float, float]:
    """Give what one satisfied and one other person add to the evidence."""
    before, after = inner_share("p0", p0), inner_share("p1", p1)
    if before == after:
        raise AnalysisError("p0 and p1 are the same level")
    return math.log(after / before), math.log((1 - after) / (1 - before))
