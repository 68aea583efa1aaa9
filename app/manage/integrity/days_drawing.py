"""Where the bars of a point's half-days stand: all answers, and the best of them in front."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.services.integrity.evidence import HalfDay
from app.services.integrity.sheets import HALVES

WIDTH, HEIGHT = 720.0, 170.0
LEFT, TOP, BOTTOM = 40.0, 12.0, 26.0
NARROWEST, WIDEST = 1.5, 14.0
MOST_LABELS = 6


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
    bar: float
    labels: Sequence[tuple[float, date]]
    ticks: Sequence[tuple[float, int]]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    ground: float = HEIGHT - BOTTOM


def draw_days(halves: Sequence[HalfDay], marked: Collection[int]) -> DaysDrawing | None:
    """Place a bar for each half-day along the calendar; `marked` ones are on the review list."""
    if not halves:
        return None
    first, last = halves[0].day, halves[-1].day
    days = (last - first).days + 1
    step = (WIDTH - LEFT) / (HALVES * days)
    most = max(half.n for half in halves)
    scale = (HEIGHT - TOP - BOTTOM) / most
    bars = [
        Bar(
            x=round(LEFT + step * (half.number - HALVES * first.toordinal()), 2),
            height=round(half.n * scale, 1),
            best=round(half.best * scale, 1),
            marked=half.number in marked,
        )
        for half in halves
    ]
    labelled = range(0, days, -(-days // MOST_LABELS))
    return DaysDrawing(
        bars=bars,
        bar=round(max(min(0.8 * step, WIDEST), NARROWEST), 2),
        labels=[(round(LEFT + HALVES * step * d, 1), first + timedelta(days=d)) for d in labelled],
        ticks=[
            (round(HEIGHT - BOTTOM - n * scale, 1), n) for n in sorted({0, -(-most // 2), most})
        ],
    )
