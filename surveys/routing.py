"""Which questions are asked, given the answers so far.

A condition looks at one earlier answer. Nothing can be said about an answer that was not given:
only ``answered: false`` holds for a skipped or hidden item. "Not applicable" is an answer, the
code "na"; it is no number, so no comparison of numbers holds for it.
"""

import operator
from collections.abc import Callable, Iterator, Mapping

from surveys.definitions import (
    AllOf,
    AnyOf,
    Code,
    Condition,
    Question,
    Questionnaire,
    Rule,
    StoredValue,
)

ConditionValue = Code | bool | tuple[Code, ...]
Meets = Callable[[StoredValue, ConditionValue], bool]


def _is(answer: StoredValue, value: ConditionValue) -> bool:
    return value in answer if isinstance(answer, list) else answer == value


def _any_of(answer: StoredValue, values: ConditionValue) -> bool:
    return isinstance(values, tuple) and any(_is(answer, value) for value in values)


def _number(compare: Callable[[float, float], bool]) -> Meets:
    def meets(answer: StoredValue, value: ConditionValue) -> bool:
        numbers = isinstance(answer, int | float) and isinstance(value, int | float)
        return numbers and compare(answer, value)  # type: ignore[arg-type]

    return meets


#: What each operator asks of an answer that was given.
OPERATORS: dict[str, Meets] = {
    "is": _is,
    "is_not": lambda answer, value: not _is(answer, value),
    "any_of": _any_of,
    "none_of": lambda answer, values: not _any_of(answer, values),
    "at_least": _number(operator.ge),
    "at_most": _number(operator.le),
    "above": _number(operator.gt),
    "below": _number(operator.lt),
    "answered": lambda _answer, value: value is True,
}


#: The operators that compare numbers.
COMPARISONS = frozenset({"at_least", "at_most", "above", "below"})


def holds(condition: Condition, answer: StoredValue | None) -> bool:
    """Tell whether a condition holds for the answer to its item; None: not answered."""
    if answer is None:
        return condition.operator == "answered" and condition.value is False
    return OPERATORS[condition.operator](answer, condition.value)


def rule_holds(rule: Rule, answers: Mapping[str, StoredValue]) -> bool:
    """Tell whether a rule holds for the answers so far."""
    if isinstance(rule, AllOf):
        return all(rule_holds(inner, answers) for inner in rule.rules)
    if isinstance(rule, AnyOf):
        return any(rule_holds(inner, answers) for inner in rule.rules)
    return holds(rule, answers.get(rule.item))


def is_shown(question: Question, answers: Mapping[str, StoredValue]) -> bool:
    """Tell whether a question is asked after the answers so far."""
    return question.shown_if is None or rule_holds(question.shown_if, answers)


def may_be_na(question: Question, answers: Mapping[str, StoredValue]) -> bool:
    """Tell whether "not applicable" can be answered after the answers so far."""
    return question.na_allowed and (question.na_if is None or rule_holds(question.na_if, answers))


def conditions(rule: Rule) -> Iterator[Condition]:
    """Go through every condition of a rule."""
    if isinstance(rule, Condition):
        yield rule
        return
    for inner in rule.rules:
        yield from conditions(inner)


def asked_questions(
    questionnaire: Questionnaire, answers: Mapping[str, StoredValue]
) -> list[Question]:
    """Return the questions that are asked when `answers` are given.

    Answers to items that are not asked are ignored on the way, so a stray value can never open
    a question.
    """
    seen: dict[str, StoredValue] = {}
    asked = []
    for question in questionnaire:
        if is_shown(question, seen):
            asked.append(question)
            if question.code in answers:
                seen[question.code] = answers[question.code]
    return asked
