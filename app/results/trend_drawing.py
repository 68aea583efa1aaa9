"""Where the marks of a drawn trend stand: months along, the index upwards, lines cut at breaks."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.charts.scales import STEP, start_of
from app.services.reporting.trend import TrendPoint

WIDTH, HEIGHT = 720.0, 280.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 16.0, 16.0, 34.0


@dataclass(frozen=True, slots=True)
class Dot:
    """One point: its place, the ends of its interval, its place in the table, its mark."""

    x: float
    y: float
    low: float
    high: float
    row: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Where another version begins; broken ones are drawn through."""

    x: float
    is_broken: bool
    row: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing `WIDTH` by `HEIGHT`. `lines` are the corners of each unbroken run."""

    dots: Sequence[Dot]
    lines: Sequence[str]
    cuts: Sequence[Cut]
    ticks: Sequence[tuple[float, float]]
    labels: Sequence[tuple[float, TrendPoint]]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    bottom: float = HEIGHT - BOTTOM
    top: float = TOP
    right: float = WIDTH - RIGHT


def draw_trend(points: Sequence[TrendPoint]) -> Drawing:
    """Place every point; the scale shows at least 60 to 100 %, as the tables' strips do."""
    lows = [point.figure.share_low for point in points if point.figure]
    start = start_of(lows)
    across = (WIDTH - LEFT - RIGHT) / max(len(points), 1)
    middles = [round(LEFT + across * (place + 0.5), 1) for place in range(len(points))]

    def up(share: float) -> float:
        inner = min(max((share - start) / (1 - start), 0.0), 1.0)
        return round(HEIGHT - BOTTOM - inner * (HEIGHT - TOP - BOTTOM), 1)

    dots = [
        Dot(x, up(p.figure.share), up(p.figure.share_low), up(p.figure.share_high), row)
        for row, (x, p) in enumerate(zip(middles, points, strict=True))
        if p.figure
    ]
    cuts = [
        Cut(round(x - across / 2, 1) if len(p.versions) < 2 else x, p.is_broken, row)
        for row, (x, p) in enumerate(zip(middles, points, strict=True))
        if p.mark
    ]
    steps = round((1 - start) / STEP)
    ticks = [(1 - STEP * k, up(1 - STEP * k)) for k in range(0, steps + 1, 1 if steps <= 5 else 2)]
    every = max(1, -(-len(points) // 12))
    labels = [(x, p) for x, p in list(zip(middles, points, strict=True))[::every]]
    return Drawing(dots, _runs(dots, points), cuts, ticks, labels)


def _runs(dots: Sequence[Dot], points: Sequence[TrendPoint]) -> list[str]:
    """Join neighbouring points, but not over a gap nor over a break of the trend."""
    runs: list[list[Dot]] = []
    for dot in dots:
        follows = bool(runs) and runs[-1][-1].row == dot.row - 1
        if follows and not points[dot.row].is_broken:
            runs[-1].append(dot)
        else:
            runs.append([dot])
    return [" ".join(f"{dot.x},{dot.y}" for dot in run) for run in runs if len(run) > 1]
