"""One line in the person's own words."""

from surveys.plain_text import one_line
from surveys.question_types.free_text import FreeText


class ShortText(FreeText):
    """A few words on one line."""

    name = "short_text"
    default_length = 200
    seconds_to_write = 15.0

    def tidy(self, text: str) -> str:
        """Return the text on one line."""
        return one_line(text)
