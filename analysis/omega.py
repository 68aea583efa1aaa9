"""McDonald's ω: how much of a sum score one common factor explains."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from analysis.reliability import item_covariances
from analysis.results import Floats, Notice

HEYWOOD = 0.005
"""Least unique share of an item; a fit that wants less is a Heywood case, ω is not to be had."""

_NO_VARIANCE = 1e-12


@dataclass(frozen=True, slots=True)
class Omega:
    """ω from 0 to 1, or None with a notice saying why not; `loadings` on the items' own scale."""

    value: float | None
    loadings: tuple[float, ...]
    uniquenesses: tuple[float, ...]
    n: int
    pairwise: bool
    notices: tuple[Notice, ...] = ()


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
    variance = np.diag(basis.matrix)
    if len(variance) < 3:
        return _none("two_items", basis.n, basis.pairwise)
    if np.any(variance <= _NO_VARIANCE):
        return _none("no_variation", basis.n, basis.pairwise)
    sd = np.sqrt(variance)
    correlation = basis.matrix / np.outer(sd, sd)
    if np.linalg.eigvalsh(correlation)[0] < 1e-8:
        return _none("singular", basis.n, basis.pairwise)
    unique, converged = _uniquenesses(correlation)
    if not converged or unique.min() <= HEYWOOD + 1e-6:
        return _none("heywood" if converged else "not_converged", basis.n, basis.pairwise)
    loadings = _loadings(correlation, unique) * sd
    common, own = float(loadings.sum()) ** 2, float((unique * variance).sum())
    return Omega(
        value=common / (common + own),
        loadings=tuple(map(float, loadings)),
        uniquenesses=tuple(map(float, unique * variance)),
        n=basis.n,
        pairwise=basis.pairwise,
    )


def _none(code: str, n: int, pairwise: bool) -> Omega:
    return Omega(None, (), (), n, pairwise, (Notice(code, "scale"),))


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
