"""Forms of imports that are not about a file's own columns."""

from flask_babel import lazy_gettext
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.filters import day, name_of
from app.manage.sheets import SheetForm
from app.models import Survey

NEEDED = lazy_gettext("Please fill this in.")


class AnswerFileForm(SheetForm):
    """A file of answers and the survey they belong to."""

    survey = SelectField(lazy_gettext("Survey"), [InputRequired(NEEDED)])

    def offer(self, surveys: list[Survey]) -> None:
        """Offer surveys."""
        self.survey.choices = [
            SelectChoice(s.code, f"{name_of(s, 'title')} ({day(s.opens_on)} – {day(s.closes_on)})")
            for s in surveys
        ]
