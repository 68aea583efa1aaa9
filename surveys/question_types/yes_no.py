"""Yes or no, stored as "yes" or "no"."""

from surveys.definitions import Question, StoredValue
from surveys.question_types.base import OneOption, option_code
from surveys.question_types.raw_values import only_value


class YesNo(OneOption):
    """A question of fact with two answers, whose words stand in the questionnaire."""

    name = "yes_no"
    codes_asked = ("yes", "no")

    def parse(self, question: Question, values: list[object]) -> StoredValue:
        """Return "yes" or "no"; JSON's true and false are taken too."""
        value = only_value(values)
        if isinstance(value, bool):
            return "yes" if value else "no"
        return option_code(question, value)

    def seconds(self, question: Question) -> float:
        """Return the time to recall a fact and tap."""
        return 2.5
