"""The lead over several five-point ratings that share one scale.

The ratings right below that name it are its rows. They are whole questions with codes of their
own: answered, scored and exported one by one; the matrix only shows them together.
"""

from surveys.question_types.no_answer import NoAnswer
from surveys.question_types.rating5 import Rating5


class Matrix5(NoAnswer):
    """The lead and the scale of its rows."""

    name = "matrix5"
    has_options = True
    codes_asked = Rating5.codes_asked
