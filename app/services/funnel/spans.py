"""How long forms took, in spans: enough for a median, too coarse to know a form by."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

FROM = (
    *(0, 5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240, 300, 420, 600, 900),
    *(1800, 3600),
)
"""The first second of each span; the last one has no end. Each is about a fifth to a half wide."""


@dataclass(frozen=True, slots=True)
class Span:
    """Seconds from `first` up to `end`, which is not in it; None where there is no end."""

    first: int
    end: int | None


def span_of(seconds: float) -> str:
    """Name the span that a number of seconds lies in, by its first second."""
    return str(FROM[max(0, bisect_right(FROM, seconds) - 1)])


def median_span(numbers: Mapping[str, int]) -> Span | None:
    """Find the span that the middle form lies in, of two middle ones the first; None of nothing."""
    middle = (sum(numbers.values()) + 1) // 2
    counted = 0
    for place, first in enumerate(FROM):
        counted += numbers.get(str(first), 0)
        if middle and counted >= middle:
            return Span(first, FROM[place + 1] if place + 1 < len(FROM) else None)
    return None
