"""How many answers a verdict needs: exact power, not a margin of error. statistics.md 7."""

from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
from scipy.special import betainc, ndtri

from analysis.arguments import choice, inner_share, number, whole_number
from analysis.errors import AnalysisError
from analysis.intervals.binomial import PROPORTION_LIMITS
from analysis.results import Floats
from analysis.verdict import MINIMUM_RESPONDENTS, TARGET, Verdict

INDEX_DISPERSION = 0.65
"""φ of an index nobody has measured yet; one item has 1."""
INTRACLASS = 0.05
LARGEST_SIZE = 200_000
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Power:
    """The chance that `n` answers bring the verdict `outcome` if the level is `truth`.

    `threshold` is the least number of satisfied respondents that gives `MET`, or the greatest
    that gives `NOT_MET`; None if even unanimous answers do not decide, and `power` is 0.
    """

    n: int
    truth: float
    outcome: Verdict
    power: float
    threshold: int | None


@dataclass(frozen=True, slots=True)
class SampleSize:
    """Respondents for a verdict: `n` exactly, `n_normal` by the textbook approximation."""

    n: int
    n_normal: int
    outcome: Verdict


@dataclass(frozen=True, slots=True)
class Plan:
    """The chain from one simple item to letters or slips handed out.

    n_simple : respondents for one 0/1 item in a simple sample
    n_design : times dispersion, clustering and weights
    respondents : after population correction
    invitations : at the expected response rate, at most the population
    census : everyone must be asked and must answer
    within_reach : the invitations, at that rate, bring enough respondents
    """

    n_simple: int
    n_design: int
    respondents: int
    invitations: int
    census: bool
    within_reach: bool


def verdict_power(
    n: int,
    truth: float,
    *,
    target: float = TARGET,
    confidence_level: float = 0.95,
    method: str = "mid_p",
) -> Power:
    """Compute the exact power of the verdict for one 0/1 item in a simple sample.

    Parameters
    ----------
    n : int
        Respondents, from 1 to 200,000.
    truth : float
        The true share; above the target the verdict hoped for is `MET`, below it `NOT_MET`.
    target, confidence_level : float, optional
        Strictly between 0 and 1.
    method : str, optional
        A name in `PROPORTION_INTERVALS`.

    Examples
    --------
    The usual 384 answers prove 80 % with a chance of 0.31 if the truth is 83 %:

    >>> round(verdict_power(384, 0.83).power, 2)
    0.31
    """
    size = whole_number("n", n, low=1, high=LARGEST_SIZE)
    setting = _setting(truth, target, confidence_level, method)
    least, power = _powers(np.array([float(size)]), setting)
    threshold = int(least[0]) if setting.outcome is Verdict.MET else size - int(least[0])
    possible = least[0] <= size
    return Power(
        size, setting.truth, setting.outcome, power.item(), threshold if possible else None
    )


