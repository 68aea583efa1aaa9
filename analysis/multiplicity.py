"""Many tests at once: a published list of names, a list for inspection, selected intervals."""

from collections.abc import Callable, Sequence

import numpy as np

from analysis.arguments import choice, inner_share, number, whole_number
from analysis.errors import AnalysisError
from analysis.results import Floats


def _bonferroni(sorted_p: Floats) -> Floats:
    return sorted_p * len(sorted_p)


def _holm(sorted_p: Floats) -> Floats:
    return np.maximum.accumulate(sorted_p * np.arange(len(sorted_p), 0, -1))


def _hochberg(sorted_p: Floats) -> Floats:
    return _running_minimum(sorted_p * np.arange(len(sorted_p), 0, -1))


def _benjamini_hochberg(sorted_p: Floats) -> Floats:
    m = len(sorted_p)
    return _running_minimum(sorted_p * (m / np.arange(1, m + 1)))


def _benjamini_yekutieli(sorted_p: Floats) -> Floats:
    harmonic = float(np.sum(1.0 / np.arange(1, len(sorted_p) + 1)))
    return _running_minimum(_benjamini_hochberg(sorted_p) * harmonic)


def _running_minimum(values: Floats) -> Floats:
    return np.minimum.accumulate(values[::-1])[::-1]


ADJUSTMENTS: dict[str, Callable[[Floats], Floats]] = {
    "holm": _holm,
    "benjamini_hochberg": _benjamini_hochberg,
    "benjamini_yekutieli": _benjamini_yekutieli,
    "hochberg": _hochberg,
    "bonferroni": _bonferroni,
}
"""Each takes the defined p-values in ascending order and returns the adjusted ones, uncapped."""


def adjusted_p_values(
    p_values: Sequence[float | None], method: str = "holm"
) -> tuple[float | None, ...]:
    """Adjust p-values for having been looked at together.

    Parameters
    ----------
    p_values : sequence of float or None
        From 0 to 1. None or NaN is undefined (a unit without answers): it stays None and does
        not count in the number of tests m.
    method : str, optional
        A name in `ADJUSTMENTS`. "holm" controls the chance of one wrong name, under any
        dependence; "benjamini_hochberg" the expected share of wrong names.

    Returns
    -------
    tuple of float or None
        Adjusted p-values in the given order, from 0 to 1; compare them with the level itself.

    Raises
    ------
    AnalysisError
        If a p-value is out of range or the method unknown.

    References
    ----------
    .. [1] S. Holm (1979), "A simple sequentially rejective multiple test procedure",
       Scandinavian Journal of Statistics 6, 65-70.
    .. [2] Y. Benjamini and Y. Hochberg (1995), "Controlling the false discovery rate", JRSS B
       57, 289-300.

    Examples
    --------
    >>> adjusted_p_values([0.01, None, 0.04])
    (0.02, None, 0.04)
    """
    adjust = ADJUSTMENTS[choice("method", method, ADJUSTMENTS)]
    given = [None if _undefined(p) else number("p-value", p, low=0.0, high=1.0) for p in p_values]
    defined = [i for i, p in enumerate(given) if p is not None]
    if not defined:
        return tuple(given)
    p = np.array([given[i] for i in defined], dtype=np.float64)
    order = np.argsort(p, kind="stable")  # ties keep their order
    result: list[float | None] = [None] * len(given)
    for position, value in zip(order, np.minimum(adjust(p[order]), 1.0), strict=True):
        result[defined[position]] = float(value)
    return tuple(result)


def naming_list(
    p_below: Sequence[float | None], *, confidence_level: float = 0.95
) -> tuple[int, ...]:
    """List the units that may be published by name as not meeting the target.

    Parameters
    ----------
    p_below : sequence of float or None
        One-sided p-value of each unit for "at or above the target", of one level and period.
    confidence_level : float, optional
        Of the displayed intervals. Each verdict stands on one side of its interval, so the
        list is held to (1 − confidence_level)/2: the chance that any name on it is wrong.

    Returns
    -------
    tuple of int
        Positions in `p_below`, ascending.
    """
    level = (1 - inner_share("confidence_level", confidence_level)) / 2
    return _at_most(adjusted_p_values(p_below, "holm"), level)


def triage_list(p_below: Sequence[float | None], *, q: float = 0.10) -> tuple[int, ...]:
    """List the units worth an inspection; on average at most a share `q` of them needlessly.

    Benjamini-Hochberg, safe here because units are independent or positively dependent.
    Not for publication by name: use `naming_list`.
    """
    level = inner_share("q", q)
    return _at_most(adjusted_p_values(p_below, "benjamini_hochberg"), level)


def selected_interval_level(selected: int, m: int, *, q: float = 0.05) -> float:
    """Return the level at which to show intervals of only the `selected` of `m` units.

    At level 1 − q·selected/m the expected share of intervals that miss, among those shown, is
    at most `q` (Benjamini and Yekutieli 2005, JASA 100, 71-81).

    Raises
    ------
    AnalysisError
        If nothing was selected, more than `m` were, or `q` is not strictly inside (0, 1).
    """
    level = inner_share("q", q)
    m = whole_number("m", m, low=1)
    return 1 - level * whole_number("selected", selected, low=1, high=m) / m


def _undefined(p: float | None) -> bool:
    if isinstance(p, (str, bytes)):
        raise AnalysisError(f"p-value must be a number or None, not {p!r}")
    return p is None or p != p  # noqa: PLR0124 - only NaN differs from itself


def _at_most(adjusted: tuple[float | None, ...], level: float) -> tuple[int, ...]:
    return tuple(i for i, p in enumerate(adjusted) if p is not None and p <= level)
