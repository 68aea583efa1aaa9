"""Heat map: the factors of every unit; the darker a cell, the fewer are satisfied."""

from collections.abc import Mapping, Sequence

import altair as alt

from app.charts.marks import (
    hidden_words,
    in_order,
    line_height,
    lines_down,
    shaded_cells,
    unit_labels,
    wrapped,
)
from app.charts.numbers import interval_words
from app.charts.picture import Caption, DataTable, Picture, Value, data
from app.charts.scales import start_of
from app.charts.sizes import HEADINGS_AND_SHADES, lines_plot, whole_height
from app.charts.theme import SHADES
from app.filters import name_of, percent, whole
from app.services.reporting.factors import FactorCell
from app.services.reporting.records import FormulaFacts, Outcome
from app.words import OUTCOMES, say

CELL_WIDTH, CELL_HEIGHT = 104, 28
HEADING_LINES = 3
HEADINGS = alt.Axis(
    title=None,
    orient="top",
    labelAngle=0,
    labelLimit=CELL_WIDTH,
    labelPadding=15 * HEADING_LINES - 10,  # further lines grow downwards, towards the cells
    ticks=False,
    domain=False,
)
SHARE = FormulaFacts("factor_items_top2", 1, None, "answer", 0.0, 1.0)


def factor_map(
    cells: Sequence[FactorCell], titles: Mapping[str, str], caption: Caption, minimum_cell: int
) -> Picture:
    """Draw one line per unit, one column per factor, in the order of the cells."""
    return Picture(
        caption,
        sentence=_sentence(cells, titles),
        chart=_chart(cells, titles) if any(cell.figure for cell in cells) else None,
        table=_table(cells, titles, minimum_cell),
        height=whole_height(
            lines_plot(_names(cells), CELL_HEIGHT), HEADINGS_AND_SHADES, len(caption.lines)
        ),
        notes=(
            say("The darker, the fewer are satisfied. In each cell the share and, in brackets, n."),
            say("No verdict is given on single cells: with many, some are low by chance."),
        ),
    )


def _names(cells: Sequence[FactorCell]) -> list[str]:
    return unit_labels(list(dict.fromkeys(cell.unit for cell in cells)))


def _chart(cells: Sequence[FactorCell], titles: Mapping[str, str]) -> alt.TopLevelMixin:
    units = list(dict.fromkeys(cell.unit for cell in cells))
    names = dict(zip((unit.id for unit in units), unit_labels(units), strict=True))
    start = start_of(cell.figure.share for cell in cells if cell.figure)
    values = [_value(cell, names[cell.unit.id], titles, start) for cell in cells]
    base = alt.Chart(
        data(values),
        width=CELL_WIDTH * len(titles),
        height=alt.Step(line_height(names.values(), CELL_HEIGHT)),
    ).encode(
        x=alt.X("factor:N", scale=in_order(v["factor"] for v in values), axis=HEADINGS),
        y=lines_down("unit", names.values()),
    )
    shade = alt.Color(
        "share:Q",
        scale=alt.Scale(domain=[start, 1], range=list(SHADES)),
        legend=alt.Legend(title=say("Satisfied"), format=".0%", gradientLength=200),
    )
    return shaded_cells(base, shade, empty="datum.share === null", line=0.7)


def _value(cell: FactorCell, name: str, titles: Mapping[str, str], start: float) -> Value:
    figure = cell.figure
    label = str(OUTCOMES[Outcome.WITHHELD]).lower() if cell.withheld else "–"
    if figure:
        label = f"{percent(figure.share)} ({whole(figure.n)})"
    return {
        "unit": name,
        "unit_code": cell.unit.code,
        "factor": wrapped(titles[cell.factor], 15, HEADING_LINES),
        "share": figure.share if figure else None,
        "low": figure.share_low if figure else None,
        "high": figure.share_high if figure else None,
        "n": figure.n if figure else None,
        "label": label,
        "dark": figure is not None and figure.share < start + 0.45 * (1 - start),
    }


def _sentence(cells: Sequence[FactorCell], titles: Mapping[str, str]) -> str:
    """Say of each factor between which figures the units lie."""
    told = []
    for factor, title in titles.items():
        shown = [cell for cell in cells if cell.factor == factor and cell.figure]
        figures = [cell.figure for cell in shown if cell.figure]
        if figures:
            told.append(
                say(
                    "%(factor)s: from %(low)s to %(high)s in %(count)s units.",
                    factor=title,
                    low=percent(min(figure.share for figure in figures)),
                    high=percent(max(figure.share for figure in figures)),
                    count=len(figures),
                )
            )
    if not told:
        return say("Nobody has rated yet, or the figures are withheld.")
    return " ".join([say("Share of satisfied answers by side of the service."), *told])


def _table(cells: Sequence[FactorCell], titles: Mapping[str, str], minimum_cell: int) -> DataTable:
    lines: dict[int, list[str]] = {}
    for cell in cells:
        lines.setdefault(cell.unit.id, [name_of(cell.unit)]).append(_words(cell, minimum_cell))
    headings = (say("Unit"), *titles.values())
    return DataTable(headings, tuple(tuple(line) for line in lines.values()))


def _words(cell: FactorCell, minimum_cell: int) -> str:
    if cell.figure is None:
        outcome = Outcome.WITHHELD if cell.withheld else Outcome.NO_ANSWERS
        return hidden_words(outcome, minimum_cell)
    ends = interval_words(SHARE, cell.figure)
    return f"{percent(cell.figure.share)} ({ends}), n = {whole(cell.figure.n)}"