def verdict_sample_size(
    truth: float,
    *,
    power: float = 0.8,
    target: float = TARGET,
    confidence_level: float = 0.95,
    method: str = "mid_p",
    stable: int = 50,
) -> SampleSize:
    """Find the least number of respondents that proves the target met, or not met.

    Parameters
    ----------
    truth : float
        The true share to plan for, not the target itself.
    power : float, optional
        Chance wanted, from 0.5 to below 1.
    target, confidence_level, method
        As in `verdict_power`.
    stable : int, optional
        For how many further sizes the power must hold: its curve is saw-toothed, and one more
        answer can lower it.

    Raises
    ------
    AnalysisError
        If more than 200,000 respondents would be needed, or an argument is out of range.

    References
    ----------
    M. R. Chernick and C. Y. Liu (2002), "The saw-toothed behavior of power versus sample size
    and software solutions", The American Statistician 56, 149-155.

    Examples
    --------
    >>> verdict_sample_size(0.85).n
    469
    """
    setting = _setting(truth, target, confidence_level, method)
    wanted = number("power", power, low=0.5, high=0.999999)
    further = whole_number("stable", stable, high=10_000)
    approximate = _normal_size(setting, wanted)
    # At half the approximate size the power is far below the one wanted.
    start = max(MINIMUM_RESPONDENTS, approximate // 2 if approximate > CHUNK else 0)
    chunk = min(CHUNK, approximate + further + 100)
    run, first = 0, start
    for begin in range(start, LARGEST_SIZE + 1, chunk):
        sizes = np.arange(begin, begin + chunk, dtype=np.float64)
        for size, enough in zip(sizes, _powers(sizes, setting)[1] >= wanted, strict=True):
            first = int(size) if run == 0 else first
            run = run + 1 if enough else 0
            if run > further:
                return SampleSize(first, approximate, setting.outcome)
    raise AnalysisError(f"to tell {truth} from {target} takes over {LARGEST_SIZE:,} respondents")


def plan_survey(
    n_simple: int,
    *,
    population: int | None = None,
    dispersion: float = 1.0,
    cluster_size: float = 1.0,
    intraclass: float = INTRACLASS,
    weight_effect: float = 1.0,
    response_rate: float = 1.0,
) -> Plan:
    """Plan the respondents and invitations that bring what `n_simple` would in a simple sample.

    Parameters
    ----------
    n_simple : int
        Respondents for one 0/1 item in a simple sample, from `verdict_sample_size`.
    population : int, optional
        Dossiers N, for a sample drawn from a list; None for volunteers or an endless process.
    dispersion : float, optional
        φ of the last round; 0.65 for an index never measured, 1 for one item. A φ measured under
        the same clusters and weights already holds them: leave those at 1.
    cluster_size, intraclass : float, optional
        Mean respondents b̄ per cluster and their correlation ρ: times 1 + (b̄ − 1) ρ.
    weight_effect : float, optional
        Kish's factor of unequal weights, at least 1.
    response_rate : float, optional
        Expected share of those asked who answer, above 0.

    Notes
    -----
    In this order: n₁ = φ n [1 + (b̄ − 1) ρ] deff_w; n₂ = n₁ / (1 + (n₁ − 1)/N); n₃ = n₂ / rate.
    Fractions are carried through; each number shown is rounded up by itself.

    Examples
    --------
    >>> plan = plan_survey(104, population=600, dispersion=0.65, response_rate=0.25)
    >>> plan.n_design, plan.respondents, plan.invitations
    (68, 61, 244)
    """
    simple = whole_number("n_simple", n_simple, low=1)
    clustering = 1 + (number("cluster_size", cluster_size, low=1) - 1) * number(
        "intraclass", intraclass, low=0, high=1
    )
    design = simple * number("dispersion", dispersion, low=1e-3, high=1e3) * clustering
    design = max(design * number("weight_effect", weight_effect, low=1, high=1e3), 1.0)
    rate = number("response_rate", response_rate, low=1e-4, high=1)
    total = np.inf if population is None else whole_number("population", population, low=1)
    needed = design / (1 + (design - 1) / total)
    census = _up(needed) >= total
    invitations = min(_up(needed / rate), total)
    reached = invitations * rate >= needed - 1e-9
    return Plan(simple, _up(design), _up(needed), int(invitations), census, bool(reached))


def _up(value: float) -> int:
    """Round up, but not 104.00000000000001 to 105."""
    return ceil(value - 1e-9)


@dataclass(frozen=True, slots=True)
class _Setting:
    truth: float
    target: float
    confidence_level: float
    method: str

    @property
    def outcome(self) -> Verdict:
        return Verdict.MET if self.truth > self.target else Verdict.NOT_MET

    def decides(self, count: Floats, n: Floats) -> Any:
        """Tell where `count` satisfied (or, for NOT_MET, dissatisfied) of `n` give the verdict."""
        limits = PROPORTION_LIMITS[self.method]
        if self.outcome is Verdict.MET:
            return limits(count, n, self.confidence_level)[0] >= self.target
        return limits(n - count, n, self.confidence_level)[1] < self.target


def _setting(truth: float, target: float, confidence_level: float, method: str) -> _Setting:
    level = inner_share("confidence_level", confidence_level)
    known = choice("interval", method, PROPORTION_LIMITS)
    setting = _Setting(
        number("truth", truth, low=0, high=1), inner_share("target", target), level, known
    )
    if setting.truth == setting.target:
        raise AnalysisError("a truth exactly at the target can never be told from it")
    return setting


def _powers(sizes: Floats, setting: _Setting) -> tuple[Floats, Floats]:
    """Give the deciding count at each size (n + 1 if none decides) and the power."""
    chance = setting.truth if setting.outcome is Verdict.MET else 1 - setting.truth
    least = _least_counts(sizes, setting)
    inside = np.clip(least, 1, sizes)
    tail = betainc(inside, sizes - inside + 1, chance)
    return least, np.where(least > sizes, 0.0, np.where(least == 0, 1.0, tail))


def _least_counts(sizes: Floats, setting: _Setting) -> Floats:
    """Bisect for the least deciding count, starting in a window around the normal guess."""
    share = setting.target if setting.outcome is Verdict.MET else 1 - setting.target
    z = float(ndtri(0.5 + setting.confidence_level / 2))
    guess = np.floor(sizes * share + z * np.sqrt(sizes * share * (1 - share)))
    below, above = np.clip(guess - 4, 0, sizes), np.clip(guess + 4, 0, sizes)
    below = np.where(setting.decides(below, sizes), -1.0, below)
    above = np.where(setting.decides(above, sizes), above, sizes + 1)
    while np.any(above - below > 1):
        middle = np.clip(np.floor((below + above) / 2), 0, sizes)
        yes = setting.decides(middle, sizes)
        open_ = above - below > 1
        below = np.where(open_ & ~yes, middle, below)
        above = np.where(open_ & yes, middle, above)
    return above


def _normal_size(setting: _Setting, power: float) -> int:
    z, z_power = float(ndtri(0.5 + setting.confidence_level / 2)), float(ndtri(power))
    under_target = z * np.sqrt(setting.target * (1 - setting.target))
    under_truth = z_power * np.sqrt(setting.truth * (1 - setting.truth))
    return _up(((under_target + under_truth) / (setting.truth - setting.target)) ** 2)
