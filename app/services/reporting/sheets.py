"""Stored answers as the sheets of small whole numbers that `analysis` tallies.

Two kinds of sheet: whether each answer is a satisfied one (0 or 1, whatever the question's type),
and the number of each answer on its scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.answers import NOT_APPLICABLE, NOT_SHOWN, SKIPPED, Scale
from analysis.tallies.plan import Measure, TallyPlan
from app.services.reporting.data import Answers
from surveys.definitions import NA, Question, Questionnaire
from surveys.errors import UnknownFormula
from surveys.formulas import FORMULAS, Feeds
from surveys.routing import conditions, is_shown
from surveys.scoring import (
    FormulaItems,
    all_formula_items,
    formula_item,
    numeric_score,
    satisfied_answer,
)

SATISFIED_OR_NOT = Scale.of({1}, 0, 1)
PERCENT_POINTS = (0, 100)
BY_FACTOR = "factor_items_top2"

Sheet = NDArray[np.int8]
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What is tallied, and how a stored answer becomes a number of the plan's scale."""

    tally: TallyPlan
    feeds: Feeds

    def sheet(self, questionnaire: Questionnaire, answers: Answers, rows: Rows) -> Sheet:
        """Score the rows that answer one version; an item it does not have was not shown."""
        sheet = np.full((rows.size, len(self.tally.items)), NOT_SHOWN, np.int8, order="F")
        questions = questionnaire.questions
        for column, item in enumerate(self.tally.items):
            if item in questions:
                sheet[:, column] = self._column(questions[item], answers, rows)
        return sheet

    def _column(self, question: Question, answers: Answers, rows: Rows) -> Sheet:
        scores = [self.score(question, stored) for stored in answers.dictionaries[question.code]]
        column: Sheet = np.array(scores, dtype=np.int8)[answers.columns.items[question.code][rows]]
        skipped = np.flatnonzero(column == SKIPPED)
        if question.shown_if is not None and skipped.size:
            column[skipped[~_shown(question, answers, rows[skipped])]] = NOT_SHOWN
        return column

    def score(self, question: Question, stored: Any) -> int:
        """Give the number of a stored answer on the scale of the plan, or why there is none."""
        if stored is None:
            return SKIPPED
        if stored == NA:
            return NOT_APPLICABLE
        if self.feeds is Feeds.SATISFIED:
            satisfied = satisfied_answer(question, stored)
            return SKIPPED if satisfied is None else int(satisfied)
        number = numeric_score(question, stored)
        if number is None:
            return SKIPPED
        low, high = ends(question)
        scale = self.tally.scale
        return scale.lowest + round((number - low) / (high - low) * scale.steps)


def _shown(question: Question, answers: Answers, rows: Rows) -> NDArray[np.bool_]:
    """Tell for each row whether a question was asked, once per combination it depends on."""
    items = sorted({c.item for c in conditions(question.shown_if)} if question.shown_if else ())
    places = np.stack([answers.columns.items[item][rows] for item in items], axis=1)
    combinations, which = np.unique(places, axis=0, return_inverse=True)
    shown = [
        is_shown(question, _given(answers, items, combination))
        for combination in combinations.tolist()
    ]
    return np.array(shown, dtype=bool)[which.reshape(-1)]


def _given(answers: Answers, items: Sequence[str], places: Sequence[int]) -> dict[str, Any]:
    stored = {item: answers.dictionaries[item][p] for item, p in zip(items, places, strict=True)}
    as_stored = {k: list(v) if isinstance(v, tuple) else v for k, v in stored.items()}
    return {item: value for item, value in as_stored.items() if value is not None}


def satisfied_plan(questionnaire: Questionnaire) -> SheetPlan | None:
    """Plan every share a questionnaire supports, the share satisfied per item and per factor.

    None if nothing in it is scored.
    """
    items = [question.code for question in questionnaire if question.satisfied]
    if not items:
        return None
    measures = {
        measure_name(fed.formula, fed.factor): Measure(
            measure_name(fed.formula, fed.factor), fed.formula, fed.codes
        )
        for fed in all_formula_items(questionnaire)
        if FORMULAS[fed.formula].feeds is Feeds.SATISFIED
    }
    for factor, codes in scored_factors(questionnaire).items():
        name = measure_name(BY_FACTOR, factor)
        measures.setdefault(name, Measure(name, BY_FACTOR, codes))
    plan = TallyPlan.of(items, measures.values(), scale=SATISFIED_OR_NOT)
    return SheetPlan(plan, Feeds.SATISFIED)


def scored_factors(questionnaire: Questionnaire) -> dict[str, tuple[str, ...]]:
    """List the scored items of every factor that has any, in the questionnaire's order."""
    found = {
        factor.code: tuple(q.code for q in questionnaire if q.factor == factor.code and q.satisfied)
        for factor in questionnaire.factors
    }
    return {factor: codes for factor, codes in found.items() if codes}


def number_plan(questionnaire: Questionnaire, fed: FormulaItems) -> SheetPlan:
    """Plan one mean.

    Items that share a scale of whole numbers keep it; items of different scales meet on 0 to 100,
    where an answer counts by the whole percentage of its scale that it reaches.
    """
    questions = questionnaire.questions
    scales = {ends(questions[code]) for code in fed.codes}
    low, high = scales.pop() if len(scales) == 1 else PERCENT_POINTS
    if not _is_whole_scale(low, high):
        low, high = PERCENT_POINTS
    scale = Scale.of({int(high)}, int(low), int(high))
    measure = Measure(measure_name(fed.formula, fed.factor), fed.formula, fed.codes)
    return SheetPlan(TallyPlan.of(fed.codes, [measure], scale=scale), Feeds.NUMBER)


def measure_name(formula: str, factor: str | None) -> str:
    """Name the measure of a formula, apart from those of items and other factors."""
    return f"{formula}:{factor}" if factor else f"{formula}:"


def ends(question: Question) -> tuple[float, float]:
    """Tell both ends of the scale of a question that feeds a mean."""
    item = formula_item(question)
    if item.low is None or item.high is None:
        raise UnknownFormula(f"{question.code} has no numbers")
    return item.low, item.high


def _is_whole_scale(low: float, high: float) -> bool:
    return low == int(low) and high == int(high) and 0 <= low < high <= 100
