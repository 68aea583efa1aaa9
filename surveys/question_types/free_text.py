"""What short and long text share: cleaning and a limit of length."""

from typing import ClassVar

from surveys.definitions import Question, StoredValue
from surveys.error_codes import AnswerCode
from surveys.errors import InvalidAnswer
from surveys.plain_text import clean
from surveys.question_types.base import QuestionType
from surveys.question_types.raw_values import only_value, written


class FreeText(QuestionType):
    """Text in the person's own words: personal data, which the application stores apart."""

    is_text = True
    may_be_na = False
    limits = frozenset({"max_length"})
    default_length: ClassVar[int]
    seconds_to_write: ClassVar[float]
    # An optional text is passed over by most; deciding not to write is what it costs them.
    seconds_to_pass: ClassVar[float] = 2.0

    def max_length(self, question: Question) -> int:
        """Return how many characters may be written."""
        return question.limits.max_length or self.default_length

    def tidy(self, text: str) -> str:
        """Return the text as it is stored."""
        return clean(text)

    def answer(self, question: Question, raw: object) -> StoredValue | None:
        """Return the tidied text; what is nothing but invisible characters was skipped."""
        return super().answer(question, raw) or None

    def parse(self, question: Question, values: list[object]) -> StoredValue:
        """Return the text; raises `InvalidAnswer` when it is too long."""
        value = only_value(values)
        if not written(value):
            raise InvalidAnswer(AnswerCode.NOT_TEXT)
        text = self.tidy(written(value))
        maximum = self.max_length(question)
        if len(text) > maximum:
            raise InvalidAnswer(AnswerCode.TEXT_TOO_LONG, maximum=maximum, length=len(text))
        return text

    def seconds(self, question: Question) -> float:
        """Return the time to write if one must, else the time to pass on."""
        return self.seconds_to_write if question.required else self.seconds_to_pass
