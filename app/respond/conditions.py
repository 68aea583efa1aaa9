"""A rule of routing without JavaScript: said in words, and hidden by CSS where that is possible.

The words are always there. A browser that knows `:has()` hides the question until its condition
holds. Neither decides anything: the server asks `surveys.routing` when the form comes in.
"""

from collections.abc import Callable, Sequence

from flask_babel import gettext

from app.respond.fields import CHOSEN_BY_ROW
from app.respond.sheets import Sheet
from app.rule_words import RuleWords, values_of
from surveys.definitions import AllOf, AnyOf, Code, Condition, Question, Rule
from surveys.question_types import type_of
from surveys.routing import COMPARISONS, OPERATORS, conditions


def condition_words(rule: Rule, sheet: Sheet) -> str:
    """Say under which condition a question is to be answered."""
    return str(gettext("Only answer if %(condition)s.", condition=said(rule, sheet)))


def na_words(rule: Rule, sheet: Sheet) -> str:
    """Say under which condition "not applicable" is an answer."""
    return str(gettext("only if %(condition)s", condition=said(rule, sheet)))


def said(rule: Rule, sheet: Sheet) -> str:
    """Say a rule, its conditions by the numbers of their questions."""
    return RuleWords(sheet.questionnaire, sheet.language).said(rule)


def hiding_css(question: Question, sheet: Sheet) -> str:
    """Give the CSS that shows a question, and its "not applicable", only while the rule holds.

    A "not applicable" that is chosen stays in sight, so that it can be taken back.
    """
    place = f"#g_{question.code}"
    shown = "" if question.matrix else css_of(question.shown_if, place, "block", question, sheet)
    na = f"{place} .na:not(:has(:checked))"
    return shown + css_of(question.na_if, na, "flex", question, sheet)


def css_of(rule: Rule | None, place: str, display: str, question: Question, sheet: Sheet) -> str:
    """Give the CSS of one rule; empty: always in sight.

    It can look only at rows to choose from on the same page.
    """
    if rule is None or not all(can_be_seen(c, question, sheet) for c in conditions(rule)):
        return ""
    return (
        f"@supports selector(:has(a)){{{place}{{display:none}}"
        f"form{selector(rule, sheet)} {place}{{display:{display}}}}}"
    )


def can_be_seen(condition: Condition, question: Question, sheet: Sheet) -> bool:
    """Tell whether CSS can see the answer that a condition looks at."""
    other = sheet.questions[condition.item]
    same_page = sheet.step_of[other.code] == sheet.step_of[question.code]
    return same_page and other.type in CHOSEN_BY_ROW


def selector(rule: Rule, sheet: Sheet) -> str:
    """Write a rule as what a form must have chosen."""
    if isinstance(rule, AllOf):
        return "".join(selector(inner, sheet) for inner in rule.rules)
    if isinstance(rule, AnyOf):
        return f":is({','.join(selector(inner, sheet) for inner in rule.rules)})"
    chosen = f"[name={sheet.names[rule.item]}]:checked"
    return SELECTORS[rule.operator](rule, chosen, sheet.questions[rule.item])


def has_one_of(chosen: str, values: Sequence[Code]) -> str:
    """Write that one of these rows is chosen; without any it is true of no form."""
    rows = ",".join(f'[value="{value}"]' for value in values)
    return f":has({chosen}:is({rows}))"


def is_one_of(condition: Condition, chosen: str, _question: Question) -> str:
    """Write that one of the condition's answers is chosen."""
    return has_one_of(chosen, values_of(condition))


def is_none_of(condition: Condition, chosen: str, _question: Question) -> str:
    """Write that something is chosen, and none of the condition's answers."""
    return f":has({chosen}):not({has_one_of(chosen, values_of(condition))})"


def compares(condition: Condition, chosen: str, question: Question) -> str:
    """Write that a row is chosen whose number compares so."""
    meets = OPERATORS[condition.operator]
    codes = type_of(question).possible_values(question)
    return has_one_of(chosen, [code for code in codes if meets(code, condition.value)])


SELECTORS: dict[str, Callable[[Condition, str, Question], str]] = {
    "is": is_one_of,
    "any_of": is_one_of,
    "is_not": is_none_of,
    "none_of": is_none_of,
    "answered": lambda c, chosen, _q: f":has({chosen})" if c.value else f":not(:has({chosen}))",
    **dict.fromkeys(COMPARISONS, compares),
}
"""What CSS must find for each operator of `surveys.routing`."""
