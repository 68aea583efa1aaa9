"""A day of the calendar, stored as ISO 8601 writes it: 2025-12-31."""

import datetime
import re
from typing import NoReturn

from surveys.definitions import Question, StoredValue
from surveys.error_codes import AnswerCode
from surveys.errors import InvalidAnswer
from surveys.question_types.base import QuestionType
from surveys.question_types.raw_values import only_value, written

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
# The Vietnamese order: day, month, year; without separators as people type on a keypad.
_WRITTEN = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})|([0-9]{2})([0-9]{2})([0-9]{4})")
#: Further away is a slip of the finger.
EARLIEST, LATEST = "1900-01-01", "2199-12-31"


class Date(QuestionType):
    """A date, as a browser's own date field sends it or as people write it, day first."""

    name = "date"
    limits = frozenset({"earliest", "latest"})

    def bounds(self, question: Question) -> tuple[str, str]:
        """Return the first and the last day allowed."""
        return question.limits.earliest or EARLIEST, question.limits.latest or LATEST

    def parse(self, question: Question, values: list[object]) -> StoredValue:
        """Return the date; raises `InvalidAnswer` for no date or one outside the bounds."""
        day = _day(only_value(values)).isoformat()
        earliest, latest = self.bounds(question)
        if day < earliest:
            raise InvalidAnswer(AnswerCode.DATE_TOO_EARLY, earliest=earliest)
        if day > latest:
            raise InvalidAnswer(AnswerCode.DATE_TOO_LATE, latest=latest)
        return day

    def seconds(self, question: Question) -> float:
        """Return the time to recall a day and pick it."""
        return 10.0


def _day(value: object) -> datetime.date:
    if isinstance(value, datetime.datetime):  # as spreadsheets give a date
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = written(value)
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _WRITTEN.fullmatch(text):
        day, month, year = (found[1], found[3], found[4]) if found[1] else found.group(5, 6, 7)
    else:
        _refuse()
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:  # such as 30 February
        _refuse()


def _refuse() -> NoReturn:
    raise InvalidAnswer(AnswerCode.NOT_A_DATE)
