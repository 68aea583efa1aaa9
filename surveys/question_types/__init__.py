"""The question types by name; to add one, write its file and add its line here."""

from surveys.definitions import Question
from surveys.question_types.base import QuestionType
from surveys.question_types.date import Date
from surveys.question_types.long_text import LongText
from surveys.question_types.matrix5 import Matrix5
from surveys.question_types.number import Number
from surveys.question_types.ranking import Ranking
from surveys.question_types.rating5 import Rating5
from surveys.question_types.several_choices import SeveralChoices
from surveys.question_types.share_100 import Share100
from surveys.question_types.short_text import ShortText
from surveys.question_types.single_choice import SingleChoice
from surveys.question_types.statement import Statement
from surveys.question_types.yes_no import YesNo

QUESTION_TYPES: dict[str, QuestionType] = {
    question_type.name: question_type
    for question_type in (
        Rating5(),
        YesNo(),
        SingleChoice(),
        SeveralChoices(),
        Number(),
        Share100(),
        ShortText(),
        LongText(),
        Ranking(),
        Date(),
        Matrix5(),
        Statement(),
    )
}


def type_of(question: Question) -> QuestionType:
    """Return the type of a question."""
    return QUESTION_TYPES[question.type]
