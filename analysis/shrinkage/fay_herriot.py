"""Fay-Herriot: small units helped by what is known of all, share of late dossiers or volume."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtri

from analysis.arguments import inner_share, matrix, number, vector
from analysis.errors import AnalysisError, TooFewData
from analysis.results import Floats, Interval, Notice
from analysis.shrinkage import BORROWED

_GRID = 80


@dataclass(frozen=True, slots=True)
class SmallArea:
    """A unit's figure: `gamma` is the weight of its own answers, `mse` that of the mixture."""

    value: float
    mse: float
    gamma: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class FayHerriot:
    """Variance between units, coefficients (intercept first), and the figures."""

    variance: float
    coefficients: tuple[float, ...]
    method: str
    rows: tuple[SmallArea, ...]
    notices: tuple[Notice, ...]


def smoothed_variances(
    n: Sequence[float] | Floats, *, mean: float, dispersion: float = 1.0, correction: float = 1.0
) -> Floats:
    """Return ψ = R̄(1−R̄) φ̃ g / n of every unit: smoothed over units, not estimated in each.

    A unit's own variance is 0 where all agree and would give it all the weight.
    """
    share = inner_share("mean", mean)
    scale = number("dispersion", dispersion, low=1e-6) * number(
        "correction", correction, low=1e-6, high=1.0
    )
    return share * (1 - share) * scale / vector("n", n, low=1e-6)


def fay_herriot(
    values: Sequence[float] | Floats,
    variances: Sequence[float] | Floats,
    covariates: Sequence[Sequence[float]] | Floats | None = None,
    *,
    confidence_level: float = 0.95,
) -> FayHerriot:
    """Mix each unit's own figure with what its covariates predict.

    Parameters
    ----------
    values : sequence of float
        Direct estimates.
    variances : sequence of float
        Their ψ from `smoothed_variances`, above 0.
    covariates : matrix, units × covariates, optional
        Without the intercept, which is added.
    confidence_level : float, optional
        Of normal limits from the mean squared error, held inside [0, 1] as far as the value is.

    Returns
    -------
    FayHerriot
        By residual maximum likelihood; where that puts the variance between units at 0, so that
        no unit's own answers would count, by the adjusted likelihood of Li and Lahiri, with a
        notice.

    Raises
    ------
    TooFewData
        With no more than p + 2 units for p coefficients.
    AnalysisError
        If covariates repeat each other or a variance is 0.

    References
    ----------
    .. [1] R. E. Fay and R. A. Herriot (1979), "Estimates of income for small places", JASA 74,
       269-277.
    .. [2] N. G. N. Prasad and J. N. K. Rao (1990), "The estimation of the mean squared error of
       small-area estimators", JASA 85, 163-171.
    .. [3] H. Li and P. Lahiri (2010), "An adjusted maximum likelihood method for solving small
       area estimation problems", Journal of Multivariate Analysis 101, 882-892.
    """
    y = vector("values", values)
    psi = vector("variances", variances, low=1e-12, size=len(y))
    level = inner_share("confidence_level", confidence_level)
    x = _design(covariates, len(y))
    likelihood = _Residual(y, psi, x)
    variance, method = _variance(likelihood)
    beta, uncertainty = likelihood.coefficients(variance)
    gamma = variance / (variance + psi)
    value = gamma * y + (1 - gamma) * (x @ beta)
    mse = _mse(variance, psi, gamma, np.einsum("ij,jk,ik->i", x, uncertainty, x))
    notices = [Notice(BORROWED, "fay_herriot")]
    if method != "reml":
        notices.append(Notice("no_variance_between_units", method))
    return FayHerriot(
        variance, tuple(beta.tolist()), method, _rows(value, mse, gamma, level), tuple(notices)
    )


