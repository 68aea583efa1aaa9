"""Calibrated weights: design weights moved as little as needed to meet known totals.

Find w = d g(x'λ) with Σ w x = X (statistics.md 2.4). The design that comes back carries the
calibration variables, so every variance made from it uses residuals (mistake 9).
Deville & Särndal 1992; Särndal, Swensson & Wretman 1992, ch. 6.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.linalg import qr

from analysis.arguments import choice, number
from analysis.columns import SMALLEST
from analysis.design import CalibrationBasis, SurveyDesign
from analysis.distances import Bounded, Distance, Linear, Raking, solve
from analysis.errors import CalibrationError
from analysis.margins import Targets, build_targets
from analysis.results import Floats, Notice

# The default limits how far one answer may be blown up or down.
DEFAULT_BOUNDS = (1 / 5, 5.0)

Bounds = tuple[float, float]
Margins = Mapping[str, tuple[Any, Mapping[str, float]]]


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """The outcome of a calibration.

    design : the sample with calibrated weights; its variances use residuals
    ratios : g of each respondent, against the design weights, or against these blown up to the
        population size where `blown_up`
    method : the form that was used, also when "default" was asked for
    bounds : limits of g, None without
    blown_up : see `ratios`
    steps : Newton steps taken
    targets : the margins as columns and totals
    notices : what a reader must know, as data
    """

    design: SurveyDesign
    ratios: Floats
    method: str
    bounds: tuple[float, float] | None
    blown_up: bool
    steps: int
    targets: Targets
    notices: tuple[Notice, ...]

    @property
    def weights(self) -> Floats:
        """The calibrated weights."""
        return self.design.weights


def calibrate(
    design: SurveyDesign,
    margins: Margins,
    *,
    method: str = "default",
    bounds: tuple[float, float] | None = None,
) -> Calibration:
    """Move the weights of a design so that they meet known totals.

    Parameters
    ----------
    design : SurveyDesign
        With design weights; a design that is already calibrated is refused.
    margins : mapping
        From the name of a margin to its column of labels and its totals by label, such as
        ``{"outcome": (["on time", "late", ...], {"on time": 900, "late": 100})}``. Put the
        outcome of the dossier first: it is known for all and predicts satisfaction best.
    method : {"default", "raking", "linear", "logit", "poststratify"}
        The default rakes, and limits g to [1/5, 5] by the logit form where raking exceeds it; g
        is then taken against the design weights blown up to the population size.
        `poststratify` takes one margin; cross several beforehand.
    bounds : pair, optional
        Limits of g for `logit` (against the design weights as they are) and for the default.

    Returns
    -------
    Calibration

    Raises
    ------
    CalibrationError
        If margins do not fit the sample or each other, weights that meet them were not found in
        100 steps (the message names the worst margin), or a weight is not above 0.

    Examples
    --------
    >>> sample = SurveyDesign.from_columns(4)
    >>> outcome = ["late", "late", "on time", "on time"]
    >>> result = calibrate(sample, {"outcome": (outcome, {"late": 10, "on time": 90})})
    >>> [round(float(w), 9) for w in result.weights]
    [5.0, 5.0, 45.0, 45.0]
    """
    choice("method", method, METHODS)
    if design.calibration is not None:
        raise CalibrationError("the weights are calibrated already: start from the design weights")
    if method == "poststratify" and len(margins) > 1:
        raise CalibrationError("post-stratification has one margin: cross several beforehand")
    limits = _checked_bounds(bounds)
    return METHODS[method](design, build_targets(margins, design.rows, design.weights), limits)


def recalibrated_weights(weights: Floats, like: Calibration) -> Floats:
    """Meet the same totals from other design weights of the same sample, such as a replicate's.

    Weights may be 0. Raises `CalibrationError` if they cannot meet a margin.
    """
    base = weights * _blow_up(weights, like.targets) if like.blown_up else weights
    ratios, _ = solve(base, like.targets, _distance(like.method, like.bounds))
    return base * ratios


def _linear(design: SurveyDesign, targets: Targets, bounds: Bounds) -> Calibration:
    return _calibrated(design, targets, "linear", None)


def _raking(design: SurveyDesign, targets: Targets, bounds: Bounds) -> Calibration:
    return _calibrated(design, targets, "raking", None)


def _logit(design: SurveyDesign, targets: Targets, bounds: Bounds) -> Calibration:
    return _calibrated(design, targets, "logit", bounds)


def _default(design: SurveyDesign, targets: Targets, bounds: Bounds) -> Calibration:
    raked = _calibrated(design, targets, "raking", None, blown_up=True)
    if (raked.ratios >= bounds[0]).all() and (raked.ratios <= bounds[1]).all():
        return raked
    limited = _calibrated(design, targets, "logit", bounds, blown_up=True)
    notice = Notice("limited_weights", f"{bounds[0]:g} to {bounds[1]:g}")
    return replace(limited, notices=(*limited.notices, notice))


METHODS: dict[str, Callable[[SurveyDesign, Targets, Bounds], Calibration]] = {
    "default": _default,
    "raking": _raking,
    "linear": _linear,
    "logit": _logit,
    "poststratify": _raking,  # with one margin every form gives the same weights
}


def _distance(method: str, bounds: Bounds | None) -> Distance:
    if bounds is not None:
        return Bounded(*bounds)
    return Linear() if method == "linear" else Raking()


def _checked_bounds(bounds: Bounds | None) -> Bounds:
    low, high = DEFAULT_BOUNDS if bounds is None else bounds
    low = number("the lower bound of g", low, low=0.0, high=1.0 - 1e-9)
    return low, number("the upper bound of g", high, low=1.0 + 1e-9, high=1e6)


def _blow_up(weights: Floats, targets: Targets) -> float:
    """Population size over the sum of weights."""
    return targets.size / float(weights.sum())


def _calibrated(
    design: SurveyDesign,
    targets: Targets,
    method: str,
    bounds: Bounds | None,
    *,
    blown_up: bool = False,
) -> Calibration:
    base = design.weights * (_blow_up(design.weights, targets) if blown_up else 1.0)
    ratios, steps = solve(base, targets, _distance(method, bounds))
    weights = base * ratios
    if (weights < SMALLEST).any():
        row = int((weights < SMALLEST).argmax())
        raise CalibrationError(
            f"the weight in row {row + 1} would be {weights[row]:.3g}: use bounded calibration"
        )
    root = np.sqrt(design.weights)
    basis = np.asarray(qr(targets.x * root[:, None], mode="economic")[0], dtype=np.float64)
    return Calibration(
        design=design.with_weights(weights, CalibrationBasis(basis, root)),
        ratios=ratios,
        method=method,
        bounds=bounds,
        blown_up=blown_up,
        steps=steps,
        targets=targets,
        notices=targets.notices,
    )
