"""A number within bounds, stored as int, or as float where decimals are allowed."""

from decimal import Decimal

from surveys.definitions import Question, StoredValue
from surveys.error_codes import AnswerCode
from surveys.errors import InvalidAnswer
from surveys.question_types.base import QuestionType
from surveys.question_types.raw_values import decimal, only_value


class Number(QuestionType):
    """A number the person types; a decimal comma and a decimal point are both read."""

    name = "number"
    stores_number = True
    limits = frozenset({"minimum", "maximum", "decimals"})

    def bounds(self, question: Question) -> tuple[float | None, float | None]:
        """Return the lowest and the highest number allowed; None where there is no bound."""
        return question.limits.minimum, question.limits.maximum

    def parse(self, question: Question, values: list[object]) -> StoredValue:
        """Return the number, exactly as stated; raises `InvalidAnswer` outside the bounds."""
        number = decimal(only_value(values))
        decimals = question.limits.decimals or 0
        _check_decimals(number, decimals)
        low, high = self.bounds(question)
        if low is not None and number < Decimal(repr(low)):
            raise InvalidAnswer(AnswerCode.TOO_SMALL, minimum=low)
        if high is not None and number > Decimal(repr(high)):
            raise InvalidAnswer(AnswerCode.TOO_LARGE, maximum=high)
        return float(number) if decimals else int(number)

    def number(self, question: Question, stored: StoredValue) -> float | None:
        """Return the stored number itself."""
        return float(stored) if isinstance(stored, int | float) else None

    def seconds(self, question: Question) -> float:
        """Return the time to recall a number and type it on a phone's keypad."""
        return 8.0


def _check_decimals(number: Decimal, decimals: int) -> None:
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= decimals:
        return
    if decimals == 0:
        raise InvalidAnswer(AnswerCode.NOT_WHOLE_NUMBER)
    raise InvalidAnswer(AnswerCode.TOO_MANY_DECIMALS, decimals=decimals)
