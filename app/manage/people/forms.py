"""Forms of people and their roles."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, EmailField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app import clock
from app.manage.unit_field import UnitField
from app.models import RoleName
from app.role_words import ROLE_WORDS
from app.services.people import NewRole
from surveys.plain_text import one_line

NEEDED = lazy_gettext("Please fill this in.")
TOO_LONG = lazy_gettext("This is too long.")


class RoleForm(FlaskForm):
    """A role, the unit it is held on, and its days."""

    role = SelectField(
        lazy_gettext("Role"),
        choices=[SelectChoice(role.value, words.name) for role, words in ROLE_WORDS.items()],
        # Not the first of the list: nobody becomes a system administrator by an oversight.
        default=RoleName.EVALUATOR.value,
    )
    unit = UnitField(lazy_gettext("Unit"))
    valid_from = DateField(
        lazy_gettext("From"), [InputRequired(NEEDED)], default=lambda: clock.local_day(clock.now())
    )
    valid_to = DateField(
        lazy_gettext("To"),
        [Optional()],
        description=lazy_gettext("The last day, or blank for no end."),
    )

    def validate_valid_to(self, field: Any) -> None:
        """Refuse a last day before the first."""
        if field.data and self.valid_from.data and field.data < self.valid_from.data:
            raise ValidationError(gettext("The last day lies before the first."))

    def new_role(self) -> NewRole:
        """Give the role that is meant."""
        return NewRole(
            RoleName(self.role.data), self.unit.data, self.valid_from.data, self.valid_to.data
        )


class InvitationForm(RoleForm):
    """A new person and a first role."""

    email = EmailField(
        lazy_gettext("E-mail address"),
        [InputRequired(NEEDED), Length(max=255, message=TOO_LONG)],
        description=lazy_gettext("The person signs in with it."),
    )
    name = StringField(
        lazy_gettext("Name"),
        [InputRequired(NEEDED), Length(max=200, message=TOO_LONG)],
        filters=[lambda text: one_line(text or "")],
    )
