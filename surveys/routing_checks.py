"""What can be wrong with shown_if and na_if rules: items, operators, values, never true."""

from collections.abc import Iterator, Mapping, Sequence

from surveys.definitions import AllOf, Condition, Question, Questionnaire, Rule
from surveys.error_codes import MistakeCode
from surveys.errors import InvalidAnswer, Mistake
from surveys.question_types import QUESTION_TYPES
from surveys.reachability import TooEntangled, never_na, never_shown
from surveys.routing import COMPARISONS


def check_routing(
    questionnaire: Questionnaire, questions: Sequence[tuple[str, Question]]
) -> Iterator[Mistake]:
    """Yield the mistakes of all rules; reachability is only asked of rules that make sense."""
    known = {question.code: question for question in questionnaire.on_page()}
    earlier: dict[str, Question] = {}
    mistakes: list[Mistake] = []
    for path, question in questions:
        for name, rule in (("shown_if", question.shown_if), ("na_if", question.na_if)):
            if rule is not None:
                mistakes += _check_rule(f"{path}.{name}", rule, earlier, known)
        earlier[question.code] = question
    yield from mistakes
    if not mistakes and all(question.type in QUESTION_TYPES for question in questionnaire):
        yield from _check_reachable(questionnaire, questions)


def _check_rule(
    path: str, rule: Rule, earlier: Mapping[str, Question], known: Mapping[str, Question]
) -> Iterator[Mistake]:
    if not isinstance(rule, Condition):
        name = "all" if isinstance(rule, AllOf) else "any"
        for index, inner in enumerate(rule.rules):
            yield from _check_rule(f"{path}.{name}[{index}]", inner, earlier, known)
    elif rule.item in known and not known[rule.item].has_answer:
        yield Mistake(f"{path}.item", MistakeCode.RULE_ITEM_UNANSWERED, {"item": rule.item})
    elif rule.item in earlier:
        yield from _check_condition(path, rule, earlier[rule.item])
    else:
        later = rule.item in known
        code = MistakeCode.RULE_ITEM_LATER if later else MistakeCode.RULE_ITEM_UNKNOWN
        yield Mistake(f"{path}.item", code, {"item": rule.item})


def _check_condition(path: str, condition: Condition, question: Question) -> Iterator[Mistake]:
    question_type = QUESTION_TYPES.get(question.type)
    operator = condition.operator
    if question_type is None or operator == "answered":
        return
    numbers_only = operator in COMPARISONS
    if question_type.is_text or (numbers_only and not question_type.stores_number):
        params = {"operator": operator, "item": condition.item}
        yield Mistake(path, MistakeCode.RULE_OPERATOR_UNSUITED, params)
        return
    if numbers_only:
        return
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    for value in values:
        if not _can_be_stored(question, value):
            unsuited = {"item": condition.item, "value": value}
            yield Mistake(f"{path}.{operator}", MistakeCode.RULE_VALUE_UNSUITED, unsuited)


def _can_be_stored(question: Question, value: object) -> bool:
    """Tell whether `value` is exactly what an answer to the question is stored as."""
    try:
        stored = QUESTION_TYPES[question.type].answer(question, value)
    except InvalidAnswer:
        return False
    return value in stored if isinstance(stored, list) else value == stored


def _check_reachable(
    questionnaire: Questionnaire, questions: Sequence[tuple[str, Question]]
) -> Iterator[Mistake]:
    for path, question in questions:
        try:
            if never_shown(questionnaire, question):
                yield Mistake(f"{path}.shown_if", MistakeCode.NEVER_SHOWN)
            elif never_na(questionnaire, question):
                yield Mistake(f"{path}.na_if", MistakeCode.NA_NEVER_OPEN)
        except TooEntangled:
            yield Mistake(f"{path}.shown_if", MistakeCode.ROUTING_TOO_ENTANGLED)
