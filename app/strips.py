"""Where the marks of a drawn interval stand: one shared scale for all rows of a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.charts.scales import STEP, start_of
from app.services.reporting.records import Figure, IndexRow

WIDTH = 240.0
MARGIN = 14.0


@dataclass(frozen=True, slots=True)
class Strip:
    """Places of the marks, in units of a drawing `WIDTH` wide."""

    low: float
    high: float
    value: float
    target: float | None
    second: float | None

    @property
    def span(self) -> float:
        """How long the interval's bar is; at least one unit, so that it is seen."""
        return max(self.high - self.low, 1.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """The shared scale, in shares of the formula's scale, from `start` to 1."""

    start: float

    def place(self, share: float) -> float:
        """Tell where a share stands."""
        inner = (share - self.start) / (1 - self.start)
        return round(MARGIN + (WIDTH - 2 * MARGIN) * min(max(inner, 0.0), 1.0), 2)

    def ticks(self) -> list[tuple[float, float]]:
        """List share and place of each gridline, at most six of them."""
        steps = round((1 - self.start) / STEP)
        every = 1 if steps <= 5 else 2
        shares = [1 - STEP * k for k in range(0, steps + 1, every)]
        return [(share, self.place(share)) for share in reversed(shares)]

    def strip(self, figure: Figure, target: float | None, second: float | None = None) -> Strip:
        """Place the marks of one interval."""
        return Strip(
            low=self.place(figure.share_low),
            high=self.place(figure.share_high),
            value=self.place(figure.share),
            target=None if target is None else self.place(target),
            second=None if second is None else self.place(second),
        )


def shared_axis(rows: Sequence[IndexRow], more: Iterable[Figure] = ()) -> Axis:
    """Choose a scale on which every interval and every target has its place."""
    figures = [row.figure for row in rows if row.figure is not None]
    lows = [figure.share_low for figure in (*figures, *more)]
    targets = [row.target.value for row in rows if row.target is not None]
    targets += [row.beside.target.value for row in rows if row.beside is not None]
    return Axis(start_of([*lows, *targets]))
