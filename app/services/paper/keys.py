"""Which key stands for which answer: printed in the boxes of the paper form, and typed at entry.

The boxes of a question are counted from 1 in the order printed, leaving out 9, which is the box
"not applicable" wherever there is one. So a hand that stays on the number keys types a whole sheet.
"""

from dataclasses import dataclass

from surveys.definitions import NA, Question
from surveys.question_types import type_of

NA_KEY = "9"
TYPED_NA = "-"
"""What stands for "not applicable" where a number is typed, which may be 9 itself."""


@dataclass(frozen=True)
class AnswerKey:
    """A box on paper: the key printed in it, and the option code it stands for."""

    key: str
    code: str


def option_keys(question: Question) -> tuple[AnswerKey, ...]:
    """Give the keys of a question's options, in the order printed."""
    keys = (number if number < int(NA_KEY) else number + 1 for number in range(1, 1000))
    return tuple(
        AnswerKey(str(key), option.code)
        for key, option in zip(keys, question.options, strict=False)
    )


def na_key(question: Question) -> str:
    """Give the key of "not applicable"; empty where that is no answer."""
    if not question.na_allowed:
        return ""
    return NA_KEY if type_of(question).has_options else TYPED_NA


def code_of(question: Question, key: str) -> str | None:
    """Give the option code, or "na", that a key stands for; None if no box has it."""
    if key == na_key(question) != "":
        return NA
    return next((each.code for each in option_keys(question) if each.key == key), None)
