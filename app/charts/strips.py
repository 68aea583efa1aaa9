"""Interval strips: each unit against the target, its verdict told by shape and colour."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from app import words
from app.charts.marks import (
    haloed,
    hidden_words,
    index_axis,
    line_height,
    lines_down,
    row_labels,
    upright,
)
from app.charts.numbers import interval_words, target_words, targets_of, value_words
from app.charts.picture import Caption, DataTable, Picture, Value, data
from app.charts.scales import start_of
from app.charts.sizes import lines_height
from app.charts.theme import INK, OUTCOME_LOOKS, ROW_HEIGHT, SOFT_INK, WIDTH
from app.filters import whole
from app.part_words import row_name
from app.services.reporting.records import IndexRow
from app.words import say


def interval_strips(
    rows: Sequence[IndexRow], caption: Caption, sentence: str | None = None
) -> Picture:
    """Draw one strip per unit or part, in the order of the rows."""
    return Picture(
        caption,
        sentence=_sentence(rows) if sentence is None else sentence,
        chart=_chart(rows) if rows else None,
        table=_table(rows),
        height=lines_height(row_labels(rows), caption, ROW_HEIGHT),
        notes=(
            say("A strip is an interval, the mark on it the estimate."),
            say("The dashed line is the target, the dotted one the second target."),
        ),
    )


def _chart(rows: Sequence[IndexRow]) -> alt.TopLevelMixin:
    names = row_labels(rows)
    values = [_value(row, name) for row, name in zip(rows, names, strict=True)]
    base = alt.Chart(data(values), width=WIDTH, height=alt.Step(line_height(names, ROW_HEIGHT)))
    y = lines_down("unit", names)
    shown = base.transform_filter("datum.withheld === null")
    looks = _looks(rows)
    return alt.layer(
        shown.mark_bar(height=6, opacity=0.4).encode(
            x=_scale(rows), x2="high:Q", y=y, color=looks["color"]
        ),
        upright(base, "second_target", "unit", names, color=SOFT_INK, strokeDash=[1.5, 3]),
        upright(base, "target", "unit", names, color=INK, strokeDash=[5, 3], strokeWidth=1.5),
        shown.mark_point(filled=True, size=95, opacity=1).encode(x="index:Q", y=y, **looks),
        shown.mark_text(align="left", dx=10).encode(x=alt.value(WIDTH), y=y, text="label:N"),
        *haloed(
            base.transform_filter("datum.withheld !== null").encode(x=alt.value(0), y=y),
            "withheld:N",
            color=SOFT_INK,
            align="left",
            dx=6,
        ),
    )


def _looks(rows: Sequence[IndexRow]) -> dict[str, Any]:
    """Tell verdicts by colour and by shape at once, in one legend of those that occur."""
    seen = [o for o in OUTCOME_LOOKS if any(row.outcome is o for row in rows)]
    names, legend = [str(words.OUTCOMES[o]) for o in seen], alt.Legend(title=None, symbolOpacity=1)
    colours, shapes = zip(*(OUTCOME_LOOKS[o] for o in seen), strict=True) if seen else ((), ())
    return {
        "color": alt.Color(
            "verdict:N", legend=legend, scale=alt.Scale(domain=names, range=list(colours))
        ),
        "shape": alt.Shape(
            "verdict:N", legend=legend, scale=alt.Scale(domain=names, range=list(shapes))
        ),
    }


def _scale(rows: Sequence[IndexRow]) -> alt.X:
    formula = rows[0].formula
    shares = [row.figure.share_low for row in rows if row.figure]
    shares += [target for row in rows for target in targets_of(row) if target is not None]
    return index_axis("low", formula, start_of(shares), len(rows))


def _value(row: IndexRow, name: str) -> Value:
    formula, figure = row.formula, row.figure
    target, second = targets_of(row)
    return {
        "unit": name,
        "unit_code": row.unit.code,
        "index": figure.value if figure else None,
        "low": figure.low if figure else None,
        "high": figure.high if figure else None,
        "n": figure.n if figure else None,
        "target": None if target is None else formula.at(target),
        "second_target": None if second is None else formula.at(second),
        "verdict": str(words.OUTCOMES[row.outcome]),
        "withheld": None if figure else hidden_words(row.outcome, row.minimum_cell),
        "label": (
            f"{value_words(formula, figure.share, target, second)}  ·  n = {whole(figure.n)}"
            if figure
            else None
        ),
    }


def _sentence(rows: Sequence[IndexRow]) -> str:
    """Count the verdicts; of a few units, say each figure too."""
    if not rows:
        return say("No unit collects answers for this survey here yet.")
    counted = [
        f"{words.OUTCOMES[outcome]}: {len(group)}" for outcome, group in words.by_outcome(rows)
    ]
    target = targets_of(rows[0])[0]
    against = (
        say("against the target of %(target)s", target=target_words(rows[0].formula, target))
        if target is not None
        else say("without a target")
    )
    told = say(
        "Intervals of %(count)s units %(against)s. %(verdicts)s.",
        count=len(rows),
        against=against,
        verdicts=", ".join(counted),
    )
    return " ".join([told, *(spoken(row) for row in rows)]) if len(rows) <= 6 else told


def spoken(row: IndexRow) -> str:
    """Say one line in a sentence."""
    if row.figure is None:
        return f"{row_name(row)}: {words.OUTCOMES[row.outcome]}."
    figure, targets = row.figure, targets_of(row)
    return say(
        "%(unit)s: %(value)s, interval %(interval)s, n = %(n)s.",
        unit=row_name(row),
        value=value_words(row.formula, figure.share, *targets),
        interval=interval_words(row.formula, figure, *targets),
        n=whole(figure.n),
    )


def _table(rows: Sequence[IndexRow]) -> DataTable:
    headings = (
        say("Part") if any(row.part for row in rows) else say("Unit"),
        say("Index"),
        say("Interval"),
        say("Target"),
        say("Verdict"),
        say("Answers (n)"),
    )
    return DataTable(headings, tuple(_line(row) for row in rows))


def _line(row: IndexRow) -> tuple[str, ...]:
    figure, targets = row.figure, targets_of(row)
    target = "–" if targets[0] is None else target_words(row.formula, targets[0])
    verdict = str(words.OUTCOMES[row.outcome])
    if figure is None:
        nothing = hidden_words(row.outcome, row.minimum_cell)
        return (row_name(row), nothing, "–", target, verdict, "–")
    return (
        row_name(row),
        value_words(row.formula, figure.share, *targets),
        interval_words(row.formula, figure, *targets),
        target,
        verdict,
        whole(figure.n),
    )
