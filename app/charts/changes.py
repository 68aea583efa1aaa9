"""Change arrows: from the figure of the survey before to that of now, and how sure that is."""

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt
from flask_babel import lazy_gettext

from analysis.verdict import MARGIN, MINIMUM_RESPONDENTS
from app.charts.marks import hidden_words, index_axis, line_height, lines_down, unit_labels
from app.charts.numbers import value_words
from app.charts.picture import Caption, DataTable, Picture, Value, data
from app.charts.scales import start_of
from app.charts.sizes import lines_height
from app.charts.theme import BLUE, GREY, INK, ROW_HEIGHT, SOFT_INK, VERMILLION, WIDTH
from app.filters import beside, day, name_of, number, whole
from app.services.reporting.changes import ChangeRow, Changes
from app.services.reporting.differences import Direction
from app.services.reporting.records import Figure
from app.words import say

DIRECTIONS: dict[Direction, tuple[Any, str, str]] = {
    Direction.BETTER: (lazy_gettext("Better"), BLUE, "triangle-right"),
    Direction.WORSE: (lazy_gettext("Worse"), VERMILLION, "triangle-left"),
    Direction.UNCHANGED: (lazy_gettext("Unchanged"), INK, "square"),
    Direction.CANNOT_TELL: (lazy_gettext("Cannot tell"), GREY, "circle"),
}
"""Word, colour and shape of every change that is shown."""
NOT_SHOWN = lazy_gettext("Not shown")


def change_arrows(changes: Changes, caption: Caption) -> Picture:
    """Draw one arrow per unit, in the order of the rows."""
    shown = any(row.difference for row in changes.rows)
    return Picture(
        caption,
        sentence=_sentence(changes),
        chart=_chart(changes.rows) if shown else None,
        table=_table(changes.rows),
        height=lines_height(
            unit_labels([row.row.unit for row in changes.rows]), caption, ROW_HEIGHT
        ),
        notes=(
            say("The hollow mark is the survey before, the full one this survey."),
            say(
                "A change is called better or worse where its interval excludes none and at least "
                "%(least)s people answered each time, unchanged where it is surely below "
                "%(small)s points (two one-sided tests).",
                least=whole(MINIMUM_RESPONDENTS),
                small=whole(round(100 * MARGIN)),
            ),
            *_by_chance(changes.rows),
        ),
    )


def _chart(rows: Sequence[ChangeRow]) -> alt.TopLevelMixin:
    names = unit_labels([row.row.unit for row in rows])
    values = [_value(row, name) for row, name in zip(rows, names, strict=True)]
    base = alt.Chart(data(values), width=WIDTH, height=alt.Step(line_height(names, ROW_HEIGHT)))
    y, formula = lines_down("unit", names), rows[0].row.formula
    shares = [row.row.figure.share for row in rows if row.row.figure]
    shares += [row.earlier.share for row in rows if row.earlier]
    shown = base.transform_filter("datum.withheld === null")
    seen = [look for d, look in DIRECTIONS.items() if any(row.direction is d for row in rows)]
    named, colours, shapes = ([str(part[k]) for part in seen] for k in range(3))
    legend = alt.Legend(title=None, symbolOpacity=1)
    color = alt.Color("direction:N", legend=legend, scale=alt.Scale(domain=named, range=colours))
    shape = alt.Shape("direction:N", legend=legend, scale=alt.Scale(domain=named, range=shapes))
    return alt.layer(
        shown.mark_rule(strokeWidth=2.5).encode(
            x=index_axis("earlier", formula, start_of(shares), len(rows)),
            x2="index:Q",
            y=y,
            color=color,
        ),
        shown.mark_point(filled=True, fill="white", stroke=SOFT_INK, size=45, opacity=1).encode(
            x="earlier:Q", y=y
        ),
        shown.mark_point(filled=True, size=110, opacity=1).encode(
            x="index:Q", y=y, color=color, shape=shape
        ),
        shown.mark_text(align="left", dx=10).encode(x=alt.value(WIDTH), y=y, text="label:N"),
        base.transform_filter("datum.withheld !== null")
        .mark_text(align="left", dx=6, color=SOFT_INK)
        .encode(x=alt.value(0), y=y, text="withheld:N"),
    )


