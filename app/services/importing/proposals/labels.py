"""Which code a word of the file stands for."""

import re
from collections.abc import Iterable, Mapping

from app.queries.point_list import without_marks
from surveys.definitions import NA, Question, Questionnaire
from surveys.question_types import type_of

NOT_APPLICABLE = {
    *("khong ap dung", "khong biet", "khong biet khong ap dung", "n a", "na", "not applicable"),
    *("khong co y kien", "don t know", "do not know"),
}
YES, NO = {"co", "yes", "y", "true", "dung", "1"}, {"khong", "no", "n", "false", "sai", "0"}
NUMBERED = re.compile(r"(?:A0*|AO0*)?(\d)(?:\s*[-–.:)]\s*.*)?")
"""LimeSurvey's answer codes A1 or A01 and "5 - Rất hài lòng"."""


def codes_of(question: Question, questionnaire: Questionnaire) -> dict[str, str]:
    """Give each code that can be stored and its words in Vietnamese; none for free answers."""
    options = dict(question.choices("vi"))
    if not options and question.type == "yes_no":
        options = {code: code for code in map(str, type_of(question).possible_values(question))}
    if options and question.na_allowed:
        options[NA] = questionnaire.na_label("vi") or NA
    return options


def matched_labels(
    values: Iterable[str], question: Question, questionnaire: Questionnaire
) -> dict[str, str]:
    """Give the code of every word that can be told; a word that cannot is left to a person."""
    known = spellings(question, questionnaire)
    codes = codes_of(question, questionnaire)
    found = {}
    for value in values:
        code = known.get(without_marks(value)) or numbered(value, codes)
        if code:
            found[value] = code
    return found


def spellings(question: Question, questionnaire: Questionnaire) -> dict[str, str]:
    """Give the code of every way in which an answer may be written."""
    known: dict[str, str] = {}
    for language in questionnaire.languages:
        for code, label in question.choices(language):
            known[without_marks(label)] = code
    for code in codes_of(question, questionnaire):
        known.setdefault(without_marks(code), code)
    if question.type == "yes_no":
        yes, no = yes_no_codes(question)
        known |= dict.fromkeys(YES, yes) | dict.fromkeys(NO, no)
    if question.na_allowed:
        known |= dict.fromkeys(NOT_APPLICABLE, NA)
        known |= {
            without_marks(questionnaire.na_label(language)): NA
            for language in questionnaire.languages
            if questionnaire.na_label(language)
        }
    return known


def yes_no_codes(question: Question) -> tuple[str, str]:
    """Give the codes of yes and no."""
    codes = [str(value) for value in type_of(question).possible_values(question)]
    return ("yes", "no") if "yes" in codes else (codes[0], codes[-1])


def numbered(value: str, codes: Mapping[str, str]) -> str:
    """Read the number at the beginning as a code, where there is such a code."""
    found = NUMBERED.fullmatch(value)
    return found[1] if found and found[1] in codes else ""
