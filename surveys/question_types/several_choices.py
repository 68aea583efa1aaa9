"""Any number of options, stored as the list of their codes in the order of the questionnaire."""

from surveys.definitions import Question, StoredValue
from surveys.error_codes import AnswerCode
from surveys.errors import InvalidAnswer
from surveys.question_types.base import QuestionType, option_code


class SeveralChoices(QuestionType):
    """A choice of several options; an exclusive one ("none of these") stands alone."""

    name = "several_choices"
    has_options = True
    several_values = True
    limits = frozenset({"max_choices"})

    def parse(self, question: Question, values: list[object]) -> StoredValue:
        """Return the codes chosen, each once, in the order of the options."""
        given = {option_code(question, value) for value in values}
        chosen = [option for option in question.options if option.code in given]
        maximum = question.limits.max_choices
        if maximum is not None and len(chosen) > maximum:
            raise InvalidAnswer(AnswerCode.TOO_MANY_CHOICES, maximum=maximum)
        for option in chosen:
            if option.exclusive and len(chosen) > 1:
                raise InvalidAnswer(AnswerCode.EXCLUSIVE_WITH_OTHERS, option=option.code)
        return [option.code for option in chosen]

    def seconds(self, question: Question) -> float:
        """Return the time to go through the options and tick the right ones."""
        return 6.0
