"""Several lines in the person's own words."""

from surveys.question_types.free_text import FreeText


class LongText(FreeText):
    """A comment of any number of lines."""

    name = "long_text"
    quotable = False
    default_length = 2000
    seconds_to_write = 30.0
