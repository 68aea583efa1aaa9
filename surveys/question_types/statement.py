"""Words between the questions that ask nothing."""

from surveys.question_types.no_answer import NoAnswer


class Statement(NoAnswer):
    """A paragraph to read; it may have a rule, a help text and quotes like any question."""

    name = "statement"
