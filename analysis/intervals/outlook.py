"""How many more answers at the present share would settle the verdict."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from analysis.arguments import inner_share, whole_number
from analysis.columns import Ints
from analysis.errors import AnalysisError, NoResponses
from analysis.intervals.checking import check_moments
from analysis.intervals.limits import design_limits
from analysis.results import Floats, Moments

MOST_ANSWERS = 10_000_000

Margin = Callable[[Floats, Ints], Floats]


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
    if now.n.ndim != 1 or goals.size not in (1, now.n.size):
        raise AnalysisError(f"{goals.size} targets for moments of shape {now.n.shape}")
    goal = np.broadcast_to(goals, now.n.shape)
    least = np.maximum(0.0, whole_number("minimum", minimum) - now.n)
    pooled = None if company is None else np.broadcast_to(np.asarray(company), now.n.shape)

    def margin(more: Floats, chosen: Ints) -> Floats:
        """How far the interval would have left the target behind; negative while it holds it."""
        part = Moments(*(getattr(now, name)[chosen] for name in Moments.__slots__))
        low, high = design_limits(
            _grown(part, more),
            method=method,
            confidence_level=confidence_level,
            company=None if pooled is None else pooled[chosen],
        )
        # "not met" needs high < T, so a limit on the target itself has not left it
        return np.asarray(np.maximum(low - goal[chosen], np.nextafter(goal[chosen], 0) - high))

    return _search(margin, now.n, np.abs(now.value - goal), least)


def _search(margin: Margin, n: Floats, gap: Floats, least: Floats) -> list[int | None]:
    """Find the least number that decides each domain, side by side.

    Limits draw near to the share as 1/sqrt(n), so the margin is almost a line in that: the first
    guess and the interpolation go by it. Every third step halves the range, whatever the line says.
    """
    every = np.arange(n.size)
    below, at_below = np.floor(least), margin(least, every)
    done = at_below >= 0
    needed = (n + least) * ((gap - at_below) / np.maximum(gap, 1e-12)) ** 2 - n
    above = np.ceil(np.clip(needed, np.maximum(below + 1, 1), 2.0 * MOST_ANSWERS))
    at_above = np.ones(n.size)
    looking = every[~done & (above <= MOST_ANSWERS)]
    while looking.size:
        at_above[looking] = margin(above[looking], looking)
        looking = looking[at_above[looking] < 0]
        below[looking], at_below[looking] = above[looking], at_above[looking]
        above[looking] *= 2
        looking = looking[above[looking] <= MOST_ANSWERS]
    never = ~done & (above > MOST_ANSWERS)
    wide, step = every[~done & ~never], 0
    while (wide := wide[above[wide] - below[wide] > 1]).size:
        step += 1
        middle = np.floor((below[wide] + above[wide]) / 2)
        if step % 3:
            ends = (at_below[wide], at_above[wide])
            middle = _on_the_line(n[wide], below[wide], above[wide], *ends)
        found = margin(middle, wide)
        settled = found >= 0
        above[wide[settled]], at_above[wide[settled]] = middle[settled], found[settled]
        below[wide[~settled]], at_below[wide[~settled]] = middle[~settled], found[~settled]
    answer = np.where(done, least, above)
    return [None if none else int(x) for none, x in zip(never, answer, strict=True)]


def _on_the_line(n: Floats, below: Floats, above: Floats, low: Floats, high: Floats) -> Floats:
    """Put a line through both margins over 1/sqrt(n) and take the next whole number inside."""
    first, last = 1 / np.sqrt(n + below), 1 / np.sqrt(n + above)
    root = first + (last - first) * low / (low - high)
    return np.asarray(np.clip(np.ceil(1 / root**2 - n), below + 1, above - 1))


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
