"""The error codes of `surveys` in a citizen's words: what is wrong and what to do, no blame."""

from datetime import date
from typing import Any

from flask_babel import format_decimal, lazy_gettext

from app.filters import day
from surveys.definitions import Question
from surveys.error_codes import AnswerCode
from surveys.errors import AnswerError

WORDS = {
    AnswerCode.REQUIRED: lazy_gettext("Please choose an answer to this question."),
    AnswerCode.NOTHING_ANSWERED: lazy_gettext(
        "Please answer at least one question before sending."
    ),
    AnswerCode.UNKNOWN_ITEM: lazy_gettext("This question is not part of the questionnaire."),
    AnswerCode.ONE_ANSWER_ONLY: lazy_gettext("Please choose only one answer."),
    AnswerCode.NOT_AN_OPTION: lazy_gettext("Please choose one of the answers shown."),
    AnswerCode.NA_NOT_ALLOWED: lazy_gettext("Please choose one of the answers shown."),
    AnswerCode.NA_NOT_NOW: lazy_gettext(
        "“Don't know / not applicable” does not fit your earlier answers. "
        "Please choose another answer."
    ),
    AnswerCode.NA_WITH_ANSWER: lazy_gettext(
        "Please give an answer or choose “don't know / not applicable”, not both."
    ),
    AnswerCode.EXCLUSIVE_WITH_OTHERS: lazy_gettext(
        "“%(option)s” cannot be chosen together with other answers."
    ),
    AnswerCode.TOO_MANY_CHOICES: lazy_gettext("Please choose at most %(maximum)s answers."),
    AnswerCode.RANKED_TWICE: lazy_gettext(
        "“%(option)s” stands in two places. Please choose each answer only once."
    ),
    AnswerCode.NOT_A_NUMBER: lazy_gettext("Please enter a number in digits, for example 15."),
    AnswerCode.NOT_WHOLE_NUMBER: lazy_gettext("Please enter a whole number, for example 15."),
    AnswerCode.TOO_MANY_DECIMALS: lazy_gettext(
        "Please enter at most %(decimals)s digits after the decimal comma."
    ),
    AnswerCode.TOO_SMALL: lazy_gettext("Please enter a number from %(minimum)s up."),
    AnswerCode.TOO_LARGE: lazy_gettext("Please enter a number up to %(maximum)s."),
    AnswerCode.NOT_A_DATE: lazy_gettext(
        "Please enter a date as day/month/year, for example 05/09/2025."
    ),
    AnswerCode.DATE_TOO_EARLY: lazy_gettext("Please enter a date from %(earliest)s on."),
    AnswerCode.DATE_TOO_LATE: lazy_gettext("Please enter a date no later than %(latest)s."),
    AnswerCode.NOT_TEXT: lazy_gettext("Please write your answer in words."),
    AnswerCode.TEXT_TOO_LONG: lazy_gettext(
        "This text has %(length)s characters; please shorten it to at most %(maximum)s."
    ),
}
"""The words of each code; a test holds that none is missing."""


def in_words(error: AnswerError, question: Question | None, language: str) -> str:
    """Put an error into the words of the page's language."""
    params: dict[str, Any] = {name: shown(value) for name, value in error.params.items()}
    for name in {"earliest", "latest"} & params.keys():
        params[name] = day(date.fromisoformat(params[name]))
    if question is not None and "option" in params:
        params["option"] = dict(question.choices(language))[str(error.params["option"])]
    sentence = str(WORDS[error.code])
    return sentence % params if params else sentence


def shown(value: object) -> str:
    """Write a number of an error as the page writes numbers."""
    return str(format_decimal(value)) if isinstance(value, int | float) else str(value)


EXPIRED = lazy_gettext(
    "This page had been open for too long, so nothing has been sent yet. "
    "Your answers are still here: please press “Send” once more."
)
UNAVAILABLE = lazy_gettext(
    "The answers could not be saved just now. They are still here: "
    "please wait a moment and press “Send” again."
)
INVITATION_USED = lazy_gettext(
    "This invitation has been used before, or is no longer valid. The answers are still here: "
    "pressing “Send” sends them without the invitation, and they count like everybody else’s."
)
