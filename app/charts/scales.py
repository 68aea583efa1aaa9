"""Where a drawn scale begins."""

from collections.abc import Iterable
from math import floor

STEP = 0.1
WIDEST_START = 0.6
"""A scale always shows at least 60 to 100 %, so that small differences do not look large."""


def start_of(shares: Iterable[float]) -> float:
    """Choose the start of a scale, a whole tenth, so that every share has its place."""
    least = min([*shares, WIDEST_START])
    # 1e-9: 0.7 / 0.1 is 6.999… in floating point.
    return max(floor(least / STEP + 1e-9) * STEP, 0.0)
