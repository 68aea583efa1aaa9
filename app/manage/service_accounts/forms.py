"""The form of a new service account."""

from datetime import date, timedelta

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app import clock
from app.manage.ticks import TicksField
from app.manage.unit_field import UnitField
from app.models import ApiAct
from app.service_account_words import API_ACTS
from surveys.plain_text import one_line

NEEDED = lazy_gettext("Please fill this in.")


def in_a_year() -> date:
    """Give the last day that is offered at first."""
    return clock.local_day(clock.now()) + timedelta(days=365)


class ServiceAccountForm(FlaskForm):
    """A program's name, what it may do, where, and until when."""

    name = StringField(
        lazy_gettext("Name of the program"),
        [InputRequired(NEEDED), Length(max=100, message=lazy_gettext("This is too long."))],
        filters=[lambda text: one_line(text or "")],
        description=lazy_gettext("For instance: the one-stop software of the province."),
    )
    acts = TicksField(
        lazy_gettext("What it may do"),
        [InputRequired(NEEDED)],
        choices=[SelectChoice(act.value, words) for act, words in API_ACTS.items()],
    )
    unit = UnitField(lazy_gettext("Unit"))
    expires_on = DateField(
        lazy_gettext("Last day"),
        [InputRequired(NEEDED)],
        default=in_a_year,
        description=lazy_gettext("At most two years from now; a new key is made then."),
    )

    def chosen_acts(self) -> list[ApiAct]:
        """Give what was ticked."""
        return [ApiAct(act) for act in self.acts.data]
