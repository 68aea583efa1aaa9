"""The lines of a report's table of units: words as the pages write them, marks on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from app.filters import beside, name_of, number, whole
from app.services.reporting.records import IndexRow
from app.words import OUTCOMES, capital, reason

STEP = 0.1
WIDEST_START = 0.6


@dataclass(frozen=True)
class Axis:
    """The shared scale from `start` to 1; ticks are a place from 0 to 1 and its words."""

    start: float
    ticks: list[tuple[float, str]]


@dataclass(frozen=True)
class Marks:
    """Places of a strip's marks, from 0 to 1; None is not drawn."""

    low: float | None
    high: float | None
    value: float | None
    target: float | None
    second: float | None


@dataclass(frozen=True)
class Line:
    """One unit."""

    name: str
    n: str
    index: str
    interval: str
    outcome: str
    verdict: str
    reason: str
    marks: Marks


def axis_of(rows: Sequence[IndexRow]) -> Axis:
    """Choose a scale on which every interval and target has its place."""
    shares = [row.figure.share_low for row in rows if row.figure]
    shares += [row.target.value for row in rows if row.target]
    least = min([*shares, WIDEST_START])
    # 1e-9: 0.7 / 0.1 is 6.999… in floating point.
    start = max(floor(least / STEP + 1e-9) * STEP, 0.0)
    formula = rows[0].formula
    steps = round((1 - start) / STEP)
    ticks = [1 - STEP * k for k in range(0, steps + 1, 1 if steps <= 5 else 2)]
    words = [
        f"{100 * tick:.0f}%" if formula.is_share else f"{formula.at(tick):g}" for tick in ticks
    ]
    return Axis(start, [(_place(t, start), w) for t, w in zip(ticks, words, strict=True)])


def line_of(row: IndexRow, start: float) -> Line:
    """Write one unit down; a hidden one has its reason in place of figures."""
    figure = row.figure
    return Line(
        name=name_of(row.unit),
        n=whole(figure.n) if figure else "–",
        index=value(row, figure.share) if figure else "–",
        interval=(
            f"{value(row, figure.share_low)} – {value(row, figure.share_high)}" if figure else "–"
        ),
        outcome=row.outcome.value,
        verdict=str(OUTCOMES[row.outcome]),
        reason=capital(reason(row)) + ".",
        marks=_marks(row, start),
    )


def value(row: IndexRow, share: float) -> str:
    """Write a value of the index; no rounding puts it on the other side of a target."""
    if row.formula.high not in (1.0, 100.0):
        return number(row.formula.at(share))
    target = row.target.value if row.target else None
    second = row.beside.target.value if row.beside else None
    return beside(share, target, second=second) + ("%" if row.formula.is_share else "")


def _marks(row: IndexRow, start: float) -> Marks:
    figure = row.figure
    shares = (
        figure.share_low if figure else None,
        figure.share_high if figure else None,
        figure.share if figure else None,
        row.target.value if row.target else None,
        row.beside.target.value if row.beside else None,
    )
    return Marks(*(None if share is None else _place(share, start) for share in shares))


def _place(share: float, start: float) -> float:
    return round(min(max((share - start) / (1 - start), 0.0), 1.0), 5)
