"""Forms of paper entry; those of a sheet are made from the questionnaire."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from surveys.definitions import Question

PREFIX = "a_"
"""Before an item's code in the name of its field: codes must not meet WTForms' own names."""


class OpenForm(FlaskForm):
    """The version and language that stand in the corner of the sheets."""

    version = SelectField(
        lazy_gettext("Version of the questionnaire"),
        coerce=int,
        description=lazy_gettext("It stands in the upper right corner of every page."),
    )
    language = SelectField(lazy_gettext("Language of the sheets"))


class FirstTyping(FlaskForm):
    """What is typed of a sheet besides its answers."""

    key = HiddenField()
    day = DateField(
        lazy_gettext("Day the sheet was filled in"),
        [InputRequired(lazy_gettext("Please give the day."))],
        description=lazy_gettext("The day of the last sheet is kept."),
    )


def sheet_form(base: type[FlaskForm], questions: Iterable[Question], language: str) -> Any:
    """Make a form with a field for each question, filled from the request."""
    fields = {
        PREFIX + question.code: StringField(question.text(language)) for question in questions
    }
    return type("SheetForm", (base,), fields)()


def typed_keys(form: Any, questions: Iterable[Question]) -> dict[str, str]:
    """Give what was typed, by item code."""
    return {question.code: form[PREFIX + question.code].data or "" for question in questions}


def offer(field: Any, choices: Iterable[tuple[object, str]]) -> None:
    """Give a select field its choices."""
    field.choices = [SelectChoice(value, label) for value, label in choices]
