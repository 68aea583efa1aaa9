"""Conditions in plain words, each question named by its number and its first words."""

from collections.abc import Callable
from typing import Any

from flask_babel import format_decimal, gettext

from app.services.drafting.documents import Document, every_question, options_of, words
from surveys.definitions import NA
from surveys.translations import JsonObject

LONGEST_NAME = 60


def rule_sentence(document: Document, rule: JsonObject | None) -> str:
    """Say a rule in words; empty where there is none."""
    return said(document, rule) if rule else ""


def said(document: Document, rule: JsonObject) -> str:
    """Say a rule, however it is nested."""
    for group, joint in (("all", gettext("and")), ("any", gettext("or"))):
        if group in rule:
            return f" {joint} ".join(said(document, inner) for inner in rule[group])
    return condition_words(document, rule)


def condition_words(document: Document, condition: JsonObject) -> str:
    """Say one condition; one that cannot be read is shown as it stands."""
    operator = next((name for name in SENTENCES if name in condition), None)
    if operator is None:
        return str(condition)
    item, value = condition.get("item", ""), condition[operator]
    values = value if isinstance(value, list) else [] if isinstance(value, bool) else [value]
    answers = f" {gettext('or')} ".join(answer_words(document, item, one) for one in values)
    return SENTENCES[operator](question_name(document, item), answers, value)


def question_name(document: Document, code: str) -> str:
    """Name a question by its number and its words."""
    for number, (_, question) in enumerate(every_question(document), start=1):
        if question["code"] == code:
            text = words(question.get("text")) or code
            short = text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"
            return str(gettext("question %(number)s (%(text)s)", number=number, text=short))
    return f"“{code}”"


def answer_words(document: Document, item: str, value: Any) -> str:
    """Say an answer as the questionnaire shows it."""
    if value == NA:
        return f"“{words(document.get('na_text')) or NA}”"
    for _, question in every_question(document):
        if question["code"] == item:
            for option in options_of(document, question):
                if option["code"] == str(value):
                    return f"“{words(option.get('text')) or value}”"
    return str(format_decimal(value)) if isinstance(value, int | float) else f"“{value}”"


SENTENCES: dict[str, Callable[[str, str, Any], str]] = {
    "is": lambda name, answers, _: gettext(
        "the answer to %(question)s is %(answers)s", question=name, answers=answers
    ),
    "any_of": lambda name, answers, _: gettext(
        "the answer to %(question)s is %(answers)s", question=name, answers=answers
    ),
    "is_not": lambda name, answers, _: gettext(
        "the answer to %(question)s is not %(answers)s", question=name, answers=answers
    ),
    "none_of": lambda name, answers, _: gettext(
        "the answer to %(question)s is not %(answers)s", question=name, answers=answers
    ),
    "at_most": lambda name, answers, _: gettext(
        "the answer to %(question)s is at most %(answers)s", question=name, answers=answers
    ),
    "above": lambda name, answers, _: gettext(
        "the answer to %(question)s is above %(answers)s", question=name, answers=answers
    ),
    "below": lambda name, answers, _: gettext(
        "the answer to %(question)s is below %(answers)s", question=name, answers=answers
    ),
    "at_least": lambda name, answers, _: gettext(
        "the answer to %(question)s is at least %(answers)s", question=name, answers=answers
    ),
    "answered": lambda name, _answers, value: (
        gettext("%(question)s was answered", question=name)
        if value
        else gettext("%(question)s was not answered", question=name)
    ),
}
"""The sentence of each operator of `surveys.routing`; a test holds that none is missing."""
