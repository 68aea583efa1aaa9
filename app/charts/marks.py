"""Marks that several pictures share: names along an axis, words where nothing is shown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

import altair as alt

from app import words
from app.charts.theme import INK, LONGEST_LABEL, SOFT_INK
from app.filters import name_of
from app.part_words import row_name
from app.queries.units import UnitFacts
from app.services.reporting.records import FormulaFacts, IndexRow, Outcome
from app.words import say

WORDS_WIDE, LINES = 46, 2
CENTRED: Any = {
    "condition": {"test": "indexof(datum.label, '\\n') >= 0", "value": "bottom"},
    "value": "middle",
}


def wrapped(text: str, wide: int = WORDS_WIDE, most: int = LINES) -> str:
    """Break a long name into lines; what is longer ends in dots, the table has all of it."""
    lines = wrap(text, wide, max_lines=most, placeholder=" …")
    return "\n".join(lines)


def unit_labels(units: Sequence[UnitFacts]) -> list[str]:
    """Name units apart: where two have one name, each gets its code."""
    names = [name_of(unit) for unit in units]
    often = Counter(names)
    pairs = zip(names, units, strict=True)
    apart = (f"{name} ({unit.code})" if often[name] > 1 else name for name, unit in pairs)
    return [wrapped(name) for name in apart]


def line_height(names: Iterable[str], usual: int, of_two_lines: int = 34) -> int:
    """Choose how high lines are: names of two lines need room."""
    return max(usual, of_two_lines) if any("\n" in name for name in names) else usual


def row_labels(rows: Sequence[IndexRow]) -> list[str]:
    """Name what each row is of: a unit, or a part of one."""
    if any(row.part for row in rows):
        return [wrapped(row_name(row)) for row in rows]
    return unit_labels([row.unit for row in rows])


def in_order(order: Iterable[str]) -> alt.Scale:
    """Keep the order of the rows; a list to sort by would make Vega ten times slower."""
    return alt.Scale(domain=list(dict.fromkeys(order)))


def lines_down(field: str, order: Iterable[str], **more: Any) -> alt.Y:
    """Give every line its place, in the order of the rows."""
    axis = alt.Axis(
        title=None,
        labelLimit=LONGEST_LABEL,
        # Vega centres the first of two lines; that one must stand above the middle.
        labelBaseline=CENTRED,
        ticks=False,
        domain=False,
        grid=False,
        minExtent=120,
    )
    return alt.Y(f"{field}:N", scale=in_order(order), axis=axis, **more)


MANY_LINES = 20


def index_axis(field: str, formula: FormulaFacts, start: float, lines: int = 0) -> alt.X:
    """Give the axis of an index, on its formula's own scale from a share of it upwards.

    Above many lines it stands on top, where the eye begins.
    """
    return alt.X(
        f"{field}:Q",
        title=str(words.FORMULAS[formula.id]),
        scale=alt.Scale(domain=[formula.at(start), formula.high], nice=False, zero=False),
        axis=alt.Axis(
            format=".0%" if formula.is_share else "~g",
            tickCount=6,
            orient="top" if lines > MANY_LINES else "bottom",
        ),
    )


def upright(base: alt.Chart, x: str, field: str, order: Iterable[str], **look: Any) -> alt.Chart:
    """Draw a short upright line through each line of the picture; together they are one line."""
    line: alt.Chart = base.mark_rule(**look).encode(
        x=alt.X(f"{x}:Q"),
        y=lines_down(field, order, bandPosition=0),
        y2=alt.Y2(field, bandPosition=1),
    )
    return line


def haloed(base: alt.Chart, text: str, *, color: str = INK, **look: Any) -> list[alt.Chart]:
    """Write words over a white edge of their own, so that no line of the picture strikes them."""
    edge = base.mark_text(stroke="white", strokeWidth=4, color="white", **look)
    return [mark.encode(text=text) for mark in (edge, base.mark_text(color=color, **look))]


def shaded_cells(
    base: alt.Chart, shade: alt.Color, *, empty: str, line: float
) -> alt.TopLevelMixin:
    """Draw cells with their labels; those of which `empty` holds are white with a broken line."""
    return alt.layer(
        base.transform_filter(f"!({empty})")
        .mark_rect(stroke="white", strokeWidth=2)
        .encode(color=shade),
        base.transform_filter(empty).mark_rect(
            fill="white", stroke=SOFT_INK, strokeDash=[2, 3], strokeWidth=line
        ),
        base.transform_filter("datum.dark")
        .mark_text(color="white", fontSize=11)
        .encode(text="label:N"),
        base.transform_filter("!datum.dark")
        .mark_text(color=INK, fontSize=11)
        .encode(text="label:N"),
    )


def hidden_words(outcome: Outcome, minimum_cell: int) -> str:
    """Say why a figure is not shown; never a 0."""
    if outcome is Outcome.WITHHELD:
        why = say(
            "fewer than %(least)s answers, or hidden to protect a group that small",
            least=minimum_cell,
        )
        return f"{words.OUTCOMES[outcome]}: {why}"
    return str(words.OUTCOMES[Outcome.NO_ANSWERS])
