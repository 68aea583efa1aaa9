"""Forms of the acts upon units; each turns what was typed into a proposal."""

from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    DecimalField,
    FieldList,
    Form,
    FormField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.services.organisation.flaws import LONGEST_CODE, LONGEST_NAME
from app.words import SECTORS, UNIT_KINDS
from surveys.plain_text import one_line

NEEDED = lazy_gettext("Please fill this in.")
TOO_LONG = lazy_gettext("This is too long.")
NO_DAY = lazy_gettext("This is not a day.")
MOST_PARTS = 4


def text(label: Any, longest: int, *, needed: bool = True, **more: Any) -> StringField:
    """A line of text, without stray spaces."""
    first = InputRequired(NEEDED) if needed else Optional()
    return StringField(
        label,
        [first, Length(max=longest, message=TOO_LONG)],
        filters=[lambda typed: one_line(typed or "")],
        **more,
    )


def code_field(*, needed: bool = True) -> StringField:
    """A field for an official code."""
    return text(lazy_gettext("Official code"), LONGEST_CODE, needed=needed)


def name_field(*, needed: bool = True) -> StringField:
    """A field for a Vietnamese name."""
    return text(lazy_gettext("Name in Vietnamese"), LONGEST_NAME, needed=needed)


def name_en_field() -> StringField:
    """A field for an English name."""
    return text(lazy_gettext("Name in English, if there is one"), LONGEST_NAME, needed=False)


def other_unit(label: Any, *, needed: bool = True, **more: Any) -> StringField:
    """A field for another unit, by its code; the page offers those there are."""
    return text(label, 2 * LONGEST_CODE, needed=needed, render_kw={"list": "units"}, **more)


class ActForm(FlaskForm):
    """An act, and the day from which it holds."""

    day = DateField(
        lazy_gettext("From which day"),
        [InputRequired(NO_DAY)],
        description=lazy_gettext(
            "The first day on which it is so. It is recorded on that day or later, not before."
        ),
    )


class CreateForm(ActForm):
    """A new unit."""

    kind = SelectField(
        lazy_gettext("Kind"), choices=[SelectChoice(*pair) for pair in UNIT_KINDS.items()]
    )
    sector = SelectField(
        lazy_gettext("Sector"), choices=[SelectChoice(*pair) for pair in SECTORS.items()]
    )
    code, name_vi, name_en = code_field(), name_field(), name_en_field()
    parent = other_unit(
        lazy_gettext("Code of the unit above"),
        needed=False,
        description=lazy_gettext("Leave blank only for the top of the tree, such as a province."),
    )


class RenameForm(ActForm):
    """Another name or code."""

    code, name_vi, name_en = code_field(), name_field(), name_en_field()


class MoveForm(ActForm):
    """Another unit above."""

    parent = other_unit(lazy_gettext("Code of the unit above"))


class StaffingForm(FlaskForm):
    """Whether one person serves at a unit; it holds for all days."""

    one_person = BooleanField(lazy_gettext("One person alone serves here"))


class CloseForm(ActForm):
    """The end of a unit."""

    with_below = BooleanField(lazy_gettext("With everything below it"))


class MergeForm(ActForm):
    """Units that go on as one."""

    others = TextAreaField(
        lazy_gettext("Codes of the other units, one a line"),
        [InputRequired(NEEDED), Length(max=5000, message=TOO_LONG)],
    )
    into = other_unit(
        lazy_gettext("Into one that is there: its code"),
        needed=False,
        description=lazy_gettext("Leave blank if a new unit takes over, and fill in the rest."),
    )
    code, name_vi = code_field(needed=False), name_field(needed=False)
    name_en = name_en_field()


class PartForm(Form):
    """One of the units that come out of a split."""

    code, name_vi = code_field(needed=False), name_field(needed=False)
    name_en = name_en_field()
    share = DecimalField(lazy_gettext("Share in percent"), [Optional()])


class SplitForm(ActForm):
    """Several units that come out of one."""

    parts = FieldList(FormField(PartForm), min_entries=MOST_PARTS, max_entries=MOST_PARTS)
