"""Opening hours of counters: the usual ones, those of units, and setting them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.validators import InputRequired, Length

from app import clock
from app.access import current_actor, current_scope
from app.errors import NotFound
from app.manage.integrity.blueprint import blueprint
from app.opening_hours import WrongHours
from app.queries.dated_units import get_unit
from app.queries.opening_hours import list_hours_in_scope
from app.services.integrity.hours import SETTING, set_hours
from app.services.settings import setting
from app.services.settings.checking import wrong_hours_in_words
from surveys.plain_text import one_line


class HoursForm(FlaskForm):
    """When the counters of a unit are open, from a day on."""

    valid_from = DateField(
        lazy_gettext("Holds from"), [InputRequired(lazy_gettext("Please give a day."))]
    )
    hours = StringField(
        lazy_gettext("Opening hours"),
        [Length(max=200, message=lazy_gettext("This is too long."))],
        filters=[lambda text: one_line(text or "")],
        description=lazy_gettext(
            "For example “T2-T6 07:30-11:30 13:30-17:00; T7 07:30-11:30”; left empty, the hours of "
            "the unit above hold again."
        ),
    )


@blueprint.get("/hours/")
def hours() -> ResponseReturnValue:
    """List the usual hours and those of the units of one's scope."""
    return render_template(
        "manage/integrity/hours.html",
        usual=setting(SETTING),
        entries=list_hours_in_scope(current_scope()),
    )


@blueprint.route("/hours/<int:unit_id>", methods=["GET", "POST"])
def new_hours(unit_id: int) -> ResponseReturnValue:
    """Set the hours of a unit."""
    unit, now = get_unit(unit_id), clock.now()
    form = HoursForm(data={"valid_from": clock.local_day(now)})
    if form.validate_on_submit() and was_set(form, unit_id):
        flash(gettext("The opening hours are set; evidence is worked out anew with them."))
        return redirect(url_for(".hours"))
    return render_template("manage/integrity/new_hours.html", form=form, unit=unit)


def was_set(form: HoursForm, unit_id: int) -> bool:
    """Set the hours, or put what is wrong beside the field."""
    try:
        set_hours(
            unit_id,
            form.valid_from.data,
            form.hours.data or None,
            actor=current_actor(),
            scope=current_scope(),
            now=clock.now(),
        )
    except WrongHours as error:
        form.hours.errors = [wrong_hours_in_words(error)]
    except NotFound:
        form.hours.errors = [
            gettext("The hours of this unit are set by somebody above it who is not of its office.")
        ]
    else:
        return True
    return False
