"""The default interval for shares and indices from any design: moderated mid-P.

statistics.md 4.2. Effective size and its degrees-of-freedom factor: Korn & Graubard 1998; mid-P:
Lancaster 1961; dispersion borrowed from like units: a generalised variance function (Wolter 2007,
ch. 7) in the shrinkage form of Smyth 2004. The combination is this project's own; its defence is
the simulation in tests/simulation.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.special import ndtri, stdtrit

from analysis.arguments import inner_share
from analysis.columns import Ints
from analysis.errors import AnalysisError
from analysis.intervals.checking import check_moments
from analysis.intervals.finite_population import SMALL_POPULATION, small_population_limits
from analysis.intervals.mid_p import EDGE, LARGEST_SIZE, SMALLEST_SIZE, mid_p_limits
from analysis.results import Floats, Moments

PRIOR_WITH_COMPANY, PRIOR_ALONE = 8.0, 4.0  # κ: how much information φ₀ is worth
INTRACLASS_GUESS = 0.05  # ρ of an unknown cluster design
LEAST_UNITS, LEAST_INFORMATION = 5, 20.0  # what makes company


def dispersion(moments: Moments) -> Floats:
    """Compute φ̂ = n v_wr / (R(1 − R)) of each domain; 0 where R is 0 or 1."""
    return _dispersion(check_moments(moments))


def _dispersion(moments: Moments) -> Floats:
    spread = moments.value * (1 - moments.value)
    inner = _inner(moments)
    safe = np.where(inner, spread, 1.0)
    with np.errstate(over="ignore"):
        return np.where(inner, np.minimum(moments.n * moments.variance_wr / safe, 1e300), 0.0)


def information(moments: Moments) -> Floats:
    """Compute ν = 4 d R(1 − R), the information about dispersion; 0 when everyone agrees."""
    return _information(check_moments(moments))


def _information(moments: Moments) -> Floats:
    spread = np.where(_inner(moments), moments.value * (1 - moments.value), 0.0)
    return 4 * np.maximum(moments.df, 0) * spread


def _inner(moments: Moments) -> Any:
    return (moments.value > EDGE) & (moments.value < 1 - EDGE) & (moments.n > 0)


def pooled_dispersion(moments: Moments) -> float | None:
    """Pool the dispersion of like units: φ₀ = Σ ν φ̂ / Σ ν.

    Parameters
    ----------
    moments : Moments
        At least 5 units (or periods, or groups) with answers, all of one survey, one item set
        and one level, measured under the same design.

    Returns
    -------
    float or None
        None unless there are 5 units, Σν is at least 20 and the pooled value is above 0: then
        each unit stands alone.
    """
    return _pool(check_moments(moments))


def _pool(moments: Moments) -> float | None:
    weight = _information(moments)
    total = float(weight.sum())
    if np.count_nonzero(moments.n > 0) < LEAST_UNITS or total < LEAST_INFORMATION:
        return None
    share = weight / total
    pooled = float((share * _dispersion(moments)).sum())
    return pooled if pooled > 0 else None


def company_dispersion(moments: Moments, groups: Sequence[Any] | None = None) -> Floats:
    """Give each domain the pooled φ₀ of its group of like units.

    Parameters
    ----------
    moments : Moments
        One-dimensional.
    groups : sequence, optional
        A label per domain, equal for like units; without it all domains are one group.

    Returns
    -------
    array
        φ₀ per domain; 0 where the group is too small, which `design_limits` reads as "alone".
    """
    checked = check_moments(moments)
    if groups is None:
        return np.full(checked.value.shape, _pool(checked) or 0.0)
    labels = np.asarray(groups)
    if labels.shape != checked.value.shape:
        raise AnalysisError(f"{labels.size} group labels for {checked.value.size} domains")
    result = np.zeros(checked.value.shape)
    for number in range((codes := np.unique(labels, return_inverse=True)[1]).max(initial=-1) + 1):
        mine = codes == number
        result[mine] = _pool(_part(checked, mine)) or 0.0
    return result


def company_if_one_changed(level: Moments, places: Ints, changed: Moments) -> Floats:
    """Give φ₀ to units of a level, each as if it alone had other moments than `level` says.

    Parameters
    ----------
    level : Moments
        Of all units of the level; one-dimensional.
    places : array of int
        Places of the changed units.
    changed : Moments
        What they would have, in the order of `places`.
    """
    before, now = _information(level), _information(changed)
    spread = before * _dispersion(level)
    total = before.sum() - before[places] + now
    pooled = (spread.sum() - spread[places] + now * _dispersion(changed)) / np.maximum(total, 1e-9)
    units = np.count_nonzero(level.n > 0) - (level.n[places] > 0) + (changed.n > 0)
    in_company = (units >= LEAST_UNITS) & (total >= LEAST_INFORMATION) & (pooled > 0)
    return np.where(in_company, pooled, 0.0)


def _part(moments: Moments, chosen: Any) -> Moments:
    return Moments(*(getattr(moments, name)[chosen] for name in Moments.__slots__))


def moderated_dispersion(moments: Moments, *, company: float | Floats | None = None) -> Floats:
    """Shrink each φ̂ towards φ₀: φ̃ = (ν φ̂ + κ φ₀) / (ν + κ).

    Parameters
    ----------
    moments : Moments
        One or many domains.
    company : float or array, optional
        Pooled φ₀ of like units (κ = 8). None, or 0 in an array: the domain stands alone,
        φ₀ = deff_w (1 + (b̄ − 1) 0.05) and κ = 4. For scores in [0, 1] from an unweighted
        element sample φ₀ = 1 is the worst case.
    """
    return _moderate(check_moments(moments), _company(company))


def _company(company: float | Floats | None) -> Floats:
    if company is None:
        return np.zeros(())
    given = np.asarray(company, dtype=np.float64)
    alone_is_allowed = given.ndim > 0
    wrong = ~np.isfinite(given) | (given < 0) | ((given == 0) & (not alone_is_allowed))
    if wrong.any():
        raise AnalysisError(f"the pooled dispersion must be above 0: {company!r}")
    return given


def _moderate(moments: Moments, company: Floats) -> Floats:
    with_company = company > 0
    alone = moments.weight_effect * (1 + (moments.cluster_size - 1) * INTRACLASS_GUESS)
    prior = np.where(with_company, company, alone)
    kappa = np.where(with_company, PRIOR_WITH_COMPANY, PRIOR_ALONE)
    nu = _information(moments)
    # as weights that sum to 1, so that a dispersion of 1e300 cannot overflow
    return nu / (nu + kappa) * _dispersion(moments) + kappa / (nu + kappa) * prior


def effective_size(
    moments: Moments, *, confidence_level: float = 0.95, company: float | Floats | None = None
) -> Floats:
    """Compute n*, the simple random sample that would say as much.

    n* = n / (φ̃ g) · (z / t_{d'})², with d' = d + 8 in company and max(d, 1) alone. A 0/1 item
    in a simple sample has n* = n / g.

    Returns
    -------
    array
        0 where nobody answered; never above 1e12 (a census, g = 0, is given as 1e12).
    """
    level = inner_share("confidence_level", confidence_level)
    return _effective_size(check_moments(moments), level, _company(company))


def size_df(moments: Moments, *, company: float | Floats | None = None) -> Floats:
    """Give d', the degrees of freedom behind n*; infinite for a 0/1 item in a simple sample."""
    return _size_df(check_moments(moments), _company(company))


def _size_df(moments: Moments, company: Floats) -> Floats:
    df = np.where(company > 0, np.maximum(moments.df, 0) + 8, np.maximum(moments.df, 1))
    return np.where(moments.simple > 0, np.inf, df)


def size_at_level(size: Floats, df: Floats, *, level: float, wanted: float) -> Floats:
    """Turn n* of one confidence level into n* of another; `df`, at least 1, is that of `size_df`.

    Raises `AnalysisError` for a level that is not between 0 and 1.
    """
    given, asked = inner_share("level", level), inner_share("wanted", wanted)
    return np.asarray(size * (df_factor(df, given) / df_factor(df, asked)) ** 2)


def _effective_size(moments: Moments, confidence_level: float, company: Floats) -> Floats:
    df = _size_df(moments, company)
    shrunk = _moderate(moments, company) * df_factor(df, confidence_level) ** 2
    divisor = np.where(moments.simple > 0, 1.0, shrunk) * moments.correction
    size = moments.n / np.maximum(divisor, np.maximum(moments.n, 1) / LARGEST_SIZE)
    return np.where(moments.n > 0, np.clip(size, SMALLEST_SIZE, LARGEST_SIZE), 0.0)


def df_factor(df: Floats, confidence_level: float) -> Floats:
    """Compute t_{1−α/2, d} / z_{1−α/2}; df of at least 1, each different one looked up once."""
    upper = 0.5 + confidence_level / 2
    unique, place = np.unique(df, return_inverse=True)
    ratio = stdtrit(np.minimum(unique, 1e10), upper) / ndtri(upper)
    return np.asarray(np.maximum(ratio, 1.0)[place].reshape(np.shape(df)))


def moderated_mid_p(
    moments: Moments, confidence_level: float = 0.95, *, company: float | Floats | None = None
) -> tuple[Floats, Floats]:
    """Compute the default limits of each domain.

    Parameters
    ----------
    moments : Moments
        One or many domains.
    confidence_level : float, optional
        Strictly between 0 and 1.
    company : float or array, optional
        Pooled dispersion of like units, see `pooled_dispersion`; None: each domain alone.

    Returns
    -------
    low, high : arrays
        Shares from 0 to 1 that hold the estimate. Nobody answered: 0 and 1. A census with full
        response (correction 0): the estimate twice. A 0/1 item drawn from at most 2,000 known
        dossiers: the exact limits of `hypergeometric_mid_p`.

    Notes
    -----
    Coverage is simulated, not proved: docs/method/coverage.md. It fails where clusters hide
    inside what is passed as an element sample.
    """
    checked, level = check_moments(moments), inner_share("confidence_level", confidence_level)
    size = _effective_size(checked, level, _company(company))
    answered = checked.n > 0
    low, high = mid_p_limits(checked.value, np.where(answered, size, 1.0), level)
    known = known_population(checked)
    if known.any():
        exact = small_population_limits(*counts_of(checked, known), level)
        low, high = np.array(low), np.array(high)  # of one domain they are no arrays yet
        # a share of 1e-80 counts as nobody satisfied, and still lies in its interval
        low[known] = np.minimum(exact[0], checked.value[known])
        high[known] = np.maximum(exact[1], checked.value[known])
    return with_edges(checked, low, high)


def known_population(moments: Moments) -> Any:
    """Tell where a 0/1 item was drawn from a whole number of at most 2,000 dossiers.

    There N = n / (1 − g). It is not whole where only part of the sample answered the item: how
    many of the dossiers the item concerns is then unknown, and the approximation stands.
    """
    drawn = (moments.simple > 0) & (moments.correction > 0) & (moments.correction < 1)
    taken = np.where(drawn, 1 - moments.correction, 1.0)
    population, satisfied = moments.n / np.maximum(taken, 1e-300), moments.n * moments.value
    whole = [np.abs(x - np.round(x)) < 1e-6 for x in (population, satisfied, moments.n)]
    small = drawn & (moments.n > 0) & (population <= SMALL_POPULATION + 0.5)
    return small & whole[0] & whole[1] & whole[2]


def counts_of(moments: Moments, chosen: Any) -> tuple[Any, Any, Any]:
    """Give k, n and N of the chosen domains as whole numbers; assumes `known_population`."""
    n = moments.n[chosen]
    numbers = (moments.value[chosen] * n, n, n / (1 - moments.correction[chosen]))
    k, size, population = (np.round(x).astype(np.intp) for x in numbers)
    return k, size, population


def with_edges(moments: Moments, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Put in what no formula gives: [0, 1] without answers, [R, R] in a census."""
    census, answered = moments.correction == 0, moments.n > 0
    low = np.where(answered, np.where(census, moments.value, low), 0.0)
    high = np.where(answered, np.where(census, moments.value, high), 1.0)
    return low, high
