"""How many more answers at the present share would settle the verdict."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from analysis.arguments import inner_share, whole_number
from analysis.errors import AnalysisError, NoResponses
from analysis.intervals.checking import check_moments
from analysis.intervals.limits import design_limits
from analysis.results import Moments

MOST_ANSWERS = 10_000_000


def answers_to_decide(
    moments: Moments,
    *,
    target: float,
    minimum: int = 10,
    method: str = "default",
    confidence_level: float = 0.95,
    company: float | None = None,
) -> int | None:
    """Count the further answers after which the interval would leave the target on one side.

    Parameters
    ----------
    moments : Moments
        Of one domain.
    target : float
        T, strictly between 0 and 1.
    minimum : int, optional
        Respondents below which no verdict is given.
    method, confidence_level, company
        As in `design_limits`.

    Returns
    -------
    int or None
        0 if it is decided already. None if no number would do: the share is the target itself,
        or so near that 10 million answers are not enough.

    Raises
    ------
    NoResponses
        If nobody has answered: there is no present share.

    Notes
    -----
    Recomputes the displayed interval for n + m respondents with the same share, dispersion and
    cluster sizes: variance times n/(n + m), degrees of freedom times (n + m)/n. It is a
    projection, not a promise: further answers will not have exactly the present share.

    Examples
    --------
    45 of 50 satisfied: 90 % would prove 80 % from the 57th answer on:

    >>> answers_to_decide(Moments.of(0.9, 0.0018, 50, 49, simple=1), target=0.8)
    7
    """
    now, goal = _one(moments), inner_share("target", target)
    least = max(0, whole_number("minimum", minimum) - int(now.n[0]))

    def decided(more: int) -> bool:
        low, high = design_limits(
            _grown(now, more), method=method, confidence_level=confidence_level, company=company
        )
        return bool(low[0] >= goal or high[0] < goal)

    if decided(least):
        return least
    enough = max(1, least)
    while not decided(enough):
        enough *= 2
        if enough > MOST_ANSWERS:
            return None
    return _least(decided, enough // 2, enough)


def _least(decided: Callable[[int], bool], undecided: int, enough: int) -> int:
    while enough - undecided > 1:
        middle = (undecided + enough) // 2
        undecided, enough = (undecided, middle) if decided(middle) else (middle, enough)
    return enough


def _one(moments: Moments) -> Moments:
    checked = check_moments(moments)
    if checked.value.size != 1:
        raise AnalysisError(f"one domain at a time, not {checked.value.size}")
    if checked.n.item() <= 0:
        raise NoResponses("nobody answered: there is no present share to go on with")
    return Moments(*(np.reshape(getattr(checked, name), 1) for name in Moments.__slots__))


def _grown(now: Moments, more: int) -> Moments:
    growth = (now.n + more) / now.n
    return replace(
        now,
        n=now.n + more,
        variance=now.variance / growth,
        variance_wr=now.variance_wr / growth,
        df=now.df * growth,
    )
