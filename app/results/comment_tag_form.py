"""The form of a tag of comments."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from app.services.comments.searching import phrase_of
from surveys.plain_text import one_line

LONGEST_NAME, LONGEST_KEYWORD, MOST_KEYWORDS = 60, 60, 50


class TagForm(FlaskForm):
    """A tag: its name, and the words that give it."""

    name = StringField(
        lazy_gettext("Name of the tag"),
        [
            DataRequired(lazy_gettext("Please fill this in.")),
            Length(max=LONGEST_NAME, message=lazy_gettext("This is too long.")),
        ],
        filters=[lambda text: one_line(text or "")],
    )
    keywords = TextAreaField(
        lazy_gettext("Keywords, one a line"),
        description=lazy_gettext(
            "A comment with one of them gets the tag by itself. Whole words; with marks only what "
            "is written so, without marks both. Blank: the tag is given by hand alone."
        ),
    )

    def lines(self) -> list[str]:
        """Give the keywords, each once."""
        words = map(one_line, (self.keywords.data or "").replace("\0", "").splitlines())
        return list(dict.fromkeys(word for word in words if word))

    def validate_keywords(self, _field: Any) -> None:
        """Refuse too many keywords, too long ones, and ones without a letter."""
        lines = self.lines()
        if len(lines) > MOST_KEYWORDS:
            raise ValidationError(gettext("No more than %(most)s keywords.", most=MOST_KEYWORDS))
        for line in lines:
            if len(line) > LONGEST_KEYWORD:
                raise ValidationError(gettext("“%(word)s” is too long.", word=line))
            if phrase_of(line) is None:
                raise ValidationError(
                    gettext("“%(word)s” has neither a letter nor a digit.", word=line)
                )
