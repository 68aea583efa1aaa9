"""Why an answer was refused, in the words of whoever brings the file in."""

from flask_babel import gettext

from surveys.error_codes import ANSWER_ENGLISH
from surveys.errors import AnswerError


def in_words(error: AnswerError) -> str:
    """Say what is wrong with an answer, in the language of the command or page."""
    return str(gettext(ANSWER_ENGLISH[error.code])).format(**error.params)
