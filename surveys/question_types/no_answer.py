"""What stands on the page without an answer of its own: statements, and the leads of matrices."""

from collections.abc import Iterator

from surveys.definitions import Code, Question, StoredValue
from surveys.error_codes import AnswerCode, MistakeCode
from surveys.errors import InvalidAnswer, Mistake
from surveys.question_types.base import QuestionType


class NoAnswer(QuestionType):
    """A type that asks nothing; whatever is sent for it is refused, never stored."""

    has_answer = False
    may_be_na = False
    quotable = False

    def parse(self, question: Question, values: list[object]) -> StoredValue:
        """Refuse."""
        raise InvalidAnswer(AnswerCode.UNKNOWN_ITEM)

    def possible_values(self, question: Question) -> tuple[Code, ...]:
        """Return no values, whatever scale the rows have."""
        return ()

    def seconds(self, question: Question) -> float:
        """Return nothing: only reading takes time."""
        return 0.0

    def check(self, question: Question) -> Iterator[Mistake]:
        """Yield the mistakes every type can have, and what only answers can have."""
        yield from super().check(question)
        if question.required:
            yield self._mistake("required", MistakeCode.REQUIRED_NOT_ALLOWED)
