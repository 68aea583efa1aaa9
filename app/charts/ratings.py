"""Stacked five-point bars: satisfied levels to the right of one line, the others to its left.

So the length to the right is the share satisfied, on one baseline for all questions, and dark red
on the left cannot be taken for dark blue on the right in a grey print.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from app.charts.marks import hidden_words, lines_down, wrapped
from app.charts.picture import Caption, DataTable, Picture, Value, data
from app.charts.sizes import RATING_STEP, ratings_height
from app.charts.theme import INK, ROW_HEIGHT, SOFT_INK, WIDTH
from app.filters import percent, whole
from app.services.reporting.ratings import LEVELS, RatingRow
from app.services.reporting.records import Outcome
from app.words import say

LEVEL_COLOURS = ("#8a3200", "#e8965a", "#d9dde2", "#8fbfe0", "#00568c")
"""From the worst level to the best: two hues that the colour-blind tell apart, the ends dark."""
DARK = (LEVEL_COLOURS[0], LEVEL_COLOURS[-1])
LEAST_LABELLED = 0.07
"""A part of a bar with less has no room for its number; the table has it."""


@dataclass(frozen=True, slots=True)
class RatedQuestion:
    """A row of shares with the words of its question and of the five levels."""

    wording: str
    levels: tuple[str, ...]
    row: RatingRow


def rating_bars(questions: Sequence[RatedQuestion], caption: Caption, minimum_cell: int) -> Picture:
    """Draw one bar per question, in the order asked."""
    return Picture(
        caption,
        sentence=_sentence(questions),
        chart=_chart(questions, minimum_cell) if any(q.row.shares for q in questions) else None,
        table=_table(questions, minimum_cell),
        height=ratings_height(len(questions), len(caption.lines)),
        notes=(
            say("Right of the line: the levels that count as satisfied; left of it: the others."),
            say("In each bar the levels stand in their order, the worst on the left."),
            say(
                "A part below %(least)s is drawn without its number; the table has it.",
                least=percent(LEAST_LABELLED, 0),
            ),
        ),
    )


def _chart(questions: Sequence[RatedQuestion], minimum_cell: int) -> alt.TopLevelMixin:
    words_of_levels = level_words(questions)
    parts = [part for q in questions for part in _parts(q, words_of_levels)]
    base = alt.Chart(data(parts), width=WIDTH + 80, height=alt.Step(RATING_STEP))
    y = lines_down("question", (wrapped(question.wording) for question in questions))
    colours = alt.Scale(domain=list(words_of_levels.values()), range=list(LEVEL_COLOURS))
    axis = alt.Axis(labelExpr="format(abs(datum.value), '.0%')", tickCount=7)
    bars = base.mark_bar(height=ROW_HEIGHT - 6, stroke="white", strokeWidth=1).encode(
        x=alt.X("start:Q", title=say("Share of answers"), axis=axis),
        x2="end:Q",
        y=y,
        color=alt.Color("level:N", scale=colours, legend=alt.Legend(title=None, columns=3)),
    )
    numbers = base.transform_filter("datum.label !== null")
    shown = [
        numbers.transform_filter(f"{'' if is_dark else '!'}datum.dark")
        .mark_text(color="white" if is_dark else INK, fontSize=11)
        .encode(x="middle:Q", y=y, text="label:N")
        for is_dark in (True, False)
    ]
    ends = alt.Chart(data([_end(question, minimum_cell) for question in questions]))
    counts = ends.mark_text(align="left", dx=10, color=SOFT_INK).encode(
        x=alt.value(WIDTH + 80), y=y, text="n:N"
    )
    withheld = (
        ends.transform_filter("datum.withheld !== null")
        .mark_text(align="left", dx=6, color=SOFT_INK)
        .encode(x=alt.value(0), y=y, text="withheld:N")
    )
    line = alt.Chart(data([{"at": 0}])).mark_rule(color=INK, strokeWidth=1.5).encode(x="at:Q")
    return alt.layer(bars, *shown, line, counts, withheld)


def level_words(questions: Sequence[RatedQuestion]) -> Mapping[int, str]:
    """Name the five levels: in the words of the questionnaire where all questions share them."""
    worded = {question.levels for question in questions}
    if len(worded) == 1 and len(set(only := worded.pop())) == len(LEVELS):
        return {level: f"{level}. {text}" for level, text in zip(LEVELS, only, strict=True)}
    return {level: say("level %(number)s of 5", number=level) for level in LEVELS}


def _parts(question: RatedQuestion, words_of_levels: Mapping[int, str]) -> list[Value]:
    """Place the parts of a bar, so that the first satisfied level begins at 0."""
    row = question.row
    if row.shares is None:
        return []
    pairs = list(zip(row.shares, row.satisfied, strict=True))
    at = -sum(share for share, good in pairs if not good)
    parts: list[Value] = []
    for level, share in zip(LEVELS, row.shares, strict=True):
        parts.append(
            {
                "question": wrapped(question.wording),
                "level": words_of_levels[level],
                "share": share,
                "n": row.n,
                "start": at,
                "end": at + share,
                "middle": at + share / 2,
                "label": percent(share, 0) if share >= LEAST_LABELLED else None,
                "dark": LEVEL_COLOURS[level - 1] in DARK,
            }
        )
        at += share
    return parts


def _end(question: RatedQuestion, minimum_cell: int) -> Value:
    row = question.row
    outcome = Outcome.WITHHELD if row.withheld else Outcome.NO_ANSWERS
    return {
        "question": wrapped(question.wording),
        "n": f"n = {whole(row.n)}" if row.n is not None else "",
        "withheld": None if row.shares else hidden_words(outcome, minimum_cell),
    }


def _satisfied(row: RatingRow) -> float:
    pairs = zip(row.shares or (), row.satisfied, strict=False)
    return sum(share for share, good in pairs if good)


def _sentence(questions: Sequence[RatedQuestion]) -> str:
    shown = [question for question in questions if question.row.shares]
    if not shown:
        return say("Nobody has rated yet, or the figures are withheld.")
    told = [
        say(
            "%(question)s %(share)s satisfied, n = %(n)s.",
            question=question.wording.rstrip("."),
            share=percent(_satisfied(question.row)),
            n=whole(question.row.n or 0),
        )
        for question in shown
    ]
    return " ".join([say("Answers by level, question by question."), *told])


def _table(questions: Sequence[RatedQuestion], minimum_cell: int) -> DataTable:
    names = tuple(level_words(questions).values()) if questions else ()
    headings = (say("Question"), *names, say("Satisfied"), say("Answers (n)"))
    return DataTable(headings, tuple(_line(question, minimum_cell) for question in questions))


def _line(question: RatedQuestion, minimum_cell: int) -> tuple[str, ...]:
    row = question.row
    if row.shares is None:
        end = _end(question, minimum_cell)
        return (question.wording, str(end["withheld"]), *("–",) * (len(LEVELS) + 1))
    parts = tuple(percent(share) for share in row.shares)
    return (question.wording, *parts, percent(_satisfied(row)), whole(row.n or 0))
