"""An index over time: intervals, lines only where both ends measure the same, breaks marked."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import altair as alt

from app import words
from app.charts.marks import hidden_words, in_order, wrapped
from app.charts.numbers import interval_words, value_words
from app.charts.picture import Caption, DataTable, Picture, Value, data
from app.charts.scales import start_of
from app.charts.sizes import TREND_HEIGHT, trend_height
from app.charts.theme import BLUE, INK, SOFT_INK, VERMILLION
from app.filters import day, whole
from app.services.reporting.records import Outcome
from app.services.reporting.trend import Trend, TrendPoint
from app.words import say

STEP, WIDE_STEP, SHORT_WORDS = 74, 96, 9
"""Pixels from point to point, where months are named by number and where by their days."""
CUTS: dict[str, dict[str, Any]] = {
    "broken": {"color": VERMILLION, "strokeWidth": 2.5},
    "kept": {"color": SOFT_INK, "strokeDash": [5, 4]},
}
"""How a change of the questionnaire is drawn: one that breaks the trend, one that does not."""


def trend_line(trend: Trend, marks: Sequence[str | None], caption: Caption) -> Picture:
    """Draw the points of a trend. `marks` name the version that begins at a point, if one does."""
    shown = any(point.figure for point in trend.points)
    return Picture(
        caption,
        sentence=_sentence(trend, marks),
        chart=_chart(trend, marks) if shown else None,
        table=_table(trend, marks),
        height=trend_height(len(caption.lines), _label_lines(trend)),
        notes=(
            say(
                "Bars are intervals. Where the questionnaire changed, an upright line stands: "
                "dashed where the trend goes on, solid where it breaks and the line stops."
            ),
        ),
    )


def _chart(trend: Trend, marks: Sequence[str | None]) -> alt.TopLevelMixin:
    values = [
        _value(trend, point, run, mark)
        for point, run, mark in zip(trend.points, runs(trend.points), marks, strict=True)
    ]
    formula, step = trend.formula, _step(trend)
    start = start_of(point.figure.share_low for point in trend.points if point.figure)
    base = alt.Chart(data(values), width=alt.Step(step), height=TREND_HEIGHT).encode(
        x=alt.X(
            "period:N",
            scale=in_order(value["period"] for value in values),
            axis=alt.Axis(title=None, labelAngle=0, labelPadding=6, grid=False),
        )
    )
    y = alt.Y(
        "low:Q",
        title=str(words.FORMULAS[formula.id]),
        scale=alt.Scale(domain=[formula.at(start), formula.high], nice=False, zero=False),
        axis=alt.Axis(format=".0%" if formula.is_share else "~g", tickCount=6),
    )
    shown = base.transform_filter("datum.withheld === null")
    cuts = [
        _cut(base.transform_filter(f"datum.break === '{kind}'"), step, look)
        for kind, look in CUTS.items()
    ]
    return alt.layer(
        *cuts,
        shown.mark_bar(width=7, color=BLUE, opacity=0.35).encode(y=y, y2="high:Q"),
        shown.mark_line(color=BLUE, strokeWidth=2).encode(y="index:Q", detail="run:N"),
        shown.mark_point(filled=True, size=70, color=BLUE, opacity=1).encode(y="index:Q"),
        shown.mark_text(dy=-8, fontSize=11).encode(y="high:Q", text="label:N"),
        base.transform_filter("datum.withheld !== null")
        .mark_text(baseline="bottom", dy=-20, color=SOFT_INK, fontSize=11)
        .encode(y=alt.value(TREND_HEIGHT), text="short:N"),
        base.transform_filter("datum.break !== null")
        .mark_text(dx=-step / 2 + 5, dy=2, align="left", baseline="top", color=INK, fontSize=11)
        .encode(y=alt.value(0), text="version:N"),
    )


def _step(trend: Trend) -> int:
    """Leave room between the points for what stands below them."""
    return STEP if all(is_month(point) for point in trend.points) else WIDE_STEP


def _cut(base: alt.Chart, step: int, look: dict[str, Any]) -> alt.Chart:
    """Draw an upright line before the points at which another version begins."""
    line: alt.Chart = base.mark_rule(xOffset=-step / 2, **look)
    return line


def runs(points: Sequence[TrendPoint]) -> list[int]:
    """Number the unbroken runs: neighbours are joined, not over a gap nor over a break."""
    if not points:
        return []
    numbers = [0]
    for before, point in pairwise(points):
        parts = point.is_broken or before.figure is None or point.figure is None
        numbers.append(numbers[-1] + int(parts))
    return numbers


def _value(trend: Trend, point: TrendPoint, run: int, mark: str | None) -> Value:
    figure = point.figure
    return {
        "period": period_words(point),
        "first": point.first.isoformat(),
        "last": point.last.isoformat(),
        "run": run,
        "index": figure.value if figure else None,
        "low": figure.low if figure else None,
        "high": figure.high if figure else None,
        "n": figure.n if figure else None,
        "label": value_words(trend.formula, figure.share) if figure else None,
        "withheld": None if figure else hidden_words(point.outcome, trend.minimum_cell),
        "short": None if figure else _short(point.outcome),
        "break": None if mark is None else ("broken" if point.is_broken else "kept"),
        "version": None if mark is None else mark,
    }


def _short(outcome: Outcome) -> str:
    """Say in the width of a point why it is not there."""
    if outcome is Outcome.WITHHELD:
        return wrapped(str(words.OUTCOMES[outcome]).lower(), SHORT_WORDS)
    return words.SYMBOLS[outcome]


def is_month(point: TrendPoint) -> bool:
    """Say whether a point is of one month."""
    return (point.first.year, point.first.month) == (point.last.year, point.last.month)


def days_of(point: TrendPoint) -> str:
    """Name a month by its number, anything else by its days, on two lines."""
    if is_month(point):
        return f"{point.first:%m/%Y}"
    return f"{day(point.first)} –\n{day(point.last)}"


def period_words(point: TrendPoint) -> str:
    """Name the days of a point; below them the n."""
    name = days_of(point)
    return f"{name}\nn = {whole(point.figure.n)}" if point.figure else name


def _label_lines(trend: Trend) -> int:
    return max(period_words(point).count("\n") + 1 for point in trend.points)


def _sentence(trend: Trend, marks: Sequence[str | None]) -> str:
    shown = [point for point in trend.points if point.figure]
    if not shown:
        return say("Nobody has answered yet, or every point is withheld.")
    told = [
        say(
            "%(period)s: %(value)s, interval %(interval)s, n = %(n)s.",
            period=days_of(point).replace("\n", " "),
            value=value_words(trend.formula, point.figure.share),
            interval=interval_words(trend.formula, point.figure),
            n=whole(point.figure.n),
        )
        for point in shown
        if point.figure
    ]
    broken = sum(1 for p, m in zip(trend.points, marks, strict=True) if m and p.is_broken)
    if broken:
        told.append(say("The trend is broken at %(count)s points.", count=broken))
    return " ".join(told)


def _table(trend: Trend, marks: Sequence[str | None]) -> DataTable:
    headings = (say("Period"), say("Index"), say("Interval"), say("Answers (n)"), say("Version"))
    return DataTable(
        headings,
        tuple(_line(trend, point, mark) for point, mark in zip(trend.points, marks, strict=True)),
    )


def _line(trend: Trend, point: TrendPoint, mark: str | None) -> tuple[str, ...]:
    days = f"{day(point.first)} – {day(point.last)}"
    version = "–" if mark is None else mark
    if point.figure is None:
        return (days, hidden_words(point.outcome, trend.minimum_cell), "–", "–", version)
    return (
        days,
        value_words(trend.formula, point.figure.share),
        interval_words(trend.formula, point.figure),
        whole(point.figure.n),
        version,
    )
