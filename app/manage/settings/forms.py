"""The form of all settings, built from their declarations."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from app.services.settings import SETTINGS, Declared, Group, InForce, Kind

GROUPS = {
    Group.SERVICE: lazy_gettext("The service"),
    Group.SURVEYS: lazy_gettext("Questionnaires and surveys"),
    Group.RETENTION: lazy_gettext("How many days personal data is kept"),
}
"""What the page calls each group."""


def text_field(declared: Declared) -> Any:
    """Make a field for a line of text or a number."""
    return StringField(declared.title, description=declared.explanation)


def tick_field(declared: Declared) -> Any:
    """Make a field for yes or no."""
    return BooleanField(declared.title, description=declared.explanation)


def choice_field(declared: Declared) -> Any:
    """Make a field for one of several choices; the service checks what comes back."""
    choices = [SelectChoice(str(value), words) for value, words in declared.choices.items()]
    return SelectField(
        declared.title, description=declared.explanation, choices=choices, validate_choice=False
    )


FIELDS: dict[Kind, Callable[[Declared], Any]] = {
    Kind.TEXT: text_field,
    Kind.LINK: text_field,
    Kind.WHOLE: text_field,
    Kind.YES_NO: tick_field,
    Kind.CHOICE: choice_field,
    Kind.HOURS: text_field,
}
"""Which field each kind of setting has."""


class SettingsForm(FlaskForm):
    """Every setting; the service checks the values, so page and commands share the rules."""

    def values(self) -> dict[str, object]:
        """Give what was sent, by the setting's name."""
        return {name: self[name].data for name in SETTINGS}

    def group(self, group: Group) -> list[Any]:
        """Give the fields of a group in order."""
        return [self[name] for name, declared in SETTINGS.items() if declared.group is group]

    def refuse(self, mistakes: Mapping[str, str]) -> None:
        """Put each mistake beside its field."""
        for name, words in mistakes.items():
            self[name].errors = [words]


for _name, _declared in SETTINGS.items():
    setattr(SettingsForm, _name, FIELDS[_declared.kind](_declared))


def form_of(in_force: Mapping[str, InForce]) -> SettingsForm:
    """Make the form with the values in force."""
    values = {
        name: found.value if isinstance(found.value, bool) else str(found.value)
        for name, found in in_force.items()
    }
    return SettingsForm(data=values)
