"""What a published interval says about the target, in words that the figures can carry.

statistics.md section 5. The label never stands alone: estimate, limits and n go with it.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import numpy as np

from analysis.arguments import inner_share, number, whole_number
from analysis.errors import AnalysisError
from analysis.intervals.checking import as_floats
from analysis.results import Interval

TARGET = 0.80
MINIMUM_RESPONDENTS = 10
"""Statistically 0 of 2 already rejects 80 %; nobody will accept it."""
MINIMUM_CELL = 5
MARGIN = 0.03
"""δ, fixed before looking: a change within 3 points is no change."""


class Verdict(StrEnum):
    """What the interval on display says about the target."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"
    WITHHELD = "withheld"


class Change(StrEnum):
    """What the interval of a difference says about change."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"
    CANNOT_TELL = "cannot_tell"


class Doubt(StrEnum):
    """A reason to mark a figure "few answers"."""

    FEW_RESPONDENTS = "few_respondents"
    SMALL_EFFECTIVE_SIZE = "small_effective_size"
    WIDE_INTERVAL = "wide_interval"
    FEW_CLUSTERS = "few_clusters"


def verdict(
    low: float, high: float, n: int, *, target: float = TARGET, minimum_cell: int = MINIMUM_CELL
) -> Verdict:
    """Judge one domain by the interval on display.

    Parameters
    ----------
    low, high : float
        Unrounded limits, as shares; of the level that is displayed.
    n : int
        Respondents, unweighted.
    target : float, optional
        T, strictly between 0 and 1.
    minimum_cell : int, optional
        Below it the figure is withheld; complementary suppression is disclosure's work.

    Returns
    -------
    Verdict
        `MET` if low >= T, `NOT_MET` if high < T, else `NOT_ENOUGH_EVIDENCE`; that also below
        10 respondents, and where nobody answered: there is nothing to withhold then (4.3).

    Notes
    -----
    Only one of the two one-sided hypotheses can be true, so that each tail stands at its own
    level α/2 without a correction for testing both.

    References
    ----------
    J. J. Goeman, A. Solari and T. Stijnen (2010), "Three-sided hypothesis testing: simultaneous
    testing of superiority, equivalence and inferiority", Statistics in Medicine 29, 2117-2125.

    Examples
    --------
    >>> verdict(0.7922, 0.9624, 50).value
    'not_enough_evidence'
    """
    return verdicts([low], [high], [n], target=target, minimum_cell=minimum_cell)[0]


def verdicts(
    low: Any,
    high: Any,
    n: Any,
    *,
    target: float = TARGET,
    minimum_cell: int = MINIMUM_CELL,
) -> list[Verdict]:
    """Judge many domains; see `verdict`. Arguments are one-dimensional and of one length."""
    lows, highs, sizes = (np.atleast_1d(values) for values in as_floats(low, high, n))
    goal, least = inner_share("target", target), whole_number("minimum_cell", minimum_cell)
    if not (np.all(lows <= highs) and np.all(sizes >= 0)):
        raise AnalysisError("every interval needs low <= high and a size of at least 0")
    codes = np.select(
        [
            (sizes > 0) & (sizes < least),
            sizes < MINIMUM_RESPONDENTS,
            lows >= goal,
            highs < goal,
        ],
        [3, 2, 0, 1],
        2,
    )
    names = list(Verdict)
    return [names[code] for code in codes.ravel()]


def is_above_but_unproven(value: float, outcome: Verdict, *, target: float = TARGET) -> bool:
    """Say whether to add "point estimate above target" to "not enough evidence"."""
    reaches = number("value", value, low=0, high=1) >= inner_share("target", target)
    return outcome is Verdict.NOT_ENOUGH_EVIDENCE and reaches


def doubts(n: int, n_eff: float, width: float, df: float) -> list[Doubt]:
    """List why a figure is not reliable; an empty list means it is.

    Parameters
    ----------
    n : int
        Respondents.
    n_eff : float
        n* of `effective_size`.
    width : float
        Of the 95 % interval, as a share.
    df : float
        Degrees of freedom of the domain.

    Notes
    -----
    After the NCHS presentation standards (Parker et al. 2017). Their rule on relative width is
    left out: it was made for small shares. A figure in doubt is shown and marked; hiding is
    decided by the minimum cell alone.
    """
    reasons = {
        Doubt.FEW_RESPONDENTS: number("n", n) < 30,
        Doubt.SMALL_EFFECTIVE_SIZE: number("n_eff", n_eff) < 30,
        Doubt.WIDE_INTERVAL: number("width", width) >= 0.30,
        Doubt.FEW_CLUSTERS: number("df", df) < 8,
    }
    return [reason for reason, holds in reasons.items() if holds]


def change_word(
    interval: Interval | Sequence[float],
    narrower: Interval | Sequence[float],
    *,
    margin: float = MARGIN,
) -> Change:
    """Say in one word what happened between two periods, or to one of two groups.

    Parameters
    ----------
    interval : Interval or pair
        The 95 % interval of the difference, later minus earlier.
    narrower : Interval or pair
        Its 90 % interval: inside ±margin it is two one-sided tests for equivalence at 5 % each.
    margin : float, optional
        δ as a share, fixed before looking.

    Returns
    -------
    Change
        `BETTER` or `WORSE` where the 95 % interval leaves out 0, even if the change is smaller
        than δ: a proven change is never called "unchanged".

    References
    ----------
    D. J. Schuirmann (1987), "A comparison of the two one-sided tests procedure and the power
    approach for assessing the equivalence of average bioavailability", Journal of
    Pharmacokinetics and Biopharmaceutics 15, 657-680.

    Examples
    --------
    >>> change_word((-0.01, 0.02), (-0.008, 0.018)).value
    'unchanged'
    """
    low, high = _pair(interval)
    inner_low, inner_high = _pair(narrower)
    delta = inner_share("margin", margin)
    if low > 0:
        return Change.BETTER
    if high < 0:
        return Change.WORSE
    inside = -delta < inner_low and inner_high < delta
    return Change.UNCHANGED if inside else Change.CANNOT_TELL


def _pair(interval: Interval | Sequence[float]) -> tuple[float, float]:
    pair = (interval.low, interval.high) if isinstance(interval, Interval) else tuple(interval)
    if len(pair) != 2:
        raise AnalysisError(f"an interval has two limits, not {len(pair)}")
    low, high = (
        number(name, x, low=-1, high=1) for name, x in zip(("low", "high"), pair, strict=True)
    )
    if low > high:
        raise AnalysisError(f"an interval from {low} to {high} is upside down")
    return low, high
