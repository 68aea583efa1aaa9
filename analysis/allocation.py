"""Sharing a sample among strata, and the sizes that guidance asks for. statistics.md 7."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from scipy.special import ndtri

from analysis.arguments import choice, inner_share, vector, whole_number
from analysis.errors import AnalysisError
from analysis.results import Floats


def _proportional(populations: Floats) -> Floats:
    return populations


def _square_root(populations: Floats) -> Floats:
    return np.sqrt(populations)


ALLOCATIONS: dict[str, Callable[[Floats], Floats]] = {
    "proportional": _proportional,
    "square_root": _square_root,
}
"""What a stratum's share of the sample is proportional to."""


def allocate(
    total: int, populations: Sequence[int], *, rule: str = "proportional", minimum: int = 2
) -> list[int]:
    """Share `total` respondents among strata.

    Parameters
    ----------
    total : int
        Respondents in all.
    populations : sequence of int
        Dossiers N_h per stratum; 0 is allowed and gets nobody.
    rule : str, optional
        "proportional" is best for the parent's figure; "square_root" (n_h ∝ √N_h) is the
        compromise with the strata's own.
    minimum : int, optional
        Least per stratum, at least 2 (one gives no variance); give the size of `plan_survey`
        for strata that get their own verdict. A smaller stratum is taken whole.

    Returns
    -------
    list of int
        n_h with sum `total`, none above N_h.

    Raises
    ------
    AnalysisError
        If the minimum alone takes more than `total`, or `total` is more than there are.

    Examples
    --------
    >>> allocate(100, [1000, 250, 40], minimum=10)
    [72, 18, 10]
    >>> allocate(100, [1000, 250, 40], rule="square_root", minimum=10)
    [59, 29, 12]
    """
    sizes = vector("populations", populations, low=0, high=1e9)
    wanted = whole_number("total", total, high=int(1e9))
    least = np.minimum(whole_number("minimum", minimum, low=2, high=int(1e9)), sizes)
    if np.any(sizes != np.floor(sizes)):
        raise AnalysisError("populations must be whole numbers")
    if least.sum() > wanted:
        raise AnalysisError(f"the minimum per stratum takes {least.sum():.0f}, not {wanted}")
    if sizes.sum() < wanted:
        raise AnalysisError(f"{wanted} respondents from a population of {sizes.sum():.0f}")
    measure = ALLOCATIONS[choice("rule", rule, ALLOCATIONS)](sizes)
    return _whole(_scaled(wanted, measure, least, sizes), wanted, sizes)


def _scaled(total: int, measure: Floats, least: Floats, most: Floats) -> Floats:
    """Find the scale at which clip(scale · measure, least, most) sums to the total."""
    low, high = 0.0, float(np.max(most / np.maximum(measure, 1e-12), initial=0.0)) + 1
    for _ in range(100):
        scale = (low + high) / 2
        enough = np.clip(scale * measure, least, most).sum() >= total
        low, high = (low, scale) if enough else (scale, high)
    return np.asarray(np.clip(high * measure, least, most))


def _whole(shares: Floats, total: int, most: Floats) -> list[int]:
    """Round to whole respondents by largest remainder; ties go to the first stratum."""
    rounded = np.floor(shares + 1e-9)
    order = np.argsort(-(shares - rounded), kind="stable")
    for stratum in order:
        if rounded.sum() >= total:
            break
        rounded[stratum] += rounded[stratum] < most[stratum]
    return [int(size) for size in rounded]


@dataclass(frozen=True, slots=True)
class Requirement:
    """Respondents by the verdict's power and by the rules found in guidance.

    `binding` names the larger of `verdict` and `yamane`: the one to satisfy.
    """

    verdict: int
    margin: int
    yamane: int
    binding: str


def margin_size(
    population: int, *, margin: float = 0.05, share: float = 0.5, confidence_level: float = 0.95
) -> int:
    """Compute the size for a margin of error, with population correction (Cochran 1977).

    Parameters
    ----------
    population : int
        Dossiers N, at least 1.
    margin : float, optional
        Half width of the Wald interval wanted, as a share.
    share : float, optional
        Expected level; 0.5 is the worst case.
    confidence_level : float, optional
        Strictly between 0 and 1.

    Notes
    -----
    For reports that must state it. It says nothing of the verdict: 384 answers prove 80 % with a
    chance of 0.31, 0.72 and 0.99 if the truth is 83, 85 and 88 %.

    Examples
    --------
    >>> [margin_size(N) for N in (50, 200, 1_000, 10_000, 1_000_000)]
    [45, 132, 278, 370, 384]
    """
    total = whole_number("population", population, low=1)
    z, p = float(ndtri(0.5 + inner_share("confidence_level", confidence_level) / 2)), share
    endless = z**2 * inner_share("share", p) * (1 - p) / inner_share("margin", margin) ** 2
    return min(ceil(endless / (1 + (endless - 1) / total) - 1e-9), total)


def yamane_size(population: int, *, margin: float = 0.05) -> int:
    """Compute n = N / (1 + N e²), the short form that Vietnamese guidance asks for.

    It assumes a share of ½, two standard errors and a simple sample; see `margin_size`.

    Examples
    --------
    >>> [yamane_size(N) for N in (50, 200, 1_000, 10_000, 1_000_000)]
    [45, 134, 286, 385, 400]
    """
    total = whole_number("population", population, low=1)
    return ceil(total / (1 + total * inner_share("margin", margin) ** 2) - 1e-9)


def requirement(verdict: int, population: int, *, margin: float = 0.05) -> Requirement:
    """Set the verdict's size beside the guidance's, and say which one binds.

    Parameters
    ----------
    verdict : int
        Respondents by `plan_survey`.
    population : int
        Dossiers N.
    margin : float, optional
        e of both guidance sizes.
    """
    needed = whole_number("verdict", verdict)
    yamane = yamane_size(population, margin=margin)
    binding = "verdict" if needed >= yamane else "yamane"
    return Requirement(needed, margin_size(population, margin=margin), yamane, binding)
