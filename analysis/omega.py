"""McDonald's ω: how much of a sum score one common factor explains."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from analysis.arguments import inner_share, matrix
from analysis.drivers.correlations import full_weights
from analysis.errors import AnalysisError, TooFewData
from analysis.reliability import item_covariances
from analysis.replicates import Replicates
from analysis.results import Floats, Interval, Notice

HEYWOOD = 0.005
"""Least unique share of an item; a fit that wants less is a Heywood case, ω is not to be had."""

_NO_VARIANCE = 1e-12
LEAST_USABLE = 0.9
"""Share of the resamples in which ω must exist for its limits to mean anything."""


@dataclass(frozen=True, slots=True)
class Omega:
    """ω from 0 to 1, or None with a notice saying why not; `loadings` on the items' own scale."""

    value: float | None
    loadings: tuple[float, ...]
    uniquenesses: tuple[float, ...]
    n: int
    pairwise: bool
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class OmegaLimits:
    """ω of the population with limits; `n` people had all items, `seed` reproduces the limits."""

    value: float
    interval: Interval
    n: int
    replicates_used: int
    seed: int | None


def mcdonald_omega(answers: Sequence[Sequence[float]] | Floats) -> Omega:
    """Fit one factor by maximum likelihood and compute ω = (Σλ)²/((Σλ)² + Σθ).

    Parameters
    ----------
    answers : matrix, respondents × items
        Scores; NaN is N/A or skipped. N/A is treated as for `cronbach_alpha`.

    Returns
    -------
    Omega
        None, with a notice: "two_items" (one factor isn't identified: use α, which is then the
        Spearman-Brown coefficient), "no_variation", "singular" (an item repeats others),
        "heywood" (an item without error of its own), "not_converged".

    Raises
    ------
    TooFewData, AnalysisError
        As `cronbach_alpha`.

    Notes
    -----
    The likelihood is maximised over the unique variances only, the loadings being known given
    them (Jöreskog 1967); likelihood estimates don't depend on the items' scale, so the fit is
    made on correlations and carried back.

    References
    ----------
    .. [1] R. P. McDonald (1999), "Test Theory: A Unified Treatment", Erlbaum, chapter 6.
    .. [2] A. F. Hayes and J. J. Coutts (2020), "Use omega rather than Cronbach's alpha",
       Communication Methods and Measures 14, 1-24.
    """
    basis = item_covariances(answers)
    fit = _fit(basis.matrix)
    if isinstance(fit, str):
        return Omega(None, (), (), basis.n, basis.pairwise, (Notice(fit, "scale"),))
    loadings, unique = fit
    return Omega(
        value=_ratio(loadings, unique),
        loadings=tuple(map(float, loadings)),
        uniquenesses=tuple(map(float, unique)),
        n=basis.n,
        pairwise=basis.pairwise,
    )


def omega_limits(
    answers: Sequence[Sequence[float]] | Floats,
    replicates: Replicates,
    *,
    confidence_level: float = 0.95,
) -> OmegaLimits:
    """Estimate ω of a survey's population, with percentile limits from its replicates.

    Parameters
    ----------
    answers : matrix, respondents × items
        Of all respondents of the design; only people with all items count.
    replicates : Replicates
        Bootstrap of the whole design; the same that serve the other tables of the report.
    confidence_level : float, optional
        Strictly between 0 and 1.

    Returns
    -------
    OmegaLimits
        ω with the weights of the design, which in a weighted sample is not `mcdonald_omega`.

    Raises
    ------
    TooFewData
        If ω is not to be had in the full sample, or in more than a tenth of the replicates.
    AnalysisError
        If `answers` does not fit the design, or the replicates are not a bootstrap's.

    References
    ----------
    Rao, Wu & Yue 1992; Hayes & Coutts 2020, who recommend percentile limits.
    """
    level = inner_share("confidence_level", confidence_level)
    x = matrix("answers", answers, missing=True)
    if len(x) != replicates.design.rows:
        raise AnalysisError(f"{len(x)} rows of answers for {replicates.design.rows} respondents")
    if replicates.method != "bootstrap":
        raise AnalysisError("percentile limits need bootstrap replicates")
    known = ~np.isnan(x).any(axis=1)
    table = x[known]
    own = _weighted_omega(table, full_weights(replicates)[known])
    if isinstance(own, str):
        raise TooFewData(f"no omega: {own.replace('_', ' ')}")
    found = [_weighted_omega(table, weights[known]) for weights in replicates.weights()]
    values = [value for value in found if not isinstance(value, str)]
    if len(values) < LEAST_USABLE * len(found):
        raise TooFewData(f"omega exists in {len(values)} of {len(found)} resamples only")
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    limits = Interval(float(low), float(high), level, "bootstrap_percentile")
    return OmegaLimits(own, limits, len(table), len(values), replicates.seed)


