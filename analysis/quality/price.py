"""The price of cheating of many published verdicts, by the interval they are published with.

An invented answer is one more respondent who answers every question with the best mark, or every
one with the worst. Its weight is known where all answers of a unit weigh alike: then the sums of
the unit grow by those of that person, and estimate, variance, dispersion of like units, interval
and least number of respondents follow as they do for the published verdict. Where the answers of a
unit weigh differently, the price depends on where the cheat is at work: no single number is right.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.arguments import inner_share
from analysis.columns import Ints
from analysis.intervals import effective_size, mid_p_distribution
from analysis.intervals.design_based import company_if_one_changed
from analysis.quality.cheating import least_invented
from analysis.results import Floats, Moments
from analysis.tallies.one_stratum import one_stratum_moments
from analysis.tallies.tally import A, N
from analysis.verdict import MINIMUM_RESPONDENTS

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Price:
    """How many invented answers would change a verdict; None where no number would.

    to_met : of the best marks, until the target is proved to be met; 0 if it is
    to_not_met : of the worst marks, until it is proved to be missed; 0 if it is
    to_change : of whichever needs fewer, until the present verdict no longer stands: "met" and
        "not met" fall already where the evidence is no longer enough
    held_up_by : of a target that is met, how many of the answers there are, all best marks, would
        have to be invented ones for it not to be; None of other verdicts. Where fewer such answers
        came, nobody brought the verdict about by inventing them.
    """

    to_met: int | None
    to_not_met: int | None
    to_change: int | None
    held_up_by: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Ballots:
    """The answers of units in which all weigh alike, beside all units of their level.

    level : moments of every unit of the level, which lean on each other
    places : of the units among these
    sums, responses : of the units' answers, as `one_stratum_moments` takes them
    best, worst : sums of one invented person
    """

    level: Moments
    places: Ints
    sums: Floats
    responses: Floats
    best: Floats
    worst: Floats


def prices_of_verdicts(
    ballots: Ballots, *, target: Sequence[float], confidence_level: float
) -> list[Price]:
    """Price the verdicts of many units against their targets.

    Parameters
    ----------
    ballots : Ballots
        Of voluntary answers: a drawn sample cannot be added to.
    target : sequence of float
        One a unit.
    confidence_level : float
        Of the interval on display.
    """
    goals = np.array([inner_share("target", goal) for goal in target])
    tail = (1 - inner_share("confidence_level", confidence_level)) / 2

    def judged(more: Ints, chosen: Ints, person: Floats) -> tuple[Bools, Bools]:
        """Whether the target would be met, and whether it would be missed, with more answers."""
        changed = ballots.sums[chosen] + more[:, None] * person
        moments = one_stratum_moments(changed, ballots.responses[chosen] + more)
        company = company_if_one_changed(ballots.level, ballots.places[chosen], moments)
        size = effective_size(moments, confidence_level=confidence_level, company=company)
        below = mid_p_distribution(moments.value, size, goals[chosen])
        enough = moments.n >= MINIMUM_RESPONDENTS
        return enough & (below <= tail), enough & (below > 1 - tail)

    def falls(fewer: Ints, chosen: Ints) -> Bools:
        """Whether the target would not be met without some of the best answers."""
        left = ballots.sums[chosen] - fewer[:, None] * best
        fallen = (left[:, N] < MINIMUM_RESPONDENTS) | (left[:, A] <= 0)
        rest = np.flatnonzero(~fallen)
        fallen[rest] = ~judged(-fewer[rest], chosen[rest], best)[0]
        return fallen

    best, worst = ballots.best, ballots.worst
    units = len(goals)
    met = least_invented(lambda m, at: judged(m, at, best)[0], units)
    missed = least_invented(lambda m, at: judged(m, at, worst)[1], units)
    not_met = least_invented(lambda m, at: ~judged(m, at, worst)[0], units)
    not_missed = least_invented(lambda m, at: ~judged(m, at, best)[1], units)
    held_up = least_invented(falls, units)
    return [_price(*five) for five in zip(met, missed, not_met, not_missed, held_up, strict=True)]


def _price(
    met: int | None,
    missed: int | None,
    not_met: int | None,
    not_missed: int | None,
    held_up: int | None,
) -> Price:
    if met == 0:
        return Price(met, missed, not_met, held_up)
    if missed == 0:
        return Price(met, missed, not_missed)
    found = [number for number in (met, missed) if number is not None]
    return Price(met, missed, min(found, default=None))
