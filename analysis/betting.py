"""Hedged betting against the target: the sharper running verdict for an index.

Needs the scores in the order of arrival. statistics.md 6.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.arguments import inner_share, vector
from analysis.errors import NoResponses
from analysis.results import Floats
from analysis.verdict import MINIMUM_RESPONDENTS, TARGET, Verdict


@dataclass(frozen=True, slots=True)
class Bets:
    """Two fortunes, one staked on "above the target", one on "below", and what they decide.

    log_above, log_below : natural logarithms of K⁺ and K⁻ after each respondent
    threshold : log(2/α); a fortune that ever reaches it decides
    decided_at : respondents at the first decision, None while open
    verdict : `NOT_ENOUGH_EVIDENCE` while open
    """

    log_above: Floats
    log_below: Floats
    threshold: float
    decided_at: int | None
    verdict: Verdict


def hedged_betting(
    scores: Sequence[float] | Floats, *, target: float = TARGET, confidence_level: float = 0.95
) -> Bets:
    """Bet on each next respondent, on both sides of the target, and read the winnings.

    Parameters
    ----------
    scores : sequence of float
        x = a/b of each respondent, from 0 to 1, in the order of arrival, all of them.
    target : float, optional
        m, strictly between 0 and 1.
    confidence_level : float, optional
        1 − α: chance that no wrong verdict is ever given, at whatever times it is read.

    Returns
    -------
    Bets
        `MET` if ½K⁺ ever reached 1/α, `NOT_MET` if ½K⁻ did; from 10 respondents on.

    Notes
    -----
    K⁺ = Π(1 + min(λ, ½/m)(x − m)), K⁻ = Π(1 − min(λ, ½/(1−m))(x − m)), with
    λ_t = sqrt(2 log(2/α) / (t log(1+t) σ̂²_{t−1})), σ̂² and mean started at ¼ and ½ with one
    pseudo-respondent. Each stake uses earlier respondents only. Assumes one mean; unweighted.

    References
    ----------
    I. Waudby-Smith and A. Ramdas (2024), "Estimating means of bounded random variables by
    betting", Journal of the Royal Statistical Society B 86, 1-27.

    Examples
    --------
    >>> bets = hedged_betting([1.0] * 40)
    >>> bets.verdict.value, bets.decided_at
    ('met', 32)
    """
    x = vector("scores", scores, low=0, high=1)
    goal, level = inner_share("target", target), inner_share("confidence_level", confidence_level)
    if x.size == 0:
        raise NoResponses("nobody answered yet: no bet has been placed")
    stake, threshold = _stakes(x, 1 - level), float(np.log(2 / (1 - level)))
    above = np.cumsum(np.log1p(np.minimum(stake, 0.5 / goal) * (x - goal)))
    below = np.cumsum(np.log1p(-np.minimum(stake, 0.5 / (1 - goal)) * (x - goal)))
    decided_at, outcome = _decision(above, below, threshold)
    return Bets(above, below, threshold, decided_at, outcome)


def _stakes(x: Floats, alpha: float) -> Floats:
    t = np.arange(1, x.size + 1, dtype=np.float64)
    mean = (0.5 + np.cumsum(x)) / (t + 1)
    spread = (0.25 + np.cumsum((x - mean) ** 2)) / (t + 1)
    earlier = np.concatenate([[0.25], spread[:-1]])
    return np.asarray(np.sqrt(2 * np.log(2 / alpha) / (t * np.log1p(t) * earlier)))


def _decision(above: Floats, below: Floats, threshold: float) -> tuple[int | None, Verdict]:
    won = np.flatnonzero((above >= threshold) | (below >= threshold))
    if won.size == 0 or above.size < MINIMUM_RESPONDENTS:
        return None, Verdict.NOT_ENOUGH_EVIDENCE
    first = int(won[0])
    outcome = Verdict.MET if above[first] >= threshold else Verdict.NOT_MET
    return max(first + 1, MINIMUM_RESPONDENTS), outcome