def _weighted_omega(table: Floats, weights: Floats) -> float | str:
    if np.count_nonzero(weights) < 2 or table.shape[1] < 2:
        return "too_few_answers"
    share = weights / weights.sum()
    deviations = table - share @ table
    fit = _fit((deviations * share[:, None]).T @ deviations)
    return fit if isinstance(fit, str) else _ratio(*fit)


def _ratio(loadings: Floats, unique: Floats) -> float:
    common = float(loadings.sum()) ** 2
    return common / (common + float(unique.sum()))


def _fit(covariance: Floats) -> tuple[Floats, Floats] | str:
    """Loadings and unique variances on the items' own scale, or why there are none."""
    variance = np.diag(covariance)
    if len(variance) < 3:
        return "two_items"
    if np.any(variance <= _NO_VARIANCE):
        return "no_variation"
    sd = np.sqrt(variance)
    correlation = covariance / np.outer(sd, sd)
    if np.linalg.eigvalsh(correlation)[0] < 1e-8:
        return "singular"
    unique, converged = _uniquenesses(correlation)
    if not converged:
        return "not_converged"
    if unique.min() <= HEYWOOD + 1e-6:
        return "heywood"
    return _loadings(correlation, unique) * sd, unique * variance


def _uniquenesses(correlation: Floats) -> tuple[Floats, bool]:
    k = len(correlation)
    start = (1 - 0.5 / k) / np.diag(np.linalg.inv(correlation))
    answer = minimize(
        _discrepancy,
        np.clip(start, HEYWOOD, 1.0),
        args=(correlation,),
        jac=True,
        method="L-BFGS-B",
        bounds=[(HEYWOOD, 1.0)] * k,
        options={"ftol": 1e-14, "gtol": 1e-9, "maxiter": 1000},
    )
    # L-BFGS-B calls it abnormal when rounding stops it at the optimum: the gradient decides
    gradient = _discrepancy(answer.x, correlation)[1]
    inner = (answer.x > HEYWOOD + 1e-6) & (answer.x < 1 - 1e-6)
    return np.asarray(answer.x), bool(np.all(np.abs(gradient[inner]) < 1e-4))


def _discrepancy(unique: Floats, correlation: Floats) -> tuple[float, Floats]:
    """Return the likelihood discrepancy, profiled over the loadings, and its gradient."""
    root = np.sqrt(unique)
    values = np.linalg.eigvalsh(correlation / np.outer(root, root))
    rest = values[:-1]
    loadings = _loadings(correlation, unique)
    left = np.outer(loadings, loadings) + np.diag(unique) - correlation
    return float(np.sum(rest - np.log(rest) - 1)), np.diag(left) / unique**2


def _loadings(correlation: Floats, unique: Floats) -> Floats:
    root = np.sqrt(unique)
    values, vectors = np.linalg.eigh(correlation / np.outer(root, root))
    loadings = root * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0.0))
    return np.asarray(loadings if loadings.sum() >= 0 else -loadings)
