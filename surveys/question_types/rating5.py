"""Five fully worded levels, stored as 1 to 5; 5 is the level that stands last in the scale."""

from collections.abc import Mapping

from surveys.definitions import Code, Question, StoredValue
from surveys.error_codes import AnswerCode
from surveys.errors import InvalidAnswer
from surveys.question_types.base import OneOption
from surveys.question_types.raw_values import decimal, only_value, shown

_LEVELS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}


class Rating5(OneOption):
    """A five-point rating; the wording of its levels comes from a scale of the questionnaire."""

    name = "rating5"
    stores_number = True
    may_be_reversed = True
    codes_asked = ("1", "2", "3", "4", "5")

    def answer(self, question: Question, raw: object) -> StoredValue | None:
        """Read as every type does; one level alone, as web forms send it, is seen at a glance."""
        if isinstance(raw, list) and len(raw) == 1 and isinstance(raw[0], str):
            level = _LEVELS.get(raw[0])
            if level is not None:
                return level
        return super().answer(question, raw)

    def parse(self, question: Question, values: list[object]) -> StoredValue:
        """Return the level 1 to 5. "4.0", as spreadsheets write it, is level 4."""
        value = only_value(values)
        try:
            level = decimal(value)
        except InvalidAnswer:
            level = None
        if level not in (1, 2, 3, 4, 5):
            raise InvalidAnswer(AnswerCode.NOT_AN_OPTION, value=shown(value))
        return int(level)

    def possible_values(self, question: Question) -> tuple[Code, ...]:
        """Return the levels 1 to 5."""
        return (1, 2, 3, 4, 5)

    def scores(self, question: Question) -> Mapping[Code, float]:
        """Return each level as its own number."""
        return {level: float(level) for level in (1, 2, 3, 4, 5)}

    def seconds(self, question: Question) -> float:
        """Return the time to judge and tap one of five rows that are already known."""
        return 3.0
