"""Options put in order, stored as the list of their codes, the first choice first."""

from surveys.definitions import Question, StoredValue
from surveys.error_codes import AnswerCode
from surveys.errors import InvalidAnswer
from surveys.question_types.base import QuestionType, option_code


class Ranking(QuestionType):
    """An order of all options or of the best few; places at the end may be left empty."""

    name = "ranking"
    has_options = True
    several_values = True
    limits = frozenset({"max_choices"})

    def places(self, question: Question) -> int:
        """Return how many places there are to fill."""
        return min(question.limits.max_choices or len(question.options), len(question.options))

    def parse(self, question: Question, values: list[object]) -> StoredValue:
        """Return the codes in the order given; raises `InvalidAnswer` when one stands twice."""
        ranked: list[str] = []
        for value in values:
            code = option_code(question, value)
            if code in ranked:
                raise InvalidAnswer(AnswerCode.RANKED_TWICE, option=code)
            ranked.append(code)
        maximum = self.places(question)
        if len(ranked) > maximum:
            raise InvalidAnswer(AnswerCode.TOO_MANY_CHOICES, maximum=maximum)
        return ranked

    def seconds(self, question: Question) -> float:
        """Return the time to weigh the options and choose one for each place."""
        return 2.0 + 4.0 * self.places(question)
