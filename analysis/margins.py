"""Known totals that weights must meet, as the columns of a regression."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.linalg import qr

from analysis.columns import count_by, labels
from analysis.errors import CalibrationError
from analysis.results import Floats, Notice

# Totals of two margins are the same population: they may differ by rounding only.
SAME_TOTAL = 1e-9
FEW = 5
# Share of a column's length below which what is left after the others is rounding.
DEPENDENT = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """The calibration problem Σ w x = X.

    x : respondents × levels, 0 or 1; all levels of the first margin, one fewer of each other
    totals : X of each column; names : ``margin=level`` of each column
    size : the population size, which all margins add up to
    notices : levels with few respondents, as data
    """

    x: Floats
    totals: Floats
    names: tuple[str, ...]
    size: float
    notices: tuple[Notice, ...]


def build_targets(
    margins: Mapping[str, tuple[Any, Mapping[str, float]]], rows: int, design_weights: Floats
) -> Targets:
    """Check margins against the sample and write them as columns.

    Raises
    ------
    CalibrationError
        If a level has respondents but no total or a total but no respondents, totals are not
        positive or do not agree, or a margin repeats what others fix; the message names it.
    """
    if not margins:
        raise CalibrationError("no margin is given")
    columns: list[Floats] = []
    totals: list[float] = []
    names: list[str] = []
    notices: list[Notice] = []
    for place, (margin, (values, known)) in enumerate(margins.items()):
        levels, codes = labels(values, margin, rows)
        _check_levels(margin, levels, known)
        counts = count_by(codes, len(levels))
        for level in range(len(levels)):
            if counts[level] < FEW:
                notices.append(Notice("few_in_margin", f"{margin}={levels[level]}"))
            if place == 0 or level > 0:
                columns.append((codes == level).astype(np.float64))
                totals.append(float(known[levels[level]]))
                names.append(f"{margin}={levels[level]}")
    size = _population_size(margins)
    x = np.stack(columns, axis=1)
    _check_rank(x * np.sqrt(design_weights)[:, None], names)
    return Targets(x, np.array(totals), tuple(names), size, tuple(notices))


def _check_levels(margin: str, levels: Sequence[str], known: Mapping[str, float]) -> None:
    for level in levels:
        if level not in known:
            raise CalibrationError(f"{margin}: no total for {level!r}")
    for level, total in known.items():
        if not 0 < float(total) < np.inf:
            raise CalibrationError(f"{margin}: the total of {level!r} must be above 0")
        if level not in levels:
            raise CalibrationError(
                f"{margin}: nobody answered in {level!r}; merge it with another level"
            )


def _population_size(margins: Mapping[str, tuple[Any, Mapping[str, float]]]) -> float:
    sums = {margin: sum(float(t) for t in known.values()) for margin, (_, known) in margins.items()}
    first, whole = next(iter(sums.items()))
    for margin, total in sums.items():
        if abs(total - whole) > SAME_TOTAL * whole:
            raise CalibrationError(
                f"totals of {margin} add up to {total:.12g}, those of {first} to {whole:.12g}"
            )
    return whole


def _check_rank(scaled: Floats, names: Sequence[str]) -> None:
    """A column that the ones before it already fix leaves nothing on the diagonal of R."""
    triangle = qr(scaled, mode="r")[0]
    left = np.zeros(scaled.shape[1])
    diagonal = np.abs(np.diag(triangle))
    left[: diagonal.size] = diagonal
    dependent = left < DEPENDENT * np.linalg.norm(scaled, axis=0)
    if dependent.any():
        name = names[int(dependent.argmax())]
        raise CalibrationError(f"{name}: the margins before it already fix this total")
