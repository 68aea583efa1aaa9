"""What a well-shaped questionnaire may still have wrong: questions, factors, formulas."""

from collections.abc import Iterator
from dataclasses import replace

from surveys.definitions import Formula, Question, Questionnaire, Role
from surveys.error_codes import MistakeCode
from surveys.errors import Mistake
from surveys.formulas import FORMULAS, feeding_questions, suits
from surveys.matrix_checks import check_matrices
from surveys.question_types import QUESTION_TYPES
from surveys.quote_checks import check_quotes
from surveys.routing_checks import check_routing


def check_questionnaire(questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield every mistake of meaning, with its path in the document."""
    yield from _check_questions(questionnaire)
    yield from _check_overall(questionnaire)
    yield from _check_na_text(questionnaire)
    yield from _check_factors(questionnaire)
    for index, formula in enumerate(questionnaire.formulas):
        yield from _check_formula(f"formulas[{index}]", formula, questionnaire)
    placed = questions_with_paths(questionnaire)
    yield from check_matrices(questionnaire)
    yield from check_quotes(questionnaire, placed)
    yield from check_routing(questionnaire, placed)


def questions_with_paths(questionnaire: Questionnaire) -> list[tuple[str, Question]]:
    """Return all that stands on the page, each with its path in the document."""
    return [
        (f"sections[{s}].questions[{q}]", question)
        for s, section in enumerate(questionnaire.sections)
        for q, question in enumerate(section.questions)
    ]


def _check_questions(questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield the mistakes of the questions; those of a shared scale once, where the scale stands."""
    scales = {scale.code: f"scales[{i}]" for i, scale in enumerate(questionnaire.scales)}
    noted: list[Mistake] = []
    for path, question in questions_with_paths(questionnaire):
        for mistake in _check_question(question, questionnaire):
            in_scale = question.scale in scales and mistake.path.startswith("options")
            holder = scales[question.scale or ""] if in_scale else path
            placed = replace(mistake, path=f"{holder}.{mistake.path}")
            if placed not in noted:
                noted.append(placed)
    yield from noted


def _check_question(question: Question, questionnaire: Questionnaire) -> Iterator[Mistake]:
    question_type = QUESTION_TYPES.get(question.type)
    if question_type is None:  # noted when the document was read
        return
    yield from question_type.check(question)
    yield from _check_scores(question)
    yield from _check_satisfied(question)
    yield from _check_role(question)
    if question.factor is not None:
        if question.factor not in {factor.code for factor in questionnaire.factors}:
            yield Mistake("factor", MistakeCode.FACTOR_UNKNOWN, {"value": question.factor})
        if not question.satisfied:
            yield Mistake("factor", MistakeCode.FACTOR_NOT_ALLOWED)


def _check_scores(question: Question) -> Iterator[Mistake]:
    if not QUESTION_TYPES[question.type].may_order_options:
        return
    scored = [option.score is not None for option in question.options]
    if any(scored) and not all(scored):
        yield Mistake("options", MistakeCode.SCORES_INCOMPLETE)


def _check_satisfied(question: Question) -> Iterator[Mistake]:
    """Check that satisfied codes exist, leave some out, and are the favourable end.

    A forgotten turn of a reversed item would count the dissatisfied as satisfied.
    """
    question_type = QUESTION_TYPES[question.type]
    possible = question_type.possible_values(question)
    if not question.satisfied or not possible:
        return
    for index, code in enumerate(question.satisfied):
        if code not in possible:
            path = f"satisfied[{index}]"
            yield Mistake(path, MistakeCode.SATISFIED_NOT_AN_OPTION, {"value": code})
    others = [code for code in possible if code not in question.satisfied]
    if not others:
        yield Mistake("satisfied", MistakeCode.SATISFIED_EVERYTHING)
        return
    scores = question_type.scores(question)
    sign = -1 if question.reversed else 1
    satisfied = [sign * scores[code] for code in question.satisfied if code in scores]
    rest = [sign * scores[code] for code in others if code in scores]
    if satisfied and rest and min(satisfied) <= max(rest):
        yield Mistake("satisfied", MistakeCode.SATISFIED_WRONG_END)


def _check_role(question: Question) -> Iterator[Mistake]:
    question_type = QUESTION_TYPES[question.type]
    if not question_type.has_answer:
        if question.role is not Role.ITEM:
            yield Mistake("role", MistakeCode.ROLE_NOT_ALLOWED, {"type": question.type})
        return
    if question.role is Role.OVERALL and not question.satisfied:
        yield Mistake("role", MistakeCode.OVERALL_NOT_SCORED)
    if question.role is Role.COMMENT and not question_type.is_text:
        yield Mistake("role", MistakeCode.COMMENT_NOT_TEXT)
    if question.role is Role.ATTRIBUTE:
        if question.required:
            yield Mistake("required", MistakeCode.ATTRIBUTE_REQUIRED)
        if not question_type.has_options:
            yield Mistake("role", MistakeCode.ATTRIBUTE_NOT_CHOICE)


def _check_overall(questionnaire: Questionnaire) -> Iterator[Mistake]:
    overall = [(p, q) for p, q in questions_with_paths(questionnaire) if q.role is Role.OVERALL]
    for path, _question in overall[1:]:
        yield Mistake(f"{path}.role", MistakeCode.OVERALL_TWICE, {"item": overall[0][1].code})


def _check_na_text(questionnaire: Questionnaire) -> Iterator[Mistake]:
    if questionnaire.na_text is None and any(question.na_allowed for question in questionnaire):
        yield Mistake("na_text", MistakeCode.NA_TEXT_MISSING)


def _check_factors(questionnaire: Questionnaire) -> Iterator[Mistake]:
    fed = {question.factor for question in questionnaire}
    for index, factor in enumerate(questionnaire.factors):
        if factor.code not in fed:
            yield Mistake(f"factors[{index}].code", MistakeCode.FACTOR_WITHOUT_ITEMS)


def _check_formula(path: str, formula: Formula, questionnaire: Questionnaire) -> Iterator[Mistake]:
    kind = FORMULAS.get(formula.id)
    if kind is None:  # noted when the document was read
        return
    yield from _check_formula_items(path, formula, questionnaire)
    about = {"formula": formula.id}
    if kind.by_factor and formula.items:
        yield Mistake(f"{path}.items", MistakeCode.FORMULA_ITEMS_BY_FACTOR, about)
    if kind.one_item and len(formula.items) > 1:
        yield Mistake(f"{path}.items", MistakeCode.FORMULA_ONE_ITEM, about)
    if not formula.items and not feeding_questions(questionnaire, formula):
        yield Mistake(path, MistakeCode.FORMULA_WITHOUT_ITEMS, about)


def _check_formula_items(
    path: str, formula: Formula, questionnaire: Questionnaire
) -> Iterator[Mistake]:
    questions = questionnaire.questions
    feeds = FORMULAS[formula.id].feeds
    for index, item in enumerate(formula.items):
        place = f"{path}.items[{index}]"
        params = {"item": item, "formula": formula.id}
        if item not in questions:
            yield Mistake(place, MistakeCode.FORMULA_ITEM_UNKNOWN, params)
        elif not suits(questions[item], feeds):
            yield Mistake(place, MistakeCode.FORMULA_ITEM_UNSUITED, params)
        if item in formula.items[:index]:
            yield Mistake(place, MistakeCode.GIVEN_TWICE, {"value": item})
