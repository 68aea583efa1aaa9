"""Raw values as HTML forms, JSON and import files give them, brought to one shape."""

import re
from decimal import Decimal

from surveys.error_codes import AnswerCode
from surveys.errors import InvalidAnswer
from surveys.plain_text import one_line

# ASCII digits only: int() would also take Arabic or full-width ones. Twelve digits keep every
# number exact as a float. One separator at most: "1.000" is one or one thousand, depending on who
# wrote it, so a value with thousands separators is refused rather than guessed.
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(?:[.,][0-9]{1,12})?")


# Spreadsheets write 12 as "12.0". Three zeros might be thousands, so they are not taken off.
_EMPTY_FRACTION = re.compile(r"[.,]0{1,2}$")


def raw_values(raw: object) -> list[object]:
    """Return what was given as a list without blanks; a single value becomes a list of one."""
    values = list(raw) if isinstance(raw, list | tuple) else [raw]
    return [value for value in values if not _is_blank(value)]


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def only_value(values: list[object]) -> object:
    """Return the one value; raises `InvalidAnswer` when several were given."""
    if len(values) != 1:
        raise InvalidAnswer(AnswerCode.ONE_ANSWER_ONLY)
    return values[0]


def written(value: object) -> str:
    """Return a string or number as it would be written; an empty string for anything else.

    `True` is no number here. Python refuses to write out integers of thousands of digits, and no
    answer is that large.
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return repr(value) if value.bit_length() <= 64 else ""


def shown(value: object) -> str:
    """Return what an error message may quote of a refused value."""
    return one_line(written(value))[:40]


def decimal(value: object) -> Decimal:
    """Return the number that `value` states, exactly; raises `InvalidAnswer`."""
    text = written(value)
    if not _NUMBER.fullmatch(text):
        raise InvalidAnswer(AnswerCode.NOT_A_NUMBER)
    return Decimal(_EMPTY_FRACTION.sub("", text).replace(",", "."))
