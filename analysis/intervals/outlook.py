"""How many more answers at the present share would settle the verdict."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from analysis.arguments import inner_share, whole_number
from analysis.columns import Ints
from analysis.errors import AnalysisError, NoResponses
from analysis.intervals.checking import check_moments
from analysis.intervals.limits import design_limits
from analysis.results import Floats, Moments

MOST_ANSWERS = 10_000_000

Decided = Callable[[Floats, Ints], NDArray[np.bool_]]


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
    cluster sizes: variance times n/(n + m), degrees of freedom times (n + m)/n, and in a drawn
    sample a population correction for n + m. It is a projection, not a promise: further answers
    will not have exactly the present share.

    Examples
    --------
    45 of 50 satisfied: 90 % would prove 80 % from the 57th answer on:

    >>> answers_to_decide(Moments.of(0.9, 0.0018, 50, 49, simple=1), target=0.8)
    7
    """
    now = _one(moments)
    return answers_to_decide_each(
        now,
        target=target,
        minimum=minimum,
        method=method,
        confidence_level=confidence_level,
        company=company,
    )[0]


def answers_to_decide_each(
    moments: Moments,
    *,
    target: float | Sequence[float],
    minimum: int = 10,
    method: str = "default",
    confidence_level: float = 0.95,
    company: float | Floats | None = None,
) -> list[int | None]:
    """Answer for many domains at once what `answers_to_decide` answers for one.

    Parameters
    ----------
    moments : Moments
        One-dimensional; in every domain somebody has answered.
    target : float or sequence of float
        T, one for all domains or one each.
    minimum, method, confidence_level, company
        As in `answers_to_decide`; `company` can be an array, as in `design_limits`.

    Raises
    ------
    NoResponses
        If nobody has answered in one of the domains.
    """
    now = check_moments(moments)
    if (now.n <= 0).any():
        raise NoResponses("nobody answered: there is no present share to go on with")
    goals = np.array([inner_share("target", goal) for goal in np.atleast_1d(target).tolist()])
    goal = np.broadcast_to(goals, now.n.shape)
    least = np.maximum(0.0, whole_number("minimum", minimum) - now.n)
    pooled = None if company is None else np.broadcast_to(np.asarray(company), now.n.shape)

    def decided(more: Floats, chosen: Ints) -> NDArray[np.bool_]:
        part = Moments(*(getattr(now, name)[chosen] for name in Moments.__slots__))
        low, high = design_limits(
            _grown(part, more),
            method=method,
            confidence_level=confidence_level,
            company=None if pooled is None else pooled[chosen],
        )
        return np.asarray((low >= goal[chosen]) | (high < goal[chosen]))

    return _search(decided, least)


def _search(decided: Decided, least: Floats) -> list[int | None]:
    """Find the least number that decides each domain: doubling, then halving, all side by side."""
    every = np.arange(least.size)
    done = decided(least, every)
    undecided, enough = np.where(done, least, np.floor(least)), np.maximum(1.0, least)
    open_ones = every[~done]
    while open_ones.size:
        settled = decided(enough[open_ones], open_ones)
        open_ones = open_ones[~settled]
        undecided[open_ones] = enough[open_ones]
        enough[open_ones] *= 2
        open_ones = open_ones[enough[open_ones] <= MOST_ANSWERS]
    never = ~done & (enough > MOST_ANSWERS)
    wide = every[~done & ~never]
    while (wide := wide[enough[wide] - undecided[wide] > 1]).size:
        middle = np.floor((undecided[wide] + enough[wide]) / 2)
        settled = decided(middle, wide)
        enough[wide] = np.where(settled, middle, enough[wide])
        undecided[wide] = np.where(settled, undecided[wide], middle)
    found = np.where(done, least, enough)
    return [None if none else int(x) for none, x in zip(never, found, strict=True)]


def _one(moments: Moments) -> Moments:
    checked = check_moments(moments)
    if checked.value.size != 1:
        raise AnalysisError(f"one domain at a time, not {checked.value.size}")
    return Moments(*(np.reshape(getattr(checked, name), 1) for name in Moments.__slots__))


def _grown(now: Moments, more: Floats) -> Moments:
    """More of the same; a drawn sample then leaves fewer dossiers unasked, volunteers do not."""
    growth = (now.n + more) / now.n
    left = np.maximum(1 - (1 - now.correction) * growth, 0.0)
    shrunk = np.where(now.correction > 0, left / np.where(now.correction > 0, now.correction, 1), 0)
    return replace(
        now,
        n=now.n + more,
        variance=now.variance / growth * shrunk,
        variance_wr=now.variance_wr / growth,
        df=now.df * growth,
        correction=left,
    )
