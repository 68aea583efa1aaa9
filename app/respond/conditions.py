"""A rule of routing without JavaScript: said in words, and hidden by CSS where that is possible.

The words are always there. A browser that knows `:has()` hides the question until its condition
holds. Neither decides anything: the server asks `surveys.routing` when the form comes in.
"""

from collections.abc import Callable, Sequence

from flask_babel import format_decimal, gettext

from app.respond.sheets import Sheet
from surveys.definitions import NA, AllOf, AnyOf, Code, Condition, Question, Rule
from surveys.question_types import type_of
from surveys.routing import conditions


def condition_words(rule: Rule, sheet: Sheet) -> str:
    """Say under which condition a question is to be answered."""
    return str(gettext("Only answer if %(condition)s.", condition=said(rule, sheet)))


def said(rule: Rule, sheet: Sheet) -> str:
    """Say a rule, its conditions by the numbers of their questions."""
    if isinstance(rule, AllOf):
        return f" {gettext('and')} ".join(said(inner, sheet) for inner in rule.rules)
    if isinstance(rule, AnyOf):
        return f" {gettext('or')} ".join(said(inner, sheet) for inner in rule.rules)
    answers = f" {gettext('or')} ".join(
        answer_words(value, sheet.questions[rule.item], sheet) for value in values_of(rule)
    )
    return SENTENCES[rule.operator](rule, sheet.numbers[rule.item], answers)


def values_of(condition: Condition) -> tuple[Code, ...]:
    """List the answers a condition speaks of; whether there is one at all is not an answer."""
    value = condition.value
    if isinstance(value, bool):
        return ()
    return value if isinstance(value, tuple) else (value,)


def answer_words(value: Code, question: Question, sheet: Sheet) -> str:
    """Say an answer as the page shows it."""
    if value == NA:
        return f"“{sheet.questionnaire.na_label(sheet.language)}”"
    label = dict(question.choices(sheet.language)).get(str(value))
    return f"“{label}”" if label else str(format_decimal(value))


SENTENCES: dict[str, Callable[[Condition, int, str], str]] = {
    "is": lambda _c, number, answers: gettext(
        "the answer to question %(number)s is %(answers)s", number=number, answers=answers
    ),
    "any_of": lambda _c, number, answers: gettext(
        "the answer to question %(number)s is %(answers)s", number=number, answers=answers
    ),
    "is_not": lambda _c, number, answers: gettext(
        "the answer to question %(number)s is not %(answers)s", number=number, answers=answers
    ),
    "at_least": lambda _c, number, answers: gettext(
        "the answer to question %(number)s is %(answers)s or more", number=number, answers=answers
    ),
    "answered": lambda condition, number, _answers: (
        gettext("you answered question %(number)s", number=number)
        if condition.value
        else gettext("you did not answer question %(number)s", number=number)
    ),
}
"""The sentence of each operator of `surveys.routing`; a test holds that none is missing."""


def hiding_css(question: Question, sheet: Sheet) -> str:
    """Give the CSS that shows a question only while its condition holds; empty: always shown.

    It can look only at rows to choose from on the same page.
    """
    rule = question.shown_if
    if rule is None or not all(can_be_seen(c, question, sheet) for c in conditions(rule)):
        return ""
    place = f"#g_{question.code}"
    return (
        f"@supports selector(:has(a)){{{place}{{display:none}}"
        f"form{selector(rule, sheet)} {place}{{display:block}}}}"
    )


def can_be_seen(condition: Condition, question: Question, sheet: Sheet) -> bool:
    """Tell whether CSS can see the answer that a condition looks at."""
    other = sheet.questions[condition.item]
    same_page = sheet.step_of[other.code] == sheet.step_of[question.code]
    return same_page and type_of(other).has_options


def selector(rule: Rule, sheet: Sheet) -> str:
    """Write a rule as what a form must have chosen."""
    if isinstance(rule, AllOf):
        return "".join(selector(inner, sheet) for inner in rule.rules)
    if isinstance(rule, AnyOf):
        return f":is({','.join(selector(inner, sheet) for inner in rule.rules)})"
    chosen = f"[name={sheet.names[rule.item]}]:checked"
    return SELECTORS[rule.operator](rule, chosen, sheet.questions[rule.item])


def has_one_of(chosen: str, values: Sequence[Code]) -> str:
    """Write that one of these rows is chosen."""
    rows = ",".join(f'[value="{value}"]' for value in values)
    return f":has({chosen}:is({rows}))"


SELECTORS: dict[str, Callable[[Condition, str, Question], str]] = {
    "is": lambda c, chosen, _q: has_one_of(chosen, values_of(c)),
    "any_of": lambda c, chosen, _q: has_one_of(chosen, values_of(c)),
    "is_not": lambda c, chosen, _q: f":has({chosen}):not({has_one_of(chosen, values_of(c))})",
    "at_least": lambda c, chosen, question: has_one_of(
        chosen, [code for code in type_of(question).possible_values(question) if at_least(code, c)]
    ),
    "answered": lambda c, chosen, _q: f":has({chosen})" if c.value else f":not(:has({chosen}))",
}
"""What CSS must find for each operator of `surveys.routing`."""


def at_least(code: Code, condition: Condition) -> bool:
    """Tell whether a row's number reaches the condition's."""
    value = condition.value
    return isinstance(code, int | float) and isinstance(value, int | float) and code >= value