def _value(row: ChangeRow, name: str) -> Value:
    now, found, shown = row.row.figure, row.difference, row.difference is not None
    return {
        "unit": name,
        "unit_code": row.row.unit.code,
        "earlier": row.earlier.value if row.earlier and shown else None,
        "n_earlier": row.earlier.n if row.earlier and shown else None,
        "index": now.value if now and shown else None,
        "n": now.n if now and shown else None,
        "change": found.value if found else None,
        "change_low": found.interval.low if found else None,
        "change_high": found.interval.high if found else None,
        "direction": direction_words(row.direction),
        "label": _label(row),
        "withheld": None if shown else _missing(row),
    }


def direction_words(direction: Direction) -> str:
    """Name what can be said of a change."""
    look = DIRECTIONS.get(direction)
    return str(look[0] if look else NOT_SHOWN)


def points(share: float) -> str:
    """Write a change in points of a hundred, with its sign."""
    text = beside(abs(share))
    sign = "" if not any(c in "123456789" for c in text) else ("+" if share > 0 else "−")
    return f"{sign}{text}"


def by_chance_sentence(
    compared: Iterable[tuple[Figure | None, Figure | None]], confidence_level: float
) -> str:
    """Say how many of some differences exclude 0 by chance, though nothing differs; "" of one."""
    tested = sum(
        1 for one, other in compared if one and other and min(one.n, other.n) >= MINIMUM_RESPONDENTS
    )
    if tested < 2:
        return ""
    return say(
        "Each of %(count)s differences is judged by itself: even if there were none, about "
        "%(expected)s would be called one by chance alone.",
        count=whole(tested),
        expected=number((1 - confidence_level) * tested, 1),
    )


def _by_chance(rows: Sequence[ChangeRow]) -> list[str]:
    pairs = [(row.earlier, row.row.figure) for row in rows]
    told = by_chance_sentence(pairs, rows[0].row.confidence_level) if rows else ""
    return [told] if told else []


def _label(row: ChangeRow) -> str | None:
    if row.difference is None or row.row.figure is None or row.earlier is None:
        return None
    ends = f"{points(row.difference.interval.low)} … {points(row.difference.interval.high)}"
    counts = f"n = {whole(row.earlier.n)}; {whole(row.row.figure.n)}"
    return f"{points(row.difference.value)} ({ends})  ·  {counts}"


def _missing(row: ChangeRow) -> str:
    """Say which of the two surveys has no figure to show."""
    if row.row.figure is None:
        return hidden_words(row.row.outcome, row.row.minimum_cell)
    return say("The survey before has no figure to show.")


def _sentence(changes: Changes) -> str:
    if changes.earlier is None:
        return say("There is no earlier survey with this questionnaire to compare with.")
    named = name_of(changes.earlier, "title")
    if changes.broken:
        return say(
            "Not compared with “%(survey)s”: its questionnaire measured this index in another way. "
            "The picture “Over time” shows where the trend breaks.",
            survey=named,
        )
    counts = [
        f"{direction_words(d)}: {sum(1 for row in changes.rows if row.direction is d)}"
        for d in Direction
    ]
    first, last = changes.earlier.opens_on, changes.earlier.closes_on
    told = say(
        "Change since “%(survey)s” (%(first)s – %(last)s). %(counts)s.",
        survey=named,
        first=day(first),
        last=day(last),
        counts=", ".join(counts),
    )
    if len(changes.rows) > 6:
        return told
    spoken = [f"{name_of(row.row.unit)}: {_label(row) or _missing(row)}." for row in changes.rows]
    return " ".join([told, *spoken])


def _table(rows: Sequence[ChangeRow]) -> DataTable:
    headings = (
        say("Unit"),
        say("Before"),
        say("Now"),
        say("Change, in points"),
        say("Interval"),
        say("What it shows"),
        say("Answers (n)"),
    )
    return DataTable(headings, tuple(_line(row) for row in rows))


def _line(row: ChangeRow) -> tuple[str, ...]:
    name, verdict = name_of(row.row.unit), direction_words(row.direction)
    if row.difference is None or row.row.figure is None or row.earlier is None:
        return (name, "–", "–", _missing(row), "–", verdict, "–")
    formula, found = row.row.formula, row.difference.interval
    return (
        name,
        value_words(formula, row.earlier.share),
        value_words(formula, row.row.figure.share),
        points(row.difference.value),
        f"{points(found.low)} … {points(found.high)}",
        verdict,
        f"{whole(row.earlier.n)}; {whole(row.row.figure.n)}",
    )
