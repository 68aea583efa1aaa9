"""One look for every picture: fonts, colours, and numbers as the page writes them.

Colours are those of Okabe and Ito (2008), told apart by the colour-blind. None stands alone: shape,
lightness or place says the same, so that a grey print loses nothing.
"""

from typing import Any

from app.charts.picture import Picture
from app.languages import page_language
from app.services.reporting.records import Outcome

FONT = "Be Vietnam Pro, system-ui, sans-serif"
INK, SOFT_INK, GRID, PAPER = "#16202b", "#4a5a6a", "#dfe5ec", "#ffffff"
BLUE, VERMILLION, GREY = "#0067a8", "#c24f00", "#5b6773"
SHADES = ("#00497a", "#5aa3d2", "#f2f7fb")
"""From few to all: one hue, so that lightness alone tells the order."""
WIDTH, ROW_HEIGHT = 420, 26
LONGEST_LABEL = 300

OUTCOME_LOOKS = {
    Outcome.MET: (BLUE, "circle"),
    Outcome.NOT_MET: (VERMILLION, "square"),
    Outcome.NOT_ENOUGH_EVIDENCE: (GREY, "diamond"),
    Outcome.NO_TARGET: (INK, "triangle-up"),
}
"""Colour and shape of what can be said of a unit that has a figure."""

NUMBERS = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", " ₫"]},
}
"""How d3 writes numbers, for the ticks of an axis; all other numbers come as words."""


def specification(picture: Picture) -> dict[str, Any] | None:
    """Give the whole Vega-Lite specification of a picture; None where nothing is drawn."""
    if picture.chart is None:
        return None
    # Checked by the tests against Vega-Lite's schema; in service the check would take 20 ms.
    spec: dict[str, Any] = picture.chart.to_dict(validate=False)
    spec["description"] = picture.sentence
    spec["title"] = {"text": picture.caption.title, "subtitle": list(picture.caption.lines)}
    spec["config"] = config(page_language())
    return spec


def config(language: str) -> dict[str, Any]:
    """Give the look of everything that a chart does not say itself."""
    words = {"labelFontSize": 12, "titleFontSize": 12, "labelColor": INK, "titleColor": SOFT_INK}
    return {
        "font": FONT,
        "background": PAPER,
        "padding": 14,
        "lineBreak": "\n",
        "locale": {"number": NUMBERS.get(language, NUMBERS["en"])},
        "view": {"stroke": None},
        "axis": {
            **words,
            "titleFontWeight": "normal",
            "gridColor": GRID,
            "domainColor": SOFT_INK,
            "tickColor": SOFT_INK,
            "labelFlush": False,
            "labelLimit": LONGEST_LABEL,
        },
        "axisY": {"labelPadding": 6},
        "legend": {**words, "titleFontWeight": "normal", "orient": "top", "labelLimit": 400},
        "title": {
            "anchor": "start",
            "frame": "bounds",
            "fontSize": 15,
            "fontWeight": "bold",
            "color": INK,
            "subtitleFontSize": 12,
            "subtitleColor": SOFT_INK,
            "subtitleLineHeight": 17,
            "offset": 12,
        },
        "text": {"color": INK, "fontSize": 12},
        "rule": {"color": INK},
    }
