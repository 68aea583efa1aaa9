"""Response rates over the tree of units: each unit beside those below it; the darker, the more."""

from collections.abc import Sequence

import altair as alt
from flask_babel import lazy_gettext

from app import words
from app.charts.picture import Caption, DataTable, Picture, Value, data
from app.charts.sizes import whole_height
from app.charts.theme import INK, SOFT_INK
from app.filters import name_of, percent, whole
from app.models import UnitKind
from app.services.reporting.records import Outcome
from app.services.reporting.response_tree import TreePlace
from app.words import say

COLUMN, LINE = 280, 22
CLASSES = (
    (0.32, "#003a63"),
    (0.16, "#0f5c94"),
    (0.08, "#5aa3d2"),
    (0.04, "#94c4e2"),
    (0.02, "#c5dff0"),
    (0.0, "#eef5fb"),
)
"""From which rate on a shade stands; one hue, so that lightness alone tells the order."""
WHITE_FROM = 0.16
LETTERS = 48
"""What a box holds beside its margins."""
HEADINGS = (
    lazy_gettext("Unit"),
    lazy_gettext("Kind"),
    lazy_gettext("Response rate"),
    lazy_gettext("Answers received"),
    lazy_gettext("Dossiers"),
)


def response_map(places: Sequence[TreePlace], caption: Caption) -> Picture:
    """Draw a unit and the levels below it."""
    known = [place for place in places if _rate(place) is not None]
    return Picture(
        caption,
        sentence=_sentence(places),
        chart=_chart(places) if known else None,
        table=DataTable(
            tuple(map(str, HEADINGS)),
            tuple(_line(place) for place in places),
        ),
        height=whole_height(LINE * _lines(places), 0, len(caption.lines)),
        notes=(
            say(
                "Answers of the days whose dossiers were counted, out of those dossiers. Dashed: "
                "withheld, or dossiers not known."
            ),
            say("In each box the rate and the dossiers it is of."),
        ),
    )


def _rate(place: TreePlace) -> float | None:
    population = place.row.population
    return population.response_rate if population else None


def _lines(places: Sequence[TreePlace]) -> int:
    return max(p.last for p in places)


def _chart(places: Sequence[TreePlace]) -> alt.TopLevelMixin:
    deep, lines = max(p.depth for p in places) + 1, _lines(places)
    flat = alt.Axis(labels=False, ticks=False, domain=False, grid=False, title=None)
    base = alt.Chart(
        data([_value(place) for place in places]), width=COLUMN * deep, height=LINE * lines
    ).encode(
        x=alt.X("left:Q", axis=flat, scale=alt.Scale(domain=[0, deep], nice=False)),
        y=alt.Y("first:Q", axis=flat, scale=alt.Scale(domain=[0, lines], nice=False, reverse=True)),
    )
    box = base.encode(x2="right:Q", y2="last:Q")
    return alt.layer(
        box.transform_filter("datum.shade !== null")
        .mark_rect(stroke="white", strokeWidth=1.5)
        .encode(fill=alt.Fill("shade:N", scale=None, legend=None)),
        box.transform_filter("datum.shade === null").mark_rect(
            fill="white", stroke=SOFT_INK, strokeDash=[2, 3], strokeWidth=0.6
        ),
        *(
            base.transform_filter(f"{'' if dark else '!'}datum.dark")
            .mark_text(align="left", dx=6, fontSize=11, color="white" if dark else INK)
            .encode(y="middle:Q", text="label:N")
            for dark in (True, False)
        ),
    )


def _value(place: TreePlace) -> Value:
    rate = _rate(place)
    name, told = name_of(place.row.unit), f" · {_rate_words(place)}{_of_dossiers(place)}"
    room = LETTERS - len(told)
    short = name if len(name) <= room else f"{name[: room - 1].rstrip()}…"
    return {
        "unit": name,
        "unit_code": place.row.unit.code,
        "left": place.depth,
        "right": place.depth + 1,
        "first": place.first,
        "last": place.last,
        "middle": (place.first + place.last) / 2,
        "response_rate": rate,
        "label": f"{short}{told}",
        "shade": None if rate is None else next(c for start, c in CLASSES if rate >= start),
        "dark": rate is not None and rate >= WHITE_FROM,
    }


def _rate_words(place: TreePlace) -> str:
    rate = _rate(place)
    if rate is not None:
        return percent(rate)
    withheld = place.row.outcome is Outcome.WITHHELD
    return str(words.OUTCOMES[Outcome.WITHHELD]).lower() if withheld else "–"


def _of_dossiers(place: TreePlace) -> str:
    population = place.row.population
    return f" / {whole(population.dossiers)}" if population else ""


def _line(place: TreePlace) -> tuple[str, ...]:
    row = place.row
    name = "– " * place.depth + name_of(row.unit)
    counted = whole(row.counts.responses) if row.counts else _rate_words(place)
    dossiers = whole(row.population.dossiers) if row.population else "–"
    kind = str(words.UNIT_KINDS[UnitKind(row.unit.kind)])
    return (name, kind, _rate_words(place), counted, dossiers)


def _sentence(places: Sequence[TreePlace]) -> str:
    known = [place for place in places if _rate(place) is not None]
    if not known:
        return say("No response rate is known here: dossier counts are missing, or it is withheld.")
    top = places[0]
    rates = [rate for place in known[1:] if (rate := _rate(place)) is not None]
    named = name_of(top.row.unit)
    told = say("Response rate of %(unit)s: %(rate)s.", unit=named, rate=_rate_words(top))
    if not rates:
        return told
    return " ".join(
        [
            told,
            say(
                "Of %(count)s units below, %(known)s have a rate, from %(low)s to %(high)s.",
                count=len(places) - 1,
                known=len(rates),
                low=percent(min(rates)),
                high=percent(max(rates)),
            ),
        ]
    )
