"""Importance against performance: which side of the service to look at first, and how surely."""

from collections.abc import Mapping
from typing import Any

import altair as alt
from flask_babel import lazy_gettext

from app.charts.numbers import interval_words
from app.charts.picture import Caption, DataTable, Picture, Value, data
from app.charts.scales import start_of
from app.charts.sizes import plot_height
from app.charts.theme import BLUE, GREY, INK, SOFT_INK, VERMILLION
from app.filters import percent, whole
from app.services.reporting.importance import FactorPlace, Importance
from app.services.reporting.records import FormulaFacts
from app.words import say

WIDTH, HEIGHT, LISTED = 480, 380, 40
SHARE = FormulaFacts("factor_items_top2", 1, None, "answer", 0.0, 1.0)
QUADRANTS: dict[str, tuple[Any, str, str]] = {
    "concentrate_here": (lazy_gettext("Important and below the target"), VERMILLION, "square"),
    "keep_up": (lazy_gettext("Important and at the target"), BLUE, "circle"),
    "low_priority": (lazy_gettext("Less important, below the target"), VERMILLION, "triangle-down"),
    "possible_overkill": (lazy_gettext("Less important, at the target"), BLUE, "triangle-up"),
    "undecided": (lazy_gettext("Cannot tell"), GREY, "diamond"),
}
"""Word, colour and shape of the fields of the picture."""


def importance_map(
    found: Importance | None, titles: Mapping[str, str], caption: Caption
) -> Picture:
    """Draw every factor by its importance and its figure, both with their limits."""
    return Picture(
        caption,
        sentence=_sentence(found, titles),
        chart=_chart(found, titles) if found else None,
        table=_table(found, titles),
        height=plot_height(HEIGHT, caption),
        notes=(
            *_ranks(found, titles),
            say(
                "Importance is a factor's share of what all factors together explain of overall "
                "satisfaction. It says what goes together, not what is the cause."
            ),
            say("A field is named only where four of five resamples of the answers agree on it."),
        ),
    )


def _ranks(found: Importance | None, titles: Mapping[str, str]) -> list[str]:
    """Say which sides have no sure rank by importance, and on how many resamples that rests."""
    if found is None:
        return []
    unsure = [titles[place.factor] for place in found.places if not place.driver.rank_certain]
    told = (
        say("Rank by importance not certain: %(sides)s.", sides="; ".join(unsure))
        if unsure
        else say("The rank of every side by importance is certain.")
    )
    drawn = say(
        "Limits and ranks rest on %(count)s resamples of the answers within the strata of the "
        "figure.",
        count=whole(found.resamples),
    )
    return [f"{told} {drawn}"]


def _chart(found: Importance, titles: Mapping[str, str]) -> alt.TopLevelMixin:
    values = [_value(place, number, titles) for number, place in enumerate(found.places, start=1)]
    base = alt.Chart(data(values), width=WIDTH, height=HEIGHT)
    cuts = alt.Chart(data([{"importance": found.importance_cut, "index": found.target}]))
    across, upwards = _scales(found)
    x, y = alt.X("importance:Q", **across), alt.Y("index:Q", **upwards)
    return alt.layer(
        cuts.mark_rule(color=INK, strokeDash=[5, 3]).encode(y=y),
        cuts.mark_rule(color=SOFT_INK, strokeDash=[1.5, 3]).encode(x=x),
        base.mark_rule(color=SOFT_INK, opacity=0.7).encode(
            x=alt.X("importance_low:Q", **across), x2="importance_high:Q", y=y
        ),
        base.mark_rule(color=SOFT_INK, opacity=0.7).encode(
            x=x, y=alt.Y("low:Q", **upwards), y2="high:Q"
        ),
        base.mark_point(filled=True, size=260, opacity=1).encode(x=x, y=y, **_looks(found)),
        base.mark_text(color="white", fontSize=10, fontWeight="bold").encode(
            x=x, y=y, text="number:N"
        ),
        base.mark_text(align="left", baseline="top").encode(
            x=alt.value(WIDTH + 16), y=alt.Y("place:Q", scale=None), text="listed:N"
        ),
    )


