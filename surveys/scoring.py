"""What feeds an index: the items of a formula, and each answer as satisfied or as a number.

Nothing is computed here; these are the plain values that the statistics take.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.definitions import NA, Code, Formula, Question, Questionnaire, StoredValue
from surveys.errors import UnknownFormula
from surveys.formulas import FORMULAS, feeding_questions
from surveys.question_types import type_of


@dataclass(frozen=True)
class FormulaItem:
    """One item of a formula.

    `satisfied` are the stored values that count as satisfied, `low` and `high` the ends of its
    scale (None where it has none). Numbers are turned already where an item is `reversed`;
    satisfied codes never need turning.
    """

    code: str
    satisfied: tuple[Code, ...]
    low: float | None
    high: float | None
    reversed: bool


@dataclass(frozen=True)
class FormulaItems:
    """The items that feed one formula of one version, in the order they are asked.

    `counts` is the unit counted, "person" or "answer".
    """

    formula: str
    factor: str | None
    counts: str
    items: tuple[FormulaItem, ...]

    @property
    def index(self) -> str:
        """The name of the index: the formula, or the formula and one of its factors."""
        return f"{self.formula}.{self.factor}" if self.factor else self.formula

    @property
    def codes(self) -> tuple[str, ...]:
        """The item codes."""
        return tuple(item.code for item in self.items)


def formula_items(
    questionnaire: Questionnaire, formula: str, *, factor: str | None = None
) -> FormulaItems:
    """Return the items that feed a formula.

    Parameters
    ----------
    questionnaire
        The version.
    formula
        A formula id that the version declares.
    factor
        The factor's code for a formula by factor, else None.

    Raises
    ------
    UnknownFormula
        If the version does not declare the formula, the factor is missing, unknown or not asked
        for, or no item of it suits the formula.
    """
    declared = {declared.id: declared for declared in questionnaire.formulas}
    if formula not in declared:
        raise UnknownFormula(f"{questionnaire.code} does not support the formula {formula}")
    kind = FORMULAS[formula]
    if kind.by_factor is (factor is None):
        need = "needs a factor" if kind.by_factor else "is not computed by factor"
        raise UnknownFormula(f"{formula} {need}")
    questions = [
        question
        for question in feeding_questions(questionnaire, declared[formula])
        if factor is None or question.factor == factor
    ]
    if not questions:
        raise UnknownFormula(f"no item of {questionnaire.code} feeds {formula} of {factor}")
    items = tuple(formula_item(question) for question in questions)
    return FormulaItems(formula, factor, kind.counts, items)


def all_formula_items(questionnaire: Questionnaire) -> list[FormulaItems]:
    """List every index of a version: each formula, those by factor once per factor it suits."""
    found = []
    for declared in questionnaire.formulas:
        by_factor = FORMULAS[declared.id].by_factor
        for factor in factors_of(questionnaire, declared) if by_factor else [None]:
            found.append(formula_items(questionnaire, declared.id, factor=factor))
    return found


def factors_of(questionnaire: Questionnaire, formula: Formula) -> list[str]:
    """List the factors that have items for a formula, in the order the version lists them."""
    fed = {question.factor for question in feeding_questions(questionnaire, formula)}
    return [factor.code for factor in questionnaire.factors if factor.code in fed]


def formula_item(question: Question) -> FormulaItem:
    """Return what an index of this one question needs."""
    low, high = type_of(question).score_range(question) or (None, None)
    return FormulaItem(question.code, question.satisfied, low, high, question.reversed)


def satisfied_answer(question: Question, stored: StoredValue | None) -> bool | None:
    """Tell whether a stored answer counts as satisfied; None: skipped, "na", or not scored."""
    if stored is None or stored == NA or not question.satisfied:
        return None
    return stored in question.satisfied


def numeric_score(question: Question, stored: StoredValue | None) -> float | None:
    """Return a stored answer as a number, higher is better; None: skipped, "na", or no number.

    A reversed item is turned within the ends of its scale: 2 of 1 to 5 becomes 4.
    """
    if stored is None or stored == NA:
        return None
    number = type_of(question).number(question, stored)
    ends = type_of(question).score_range(question)
    if number is None or ends is None or not question.reversed:
        return number
    return ends[0] + ends[1] - number


def satisfied_answers(
    questionnaire: Questionnaire, values: Mapping[str, StoredValue]
) -> dict[str, bool | None]:
    """Return for each scored item whether the stored answer counts as satisfied."""
    return {
        question.code: satisfied_answer(question, values.get(question.code))
        for question in questionnaire
        if question.satisfied
    }


def numeric_scores(
    questionnaire: Questionnaire, values: Mapping[str, StoredValue]
) -> dict[str, float | None]:
    """Return for each item whose answers are numbers the number, reversed items turned."""
    scores: dict[str, float | None] = {}
    for question in questionnaire:
        question_type = type_of(question)
        if question_type.stores_number or question_type.scores(question):
            scores[question.code] = numeric_score(question, values.get(question.code))
    return scores
