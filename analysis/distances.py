"""How far a calibrated weight may go from the design weight: g as a function of u = x'λ.

Each distance gives g(u), its slope and its integral G. The dual problem, minimise
Σ d G(x'λ) − X'λ, is convex, so Newton's steps can be checked by its value. Deville & Särndal
1992; Deville, Särndal & Sautory 1993.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.special import expit, log_expit

from analysis.errors import CalibrationError
from analysis.margins import Targets
from analysis.results import Floats

MOST_STEPS = 100
CLOSE_ENOUGH = 1e-12
# Rounding can keep long sums from the last digits; margins are met all the same.
MET = 1e-9

# exp of more is beyond any weight and would overflow; the line search turns back from there.
STEEPEST = 300.0


class Distance(Protocol):
    """g, its slope and its integral, elementwise."""

    def ratio(self, u: Floats) -> Floats:
        """g(u), with g(0) = 1."""
        ...

    def slope(self, u: Floats) -> Floats:
        """The derivative of g, above 0, with g'(0) = 1."""
        ...

    def integral(self, u: Floats) -> Floats:
        """G(u), of which g is the derivative."""
        ...


@dataclass(frozen=True, slots=True)
class Linear:
    """g = 1 + u: one Newton step, weights may fall below 0."""

    def ratio(self, u: Floats) -> Floats:
        """1 + u."""
        return 1.0 + u

    def slope(self, u: Floats) -> Floats:
        """1."""
        return np.ones_like(u)

    def integral(self, u: Floats) -> Floats:
        """u + u²/2."""
        return u + u * u / 2.0


@dataclass(frozen=True, slots=True)
class Raking:
    """g = exp(u): the limit of iterative proportional fitting."""

    def ratio(self, u: Floats) -> Floats:
        """exp(u)."""
        return np.asarray(np.exp(np.clip(u, -STEEPEST, STEEPEST)), dtype=np.float64)

    def slope(self, u: Floats) -> Floats:
        """exp(u)."""
        return self.ratio(u)

    def integral(self, u: Floats) -> Floats:
        """exp(u)."""
        return self.ratio(u)


@dataclass(frozen=True, slots=True)
class Bounded:
    """The logit form: g runs from `low` to `high` around 1."""

    low: float
    high: float

    @property
    def steepness(self) -> float:
        """A = (U − L) / ((1 − L)(U − 1))."""
        return (self.high - self.low) / ((1.0 - self.low) * (self.high - 1.0))

    def _place(self, u: Floats) -> Floats:
        """Logit of the place of g between its bounds."""
        shift = np.log((1.0 - self.low) / (self.high - 1.0))
        return np.asarray(np.clip(self.steepness * u + shift, -STEEPEST, STEEPEST))

    def ratio(self, u: Floats) -> Floats:
        """L + (U − L) expit(A u + log((1 − L)/(U − 1)))."""
        result: Floats = self.low + (self.high - self.low) * expit(self._place(u))
        return result

    def slope(self, u: Floats) -> Floats:
        """(U − L) A times the slope of expit."""
        place = expit(self._place(u))
        result: Floats = (self.high - self.low) * self.steepness * place * (1.0 - place)
        return result

    def integral(self, u: Floats) -> Floats:
        """L u − (U − L)/A log(1 − expit(place))."""
        result: Floats = self.low * u - (self.high - self.low) / self.steepness * log_expit(
            -self._place(u)
        )
        return result


def solve(weights: Floats, targets: Targets, distance: Distance) -> tuple[Floats, int]:
    """Find g with Σ d g(x'λ) x = X by Newton's steps, halved until they lead closer.

    Returns g and the number of steps; raises `CalibrationError` naming the worst margin if the
    totals are not met after 100 steps.
    """
    x, totals = targets.x, targets.totals
    multipliers = np.zeros(totals.size)
    steps = 0
    for steps in range(MOST_STEPS):  # noqa: B007 - reported
        u = x @ multipliers
        gap = totals - x.T @ (weights * distance.ratio(u))
        if _error(gap, targets) <= CLOSE_ENOUGH:
            break
        curvature = x.T @ (x * (weights * distance.slope(u))[:, None])
        direction = np.asarray(np.linalg.lstsq(curvature, gap, rcond=None)[0], dtype=np.float64)
        moved = _line_search(weights, targets, distance, multipliers, direction)
        if moved is None:
            break
        multipliers = moved
    ratios = distance.ratio(x @ multipliers)
    gap = totals - x.T @ (weights * ratios)
    if _error(gap, targets) > MET:
        name = targets.names[int((np.abs(gap) / totals).argmax())]
        raise CalibrationError(f"no weights found that meet {name}")
    return ratios, steps


def _error(gap: Floats, targets: Targets) -> float:
    """The largest relative error of a margin."""
    return float(np.max(np.abs(gap) / targets.totals))


def _line_search(
    weights: Floats, targets: Targets, distance: Distance, start: Floats, direction: Floats
) -> Floats | None:
    """The longest of the steps 1, ½, ¼ … that leads closer; None if none does.

    Closer is a lower dual problem; where that is flat to the last digit, half the error.
    """
    dual, error = _progress(weights, targets, distance, start)
    length = 1.0
    for _ in range(60):
        moved = start + length * direction
        new_dual, new_error = _progress(weights, targets, distance, moved)
        if new_dual < dual or new_error < error / 2.0:
            return moved
        length /= 2.0
    return None


def _progress(
    weights: Floats, targets: Targets, distance: Distance, multipliers: Floats
) -> tuple[float, float]:
    u = targets.x @ multipliers
    dual = float(weights @ distance.integral(u)) - float(targets.totals @ multipliers)
    gap = targets.totals - targets.x.T @ (weights * distance.ratio(u))
    return dual, _error(gap, targets)