class _Residual:
    """The residual likelihood of the variance between units."""

    def __init__(self, y: Floats, psi: Floats, x: Floats) -> None:
        self.y, self.psi, self.x = y, psi, x

    def coefficients(self, variance: float) -> tuple[Floats, Floats]:
        """Return β and (X'V⁻¹X)⁻¹."""
        weighted = self.x / (variance + self.psi)[:, None]
        uncertainty = np.asarray(np.linalg.inv(weighted.T @ self.x), dtype=np.float64)
        return uncertainty @ (weighted.T @ self.y), uncertainty

    def log(self, variance: float) -> float:
        total = variance + self.psi
        beta, uncertainty = self.coefficients(variance)
        rest = self.y - self.x @ beta
        determinant = np.linalg.slogdet(uncertainty)[1]
        return float(determinant - np.sum(np.log(total)) - np.sum(rest**2 / total)) / 2

    def slope(self, variance: float) -> float:
        """Return ½ (y'PPy − tr P)."""
        total = variance + self.psi
        beta, uncertainty = self.coefficients(variance)
        rest = (self.y - self.x @ beta) / total
        scaled = self.x / total[:, None]
        trace = np.sum(1 / total) - np.sum((scaled.T @ scaled) * uncertainty)
        return float(np.sum(rest**2) - trace) / 2


def _variance(likelihood: _Residual) -> tuple[float, str]:
    grid = _grid(likelihood)
    logs = [likelihood.log(a) for a in grid]
    if max(logs) > likelihood.log(0.0):
        return _summit(likelihood.slope, grid, int(np.argmax(logs))), "reml"
    adjusted = [value + np.log(a) for value, a in zip(logs, grid, strict=True)]
    top = int(np.argmax(adjusted))
    return _summit(lambda a: likelihood.slope(a) + 1 / a, grid, top), "li_lahiri"


def _grid(likelihood: _Residual) -> list[float]:
    smallest = float(likelihood.psi.min()) * 1e-6
    largest = 100 * (float(np.var(likelihood.y)) + float(likelihood.psi.max()))
    return [float(a) for a in np.geomspace(smallest, largest, _GRID)]


def _summit(slope: Callable[[float], float], grid: list[float], top: int) -> float:
    low, high = grid[max(top - 1, 0)], grid[min(top + 1, len(grid) - 1)]
    if slope(low) <= 0 or slope(high) >= 0:
        return grid[top]  # flat to rounding: the grid is as good
    return float(brentq(slope, low, high, xtol=1e-16, rtol=1e-12))


def _mse(variance: float, psi: Floats, gamma: Floats, spread: Floats) -> Floats:
    """Return γψ + (1−γ)² x'(X'V⁻¹X)⁻¹x + 2 ψ²/(A+ψ)³ · 2/Σ(A+ψ)⁻²."""
    total = variance + psi
    unsure = 2 / np.sum(total**-2.0)
    return np.asarray(gamma * psi + (1 - gamma) ** 2 * spread + 2 * psi**2 / total**3 * unsure)


def _design(covariates: Sequence[Sequence[float]] | Floats | None, units: int) -> Floats:
    given = np.empty((units, 0)) if covariates is None else matrix("covariates", covariates)
    if len(given) != units:
        raise AnalysisError(f"{len(given)} rows of covariates for {units} units")
    x = np.column_stack([np.ones(units), given])
    if units <= x.shape[1] + 2:
        raise TooFewData(f"{units} units for {x.shape[1]} coefficients")
    scaled = x / np.maximum(np.abs(x).max(axis=0), 1e-300)
    if np.linalg.matrix_rank(scaled, tol=1e-8) < x.shape[1]:
        raise AnalysisError("some covariate is a combination of the others")
    return x


def _rows(value: Floats, mse: Floats, gamma: Floats, level: float) -> tuple[SmallArea, ...]:
    half = ndtri((1 + level) / 2) * np.sqrt(mse)
    low = np.minimum(np.maximum(value - half, 0.0), value)
    high = np.maximum(np.minimum(value + half, 1.0), value)
    return tuple(
        SmallArea(
            float(value[i]),
            float(mse[i]),
            float(gamma[i]),
            Interval(float(low[i]), float(high[i]), level, "eblup"),
        )
        for i in range(len(value))
    )
