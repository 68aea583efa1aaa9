"""Funnel plot: each unit by its answers and its index, and how far chance would spread them."""

from collections.abc import Sequence
from typing import Any

import altair as alt
from flask_babel import lazy_gettext

from app import words
from app.charts.marks import haloed
from app.charts.numbers import value_words
from app.charts.picture import Caption, DataTable, Picture, Value, data
from app.charts.scales import start_of
from app.charts.sizes import plot_height
from app.charts.theme import BLUE, GREY, INK, SOFT_INK, VERMILLION
from app.filters import name_of, whole
from app.services.reporting.records import IndexRow
from app.services.reporting.unlike import UnlikeOthers
from app.words import say

WIDTH, HEIGHT = 620, 380
ZONES: dict[str, tuple[Any, str, str]] = {
    "very_high": (lazy_gettext("Far above the others"), BLUE, "triangle-up"),
    "high": (lazy_gettext("Above the others"), BLUE, "cross"),
    "inside": (lazy_gettext("Not unlike the others"), GREY, "circle"),
    "low": (lazy_gettext("Below the others"), VERMILLION, "diamond"),
    "very_low": (lazy_gettext("Far below the others"), VERMILLION, "triangle-down"),
}
"""Word, colour and shape of where a unit lies."""
MOST_NAMED, NAME_HEIGHT = 6, 13


def funnel_plot(found: UnlikeOthers | None, rows: Sequence[IndexRow], caption: Caption) -> Picture:
    """Draw every unit that has a figure; `rows` are all units asked for."""
    return Picture(
        caption,
        sentence=_sentence(found, rows),
        chart=_chart(found) if found else None,
        table=_table(found),
        height=plot_height(HEIGHT, caption),
        notes=(
            say(
                "A funnel asks whether a unit is unlike the others, not whether it meets the "
                "target. The line is the mean of all units."
            ),
            say(
                "Of units like all others about 1 in 20 lies outside the inner limits, about 1 in "
                "500 outside the outer ones."
            ),
        ),
    )


def _chart(found: UnlikeOthers) -> alt.TopLevelMixin:
    formula = found.rows[0][0].formula
    points = alt.Chart(data(_points(found)), width=WIDTH, height=HEIGHT)
    x = alt.X(
        "n_eff:Q",
        title=say("Answers (n, effective)"),
        scale=alt.Scale(type="log", nice=False, padding=12),
        axis=alt.Axis(format="~s", tickCount=6, grid=False),
    )
    y = alt.Y(
        "index:Q",
        title=None,
        scale=alt.Scale(domain=[_start(found), 1], clamp=True),
        axis=alt.Axis(format=".0%", tickCount=6),
    )
    seen = [look for zone, look in ZONES.items() if any(r.zone == zone for r in found.funnel.rows)]
    named, colours, shapes = ([str(look[k]) for look in seen] for k in range(3))
    legend = alt.Legend(title=None, columns=3)
    return alt.layer(
        *_limits(found),
        alt.Chart(data([{"centre": found.funnel.centre}]))
        .mark_rule(color=INK, strokeDash=[6, 3])
        .encode(y=alt.Y("centre:Q", title=str(words.FORMULAS[formula.id]))),
        points.mark_point(
            filled=True, size=70, opacity=0.9, stroke="white", strokeWidth=0.6
        ).encode(
            x=x,
            y=y,
            color=alt.Color("zone:N", legend=legend, scale=alt.Scale(domain=named, range=colours)),
            shape=alt.Shape("zone:N", legend=legend, scale=alt.Scale(domain=named, range=shapes)),
        ),
        *haloed(
            points.transform_filter("datum.named !== null").encode(x="n_eff:Q", y="named_at:Q"),
            "named:N",
            align="left",
            dx=8,
            fontSize=10,
        ),
    )


def _start(found: UnlikeOthers) -> float:
    """Begin the scale below every unit and well below their mean."""
    return start_of([*(figure.share for _, figure in found.rows), found.funnel.centre - 0.1])


def _limits(found: UnlikeOthers) -> list[alt.Chart]:
    """Draw the inner limits solid and the outer ones dotted."""
    lines = []
    for name, dash in (("inner", [1, 0]), ("outer", [2, 3])):
        for side in (0, 1):
            values = [{"n_eff": at.size, "limit": getattr(at, name)[side]} for at in found.curves]
            chart: alt.Chart = (
                alt.Chart(data(values))
                .mark_line(color=SOFT_INK, strokeWidth=1.2, strokeDash=dash, clip=True)
                .encode(x="n_eff:Q", y="limit:Q")
            )
            lines.append(chart)
    return lines


def _points(found: UnlikeOthers) -> list[Value]:
    named = _named(found)
    return [
        {
            "unit": name_of(row.unit),
            "unit_code": row.unit.code,
            "index": figure.share,
            "n": figure.n,
            "n_eff": figure.n_eff,
            "zone": str(ZONES[place.zone][0]),
            "named": name_of(row.unit) if row.unit.id in named else None,
            "named_at": named.get(row.unit.id),
        }
        for (row, figure), place in zip(found.rows, found.funnel.rows, strict=True)
    ]


def _named(found: UnlikeOthers) -> dict[int, float]:
    """Choose the units farthest outside to be named in the picture, and where their names stand.

    One name a line, so that none covers another; the table names all.
    """
    pairs = zip(found.rows, found.funnel.rows, strict=True)
    outside = [(abs(p.z_additive), row.unit.id) for (row, _), p in pairs if p.zone != "inside"]
    chosen = {unit_id for _, unit_id in sorted(outside, reverse=True)[:MOST_NAMED]}
    shares = [(figure.share, row.unit.id) for row, figure in found.rows if row.unit.id in chosen]
    line = NAME_HEIGHT / HEIGHT * (1 - _start(found))
    places: dict[int, float] = {}
    above = float("inf")
    for share, unit_id in sorted(shares, reverse=True):
        above = min(share, above - line)
        places[unit_id] = above
    return places


def _sentence(found: UnlikeOthers | None, rows: Sequence[IndexRow]) -> str:
    if found is None:
        return say("A funnel needs a share, and at least three units with a figure.")
    formula = found.rows[0][0].formula
    counts = [
        f"{named}: {sum(1 for place in found.funnel.rows if place.zone == zone)}"
        for zone, (named, _, _) in ZONES.items()
    ]
    told = say(
        "%(shown)s of %(count)s units around their mean of %(centre)s. %(zones)s.",
        shown=len(found.rows),
        count=len(rows),
        centre=value_words(formula, found.funnel.centre),
        zones=", ".join(counts),
    )
    if found.funnel.dispersion.tau2 > 0:
        wider = say("Units differ more than chance makes them; the limits are wider by that.")
        told = f"{told} {wider}"
    return told


def _table(found: UnlikeOthers | None) -> DataTable:
    headings = (
        say("Unit"),
        say("Index"),
        say("Answers (n)"),
        say("Inner limits"),
        say("Where it lies"),
    )
    if found is None:
        return DataTable(headings, ())
    lines = []
    for (row, figure), place in zip(found.rows, found.funnel.rows, strict=True):
        inner = " – ".join(value_words(row.formula, end) for end in place.inner)
        index, where = value_words(row.formula, figure.share), str(ZONES[place.zone][0])
        lines.append((name_of(row.unit), index, whole(figure.n), inner, where))
    return DataTable(headings, tuple(lines))
