"""Looking into a breach: who could have seen a kind of data in some days, and who did."""

from datetime import timedelta
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from app import clock
from app.access import current_actor
from app.errors import InvalidFilter, NotFound
from app.filters import day, moment, name_of
from app.manage.personal_data.blueprint import blueprint
from app.manage.sheets import sheet_download
from app.models import RoleGrant, RoleName
from app.queries.units import get_unit_by_code
from app.role_words import ROLE_WORDS
from app.services.personal_data.breach import DATA_KINDS, Question, exposures
from app.services.registers.columns import SheetColumn

LONGEST_SPAN = timedelta(days=3660)
NEEDED = lazy_gettext("Please fill this in.")


class BreachForm(FlaskForm):
    """What is asked; it is sent by GET, so that the page can be kept as a link."""

    class Meta:
        """No token: asking changes nothing but is recorded."""

        csrf = False

    kind = SelectField(
        lazy_gettext("Kind of data"),
        choices=[SelectChoice(name, kind.title) for name, kind in DATA_KINDS.items()],
    )
    first = DateField(lazy_gettext("From day"), [InputRequired(NEEDED)])
    last = DateField(lazy_gettext("To day"), [InputRequired(NEEDED)])
    unit = StringField(
        lazy_gettext("Unit code"),
        [Length(max=64)],
        description=lazy_gettext("Leave blank for the whole service."),
    )

    def validate_last(self, last: Any) -> None:
        """Refuse days in the wrong order, and more of them than anybody can mean."""
        if not (self.first.data and last.data):
            return
        if not timedelta(0) <= last.data - self.first.data <= LONGEST_SPAN:
            raise ValidationError(gettext("The last day comes after the first, within ten years."))

    def question(self) -> Question:
        """Give what is asked; raises `NotFound` for an unknown unit."""
        code = (self.unit.data or "").strip().replace("\0", "")
        unit = get_unit_by_code(code, self.last.data) if code else None
        return Question(self.kind.data, self.first.data, self.last.data, unit.id if unit else None)


COLUMNS = [
    SheetColumn("account", lazy_gettext("Account"), explanation=""),
    SheetColumn("roles", lazy_gettext("Could see it by"), explanation=""),
    SheetColumn("looks", lazy_gettext("Looks recorded"), explanation=""),
    SheetColumn("last", lazy_gettext("Last look"), explanation=""),
]


@blueprint.get("/breach.csv")
def breach_file() -> ResponseReturnValue:
    """Give the answer as a sheet, to go with a report of the breach; it is recorded, too."""
    form = BreachForm(request.args)
    if not form.validate():
        raise InvalidFilter("the question is not complete")
    found = exposures(form.question(), actor=current_actor(), now=clock.now())
    rows = [
        [
            one.user.called,
            "; ".join(map(in_words, one.grants)) or gettext("no role at that time"),
            one.times,
            moment(one.last_at) if one.last_at else None,
        ]
        for one in found
    ]
    return sheet_download("csv", "ai-co-the-da-xem", COLUMNS, rows)


def in_words(grant: RoleGrant) -> str:
    """Say which role was held, where and when."""
    where = name_of(grant.unit) if grant.unit else gettext("the whole service")
    until = day(grant.valid_to) if grant.valid_to else gettext("without end")
    until = moment(grant.ended_at) if grant.ended_at else until
    return f"{ROLE_WORDS[RoleName(grant.role)].name}, {where}, {day(grant.valid_from)} – {until}"


@blueprint.get("/breach")
def breach() -> ResponseReturnValue:
    """Ask, and show who could have seen the data and who did."""
    form = BreachForm(request.args)
    found = None
    if request.args and form.validate():
        try:
            found = exposures(form.question(), actor=current_actor(), now=clock.now())
        except NotFound:
            form.unit.errors = [gettext("No unit has this code on the last day.")]
    return render_template(
        "manage/personal_data/breach.html", form=form, found=found, roles=ROLE_WORDS
    )
