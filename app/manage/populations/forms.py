"""Forms of dossier counts."""

from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from app.manage.sheets import SheetForm
from app.models import Population, Service
from app.services.registers.cells import LARGEST_COUNT
from app.services.registers.count_columns import LONGEST_SOURCE
from app.words import CHANNELS
from surveys.plain_text import one_line

NEEDED = lazy_gettext("Please fill this in.")
NO_DAY = lazy_gettext("Please give a day.")
NO_COUNT = lazy_gettext("Please give a whole number from 0 on.")
IN_RANGE = NumberRange(0, LARGEST_COUNT, NO_COUNT)


def source_field(**choices: Any) -> StringField:
    """Make the field that names where counts come from."""
    return StringField(
        lazy_gettext("Source of the count"),
        filters=[lambda text: one_line(text or "")],
        **choices,
    )


class CountForm(FlaskForm):
    """The numbers of a count; alone, the correction of one whose period and channel stand."""

    received = IntegerField(
        lazy_gettext("Dossiers received"),
        [Optional(), IN_RANGE],
        description=lazy_gettext(
            "How many came in during the period; blank if nobody counted them."
        ),
    )
    on_time = IntegerField(lazy_gettext("Handled on time"), [InputRequired(NO_COUNT), IN_RANGE])
    late = IntegerField(lazy_gettext("Handled late"), [InputRequired(NO_COUNT), IN_RANGE])
    refused = IntegerField(
        lazy_gettext("Refused"),
        [Optional(), IN_RANGE],
        description=lazy_gettext("How many of the handled ones were refused; blank is none."),
    )
    source = source_field(
        validators=[InputRequired(NEEDED), Length(max=LONGEST_SOURCE)],
        description=lazy_gettext("For instance: report of the one-stop system, March 2026."),
    )

    def cells(self) -> dict[str, str]:
        """Give what was filled in as the cells of a sheet: one rule reads both."""
        filled = {name: field.data for name, field in self._fields.items() if name != "csrf_token"}
        return {name: "" if value is None else str(value) for name, value in filled.items()}


class NewCountForm(CountForm):
    """A count of a period that may not have been counted before."""

    service_code = SelectField(lazy_gettext("Procedure"))
    channel = SelectField(
        lazy_gettext("Channel"),
        choices=[
            SelectChoice("", lazy_gettext("All channels together")),
            *(SelectChoice(*pair) for pair in CHANNELS.items()),
        ],
    )
    first_day = DateField(lazy_gettext("First day"), [DataRequired(NO_DAY)])
    last_day = DateField(lazy_gettext("Last day"), [DataRequired(NO_DAY)])

    def offer(self, services: list[Service]) -> None:
        """Offer the procedures in force."""
        self.service_code.choices = [
            SelectChoice("", lazy_gettext("All procedures together")),
            *(SelectChoice(s.code, f"{s.code} – {s.name_vi}") for s in services),
        ]


class CountSheetForm(SheetForm):
    """A sheet of counts, and the source of the rows that name none."""

    source = source_field(
        validators=[Length(max=LONGEST_SOURCE)],
        description=lazy_gettext("Taken for every row that names no source of its own."),
    )

    def notes(self) -> dict[str, Any]:
        """Give the source, which the review needs."""
        return {"source": self.source.data}


def key_cells(entry: Population, service: Service | None) -> dict[str, str]:
    """Give what a stored count is of as the cells of a sheet."""
    return {
        "service_code": service.code if service else "",
        "channel": entry.channel or "",
        "first_day": entry.period_start.isoformat(),
        "last_day": entry.period_end.isoformat(),
    }
