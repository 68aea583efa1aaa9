"""Day × hour: when answers come, in bands of counts; the darker, the more."""

import altair as alt
from flask_babel import get_locale

from app.charts.marks import hidden_words, in_order, lines_down, shaded_cells
from app.charts.picture import Caption, DataTable, Picture, Value, data
from app.charts.sizes import LINE, whole_height
from app.filters import whole
from app.services.reporting.hours import BANDS, AnswerHours, HourCell
from app.services.reporting.records import Outcome
from app.words import say

CELL_WIDTH, CELL_HEIGHT = 62, 34
SHADES = ("#eaf3fa", "#c5dff0", "#94c4e2", "#5aa3d2", "#2f7fb8", "#0f5c94", "#003a63")
"""One hue from few to many, a shade for each band."""
DARK_FROM = 4


def answer_hours_map(hours: AnswerHours, caption: Caption) -> Picture:
    """Draw one line per hour, one column per weekday."""
    return Picture(
        caption,
        sentence=_sentence(hours),
        chart=_chart(hours) if hours.cells else None,
        table=_table(hours),
        height=whole_height(
            CELL_HEIGHT * len({cell.hour for cell in hours.cells}), LINE, len(caption.lines)
        ),
        notes=(
            say(
                "Hours with fewer than %(least)s answers are empty, like those without any; counts "
                "are given in bands, so that no small group can be worked out.",
                least=hours.least,
            ),
            say("Answers on paper and imported ones are left out: their time is that of typing."),
        ),
    )


def _chart(hours: AnswerHours) -> alt.TopLevelMixin:
    names, lines = day_names(), [hour_words(cell.hour) for cell in hours.cells]
    base = alt.Chart(
        data([_value(cell, names) for cell in hours.cells]),
        width=CELL_WIDTH * len(names),
        height=alt.Step(CELL_HEIGHT),
    ).encode(
        x=alt.X(
            "day:N",
            scale=in_order(names),
            axis=alt.Axis(title=None, orient="top", labelAngle=0, ticks=False, domain=False),
        ),
        y=lines_down("hour", lines),
    )
    shade = alt.Color("shade:N", scale=None, legend=None)
    return shaded_cells(base, shade, empty="datum.at_least === null", line=0.6)


def day_names() -> list[str]:
    """Name the days from Monday on, shortly, in the language of the page."""
    names = get_locale().days["stand-alone"]["abbreviated"]
    return [names[day] for day in range(7)]


def _value(cell: HourCell, names: list[str]) -> Value:
    place = sum(1 for start in BANDS if start <= (cell.at_least or 0)) - 1
    return {
        "day": names[cell.weekday],
        "hour": hour_words(cell.hour),
        "at_least": cell.at_least,
        "below": cell.below,
        "label": band_words(cell),
        "shade": SHADES[max(place, 0)] if cell.at_least is not None else None,
        "dark": place >= DARK_FROM,
    }


def hour_words(hour: int) -> str:
    """Name an hour by its ends."""
    return f"{hour}–{hour + 1} {say('h')}"


def band_words(cell: HourCell) -> str:
    """Write the band of a count; nothing where there is none."""
    if cell.at_least is None:
        return ""
    return f"{cell.at_least}–{cell.below - 1}" if cell.below else f"≥ {cell.at_least}"


def _sentence(hours: AnswerHours) -> str:
    if hours.n is None:
        return hidden_words(Outcome.WITHHELD, hours.least)
    if not hours.cells:
        return say("No hour has %(least)s answers or more.", least=hours.least)
    most = max(cell.at_least or 0 for cell in hours.cells)
    names = day_names()
    busy = [
        f"{names[cell.weekday]} {hour_words(cell.hour)} ({band_words(cell)})"
        for cell in hours.cells
        if cell.at_least == most
    ]
    return say(
        "When about %(n)s answers came, by weekday and hour. Most: %(busy)s.",
        n=whole(hours.n),
        busy=", ".join(busy[:6]),
    )


def _table(hours: AnswerHours) -> DataTable:
    lines: dict[int, list[str]] = {}
    few = say("under %(least)s", least=hours.least)
    for cell in hours.cells:
        lines.setdefault(cell.hour, [hour_words(cell.hour)]).append(band_words(cell) or few)
    headings = (say("Hour"), *day_names())
    return DataTable(headings, tuple(tuple(line) for line in lines.values()))
