"""The form with which a questionnaire comes in from a file of another program."""

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice

from app.design.forms.beginning import owners
from app.scope import Scope


class FileForm(FlaskForm):
    """The file, to whom the questionnaire belongs, and how to read what the file leaves open."""

    sent = FileField(
        lazy_gettext("File: XLSForm (.xlsx), LimeSurvey (.lss) or our own (.json)"),
        [FileRequired(lazy_gettext("Choose a file first."))],
    )
    owner = SelectField(lazy_gettext("Unit it belongs to"), coerce=int)
    language = SelectField(
        lazy_gettext("Language of texts that do not say theirs (XLSForm)"),
        choices=[SelectChoice("vi", "Tiếng Việt"), SelectChoice("en", "English")],
    )
    leave_out = BooleanField(
        lazy_gettext("Leave out what changes no question, such as appearances and messages")
    )


def file_form(scope: Scope) -> FileForm:
    """Make the form with the units a questionnaire can belong to."""
    form = FileForm()
    form.owner.choices = [SelectChoice(unit.id, unit.name_vi) for unit in owners(scope)]
    return form
