"""Where the bars of a point's half-days stand: all answers, and the best of them in front.

A half-day with too few answers has a stump of one height, whatever their number.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from app.services.integrity.evidence import HalfDay
from app.services.integrity.sheets import HALVES

WIDTH, HEIGHT = 720.0, 170.0
LEFT, TOP, BOTTOM = 40.0, 12.0, 26.0
NARROWEST, WIDEST = 1.5, 14.0
MOST_LABELS = 4
STUMP = 5.0


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of a half-day; `best` is the height of its part with the best of every rating."""

    x: float
    height: float
    best: float
    marked: bool


@dataclass(frozen=True, slots=True)
class DaysDrawing:
    """A drawing `width` by `height`, bars standing on `ground`."""

    bars: Sequence[Bar]
    stumps: Sequence[float]
    bar: float
    labels: Sequence[tuple[float, date]]
    ticks: Sequence[tuple[float, int]]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    ground: float = HEIGHT - BOTTOM
    stump: float = STUMP


def draw_days(
    halves: Sequence[HalfDay], few: Sequence[int], marked: Collection[int]
) -> DaysDrawing | None:
    """Place a bar for each half-day along the calendar; `marked` ones are on the review list."""
    if not halves:
        return None
    numbers = sorted([half.number for half in halves] + list(few))
    first, last = numbers[0] // HALVES, numbers[-1] // HALVES
    days = last - first + 1
    step = (WIDTH - LEFT) / (HALVES * days)
    most = max(half.n for half in halves)
    scale = (HEIGHT - TOP - BOTTOM) / most

    def along(number: int) -> float:
        return round(LEFT + step * (number - HALVES * first), 2)

    bars = [
        Bar(
            along(half.number),
            height=round(half.n * scale, 1),
            best=round(half.best * scale, 1),
            marked=half.number in marked,
        )
        for half in halves
    ]
    heights = sorted({0, -(-most // 2), most})
    labelled = range(first, last + 1, -(-days // MOST_LABELS))
    return DaysDrawing(
        bars=bars,
        stumps=[along(number) for number in few],
        bar=round(max(min(0.8 * step, WIDEST), NARROWEST), 2),
        labels=[(along(HALVES * day), date.fromordinal(day)) for day in labelled],
        ticks=[(round(HEIGHT - BOTTOM - n * scale, 1), n) for n in heights],
    )
