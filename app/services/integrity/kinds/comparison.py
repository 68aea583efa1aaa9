"""A share of each point's answers against the points of like units."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.quality.like_units import beyond_like_units
from app.services.integrity.kinds.kind import LEVEL
from app.services.integrity.sheets import Findings, Found, PointSheets

Marks = NDArray[np.bool_]
Alone = Callable[[int, int], float]


@dataclass(frozen=True)
class Marked:
    """A point with the answers of a kind, and those that could have been of it."""

    point: PointSheets
    of_kind: Marks
    eligible: Marks

    @property
    def count(self) -> int:
        """How many answers are of the kind."""
        return int((self.of_kind & self.eligible).sum())

    @property
    def size(self) -> int:
        """How many could have been."""
        return int(self.eligible.sum())


def compare_with_like(marked: list[Marked], alone: Alone | None = None) -> Findings:
    """Test each point against all others of like units.

    `alone` gives the p-value of count and size where there are too few like it to compare with.
    """
    by_like: dict[str, list[Marked]] = {}
    for one in marked:
        by_like.setdefault(one.point.like, []).append(one)
    found: Findings = {}
    for group in by_like.values():
        counts, sizes = [float(m.count) for m in group], [float(m.size) for m in group]
        for one, p_value in zip(group, beyond_like_units(counts, sizes), strict=True):
            others = (sum(counts) - one.count, sum(sizes) - one.size)
            if p_value is not None:
                found[one.point.point_id] = item_of(one, p_value, others)
            elif alone is not None and one.size:
                found[one.point.point_id] = item_of(one, alone(one.count, one.size), None)
    return found


def item_of(one: Marked, p_value: float, others: tuple[float, float] | None) -> tuple[Found, ...]:
    """Name all answers of the kind if there are more of them than units differ by nature."""
    if p_value >= LEVEL:
        return ()
    answers = tuple(np.flatnonzero(one.of_kind & one.eligible).tolist())
    figures: Mapping[str, Any] = {
        "n": one.count,
        "all": one.size,
        "usual_share": others[0] / others[1] if others else None,
    }
    return (Found("all", p_value, answers, figures),)