def _scales(found: Importance) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the scales across and upwards; both leave room for every limit."""
    ends = [end for place in found.places for end in _ends(place)]
    lows = [place.figure.share_low for place in found.places]
    across = {
        "title": say("Importance (share of what is explained)"),
        "scale": alt.Scale(
            domain=[max(min(ends) - 0.02, 0), max(ends) + 0.02], nice=False, zero=False
        ),
        "axis": alt.Axis(format=".0%", tickCount=6, grid=False),
    }
    upwards = {
        "title": say("Satisfied"),
        "scale": alt.Scale(domain=[start_of([*lows, found.target]), 1], nice=False, zero=False),
        "axis": alt.Axis(format=".0%", tickCount=6),
    }
    return across, upwards


def _ends(place: FactorPlace) -> tuple[float, float]:
    return place.driver.interval.low, place.driver.interval.high


def _looks(found: Importance) -> dict[str, Any]:
    """Tell the fields by colour and by shape at once, in one legend of those that occur."""
    quadrants = {place.point.quadrant for place in found.places}
    seen = [look for name, look in QUADRANTS.items() if name in quadrants]
    named, colours, shapes = ([str(look[k]) for look in seen] for k in range(3))
    legend = alt.Legend(title=None, columns=2)
    return {
        "color": alt.Color("field:N", legend=legend, scale=alt.Scale(domain=named, range=colours)),
        "shape": alt.Shape("field:N", legend=legend, scale=alt.Scale(domain=named, range=shapes)),
    }


def _value(place: FactorPlace, number: int, titles: Mapping[str, str]) -> Value:
    interval, figure = place.driver.interval, place.figure
    return {
        "number": str(number),
        "listed": f"{number}  {titles[place.factor]}\n     n = {whole(figure.n)}",
        "place": (number - 1) * LISTED,
        "factor": titles[place.factor],
        "importance": place.driver.share,
        "importance_low": interval.low,
        "importance_high": interval.high,
        "index": figure.share,
        "low": figure.share_low,
        "high": figure.share_high,
        "n": figure.n,
        "probability": place.point.probability,
        "field": str(QUADRANTS[place.point.quadrant][0]),
    }


def _sentence(found: Importance | None, titles: Mapping[str, str]) -> str:
    if found is None:
        return say(
            "There are too few complete answers, too few sides of the service, or no target, to "
            "tell what to look at first."
        )
    order = sorted(found.places, key=lambda place: -place.driver.share)
    told = [
        say(
            "%(factor)s: importance %(share)s, satisfied %(index)s, n = %(n)s – %(field)s.",
            factor=titles[place.factor],
            share=percent(place.driver.share, 0),
            index=percent(place.figure.share),
            n=whole(place.figure.n),
            field=str(QUADRANTS[place.point.quadrant][0]).lower(),
        )
        for place in order
    ]
    head = say(
        "From %(n)s people who rated every side; together the sides explain %(share)s of overall "
        "satisfaction.",
        n=whole(found.n),
        share=percent(found.explained, 0),
    )
    return " ".join([head, *told])


def _table(found: Importance | None, titles: Mapping[str, str]) -> DataTable:
    headings = (
        say("Side of the service"),
        say("Importance"),
        say("Rank by importance"),
        say("Satisfied"),
        say("Answers (n)"),
        say("Where it lies"),
        say("Resamples that agree"),
    )
    return DataTable(
        headings, tuple(_line(place, titles) for place in found.places) if found else ()
    )


def _line(place: FactorPlace, titles: Mapping[str, str]) -> tuple[str, ...]:
    driver, figure = place.driver, place.figure
    ends = f"{percent(driver.interval.low, 0)} – {percent(driver.interval.high, 0)}"
    return (
        titles[place.factor],
        f"{percent(driver.share, 0)} ({ends})",
        whole(driver.rank) if driver.rank_certain else say("not certain"),
        f"{percent(figure.share)} ({interval_words(SHARE, figure)})",
        whole(figure.n),
        str(QUADRANTS[place.point.quadrant][0]),
        percent(place.point.probability, 0),
    )
