"""Forms of procedures."""

from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.models import Service
from app.services.registers.service_sheet import LONGEST_CODE, LONGEST_NAME
from app.services.registers.services import ServiceEntry
from app.words import SECTORS
from surveys.plain_text import one_line

NEEDED = lazy_gettext("Please fill this in.")
TOO_LONG = lazy_gettext("This is too long.")


class ServiceForm(FlaskForm):
    """Names and sector of a procedure."""

    name_vi = StringField(
        lazy_gettext("Name in Vietnamese"),
        [InputRequired(NEEDED), Length(max=LONGEST_NAME, message=TOO_LONG)],
        filters=[lambda text: one_line(text or "")],
    )
    name_en = StringField(
        lazy_gettext("Name in English"),
        [Length(max=LONGEST_NAME, message=TOO_LONG)],
        filters=[lambda text: one_line(text or "")],
        description=lazy_gettext("May be left blank."),
    )
    sector = SelectField(
        lazy_gettext("Sector"), choices=[SelectChoice(*pair) for pair in SECTORS.items()]
    )

    def entry(self, service: Service) -> ServiceEntry:
        """Give what is to be stored of a procedure that is there."""
        return ServiceEntry(
            service.code,
            self.name_vi.data,
            self.name_en.data or None,
            self.sector.data,
            service.retired_on,
        )


class NewServiceForm(ServiceForm):
    """A procedure that is not there yet."""

    code = StringField(
        lazy_gettext("Code"),
        [InputRequired(NEEDED), Length(max=LONGEST_CODE, message=TOO_LONG)],
        filters=[lambda text: one_line(text or "")],
        description=lazy_gettext(
            "The code in the official list, for instance 1.000656. Never used again."
        ),
    )

    def new_entry(self) -> ServiceEntry:
        """Give what is to be stored."""
        return ServiceEntry(
            self.code.data, self.name_vi.data, self.name_en.data or None, self.sector.data
        )


class RetireForm(FlaskForm):
    """The day from which a procedure is no longer offered; blank takes it up again."""

    retired_on = DateField(
        lazy_gettext("Retired on"),
        [Optional()],
        description=lazy_gettext("Leave blank to take the procedure up again."),
    )


def refuse(form: Any, field: str, message: str) -> None:
    """Put what a service refused beside its field."""
    getattr(form, field).errors = [*getattr(form, field).errors, message]
