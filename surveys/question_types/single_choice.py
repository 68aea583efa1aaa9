"""One of several options, stored by its code."""

from collections.abc import Mapping

from surveys.definitions import Code, Question
from surveys.question_types.base import OneOption


class SingleChoice(OneOption):
    """A choice of one option; options that form an order carry scores."""

    name = "single_choice"
    may_be_reversed = True
    may_order_options = True

    def scores(self, question: Question) -> Mapping[Code, float]:
        """Return the scores of the options, where the options have them."""
        return {o.code: o.score for o in question.options if o.score is not None}

    def seconds(self, question: Question) -> float:
        """Return the time to find oneself among the options and tap."""
        return 3.0
