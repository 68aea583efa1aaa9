"""Forms of invitations."""

from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from app.filters import name_of
from app.manage.invitations.words import RULES
from app.manage.sheets import SheetForm
from app.models import Survey
from app.services.invitations.making import MOST_DRAWN, MOST_SLIPS

NEEDED = lazy_gettext("Please fill this in.")
IN_THE_LIST = lazy_gettext("Only if the list calls this column something else.")


class BatchForm(FlaskForm):
    """What every batch has."""

    name = StringField(
        lazy_gettext("Name of the batch"),
        [InputRequired(NEEDED), Length(max=120, message=lazy_gettext("At most 120 characters."))],
        description=lazy_gettext("To find it again; no names of citizens."),
    )
    last_day = DateField(lazy_gettext("Good until"), [InputRequired(NEEDED)])
    today: date

    def validate_last_day(self, field: Any) -> None:
        """Refuse a day that is over."""
        if field.data and field.data < self.today:
            raise ValidationError(gettext("This day is over."))


class SlipsForm(BatchForm):
    """Slips for one point."""

    count = IntegerField(
        lazy_gettext("How many slips"),
        [
            InputRequired(NEEDED),
            NumberRange(1, MOST_SLIPS, lazy_gettext("From 1 to 500 in one batch.")),
        ],
        description=lazy_gettext("Ten on a page; at most 500 in one batch."),
    )


class SampleForm(SheetForm, BatchForm):
    """A list of dossiers, and how many of them to invite."""

    survey = SelectField(lazy_gettext("Survey"), [InputRequired(NEEDED)], coerce=int)
    total = IntegerField(
        lazy_gettext("How many dossiers to draw"),
        [
            InputRequired(NEEDED),
            NumberRange(2, MOST_DRAWN, lazy_gettext("From 2 to 20,000.")),
        ],
    )
    rule = SelectField(
        lazy_gettext("Shared among units and services"),
        choices=[SelectChoice(*pair) for pair in RULES.items()],
    )
    dossier = StringField(
        lazy_gettext("Heading of the dossier number"), [Length(max=120)], description=IN_THE_LIST
    )
    unit = StringField(
        lazy_gettext("Heading of the unit’s code"), [Length(max=120)], description=IN_THE_LIST
    )
    service = StringField(
        lazy_gettext("Heading of the procedure’s code"), [Length(max=120)], description=IN_THE_LIST
    )

    def offer(self, surveys: list[Survey], today: date) -> None:
        """Set the surveys that can be chosen."""
        self.today = today
        self.survey.choices = [SelectChoice(s.id, name_of(s, "title")) for s in surveys]

    def notes(self) -> dict[str, Any]:
        """Give what was filled in, to be kept beside the file."""
        headings = {name: self[name].data or "" for name in ("dossier", "unit", "service")}
        return {
            "survey_id": self.survey.data,
            "batch_name": self.name.data,
            "last_day": self.last_day.data.isoformat() if self.last_day.data else "",
            "total": self.total.data,
            "rule": self.rule.data,
            "headings": headings,
        }
