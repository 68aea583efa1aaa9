"""A stored answer in the words of the questionnaire, as a later text quotes it."""

from collections.abc import Mapping

from surveys.definitions import MAIN_LANGUAGE, NA, Question, Questionnaire, StoredValue
from surveys.question_types import type_of


def answer_words(question: Question, stored: StoredValue, language: str) -> str:
    """Return an answer in words; an empty string for "not applicable", which nothing quotes.

    Options by their labels, numbers and dates as the language writes them, texts as they are.
    """
    if stored == NA and not type_of(question).is_text:
        return ""
    if isinstance(stored, list):
        return ", ".join(filter(None, (_option(question, code, language) for code in stored)))
    if isinstance(stored, str):
        return _string(question, stored, language)
    return _option(question, str(stored), language) or _number(stored, language)


def quotable_words(
    questionnaire: Questionnaire, answers: Mapping[str, StoredValue], language: str
) -> dict[str, str]:
    """Return the words of every answer that later texts may quote, by item code."""
    return {
        question.code: answer_words(question, answers[question.code], language)
        for question in questionnaire
        if question.code in answers and type_of(question).quotable
    }


def _option(question: Question, code: str, language: str) -> str:
    return dict(question.choices(language)).get(code, "")


def _string(question: Question, stored: str, language: str) -> str:
    if type_of(question).has_options:
        return _option(question, stored, language)
    if question.type == "date":
        year, month, day = stored.split("-")
        return f"{day}/{month}/{year}"
    return stored


def _number(stored: float, language: str) -> str:
    written = f"{stored:g}" if abs(stored) < 1e6 else str(stored)
    return written.replace(".", ",") if language == MAIN_LANGUAGE else written
