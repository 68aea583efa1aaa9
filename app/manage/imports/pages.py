"""Imports that were done: the list, one of them, and taking it back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from app import clock
from app.access import current_actor
from app.manage.imports.blueprint import blueprint
from app.queries.imports import get_import, list_imports
from app.services.importing.taking_back import AlreadyTakenBack, take_back_import
from surveys.plain_text import one_line


class TakeBackForm(FlaskForm):
    """Why an import is taken back."""

    reason = StringField(
        lazy_gettext("Reason"),
        [InputRequired(lazy_gettext("Please fill this in.")), Length(max=300)],
        filters=[lambda text: one_line(text or "")],
        description=lazy_gettext("For instance: two answers were mixed up in the mapping."),
    )


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the imports, the latest first."""
    return render_template("manage/imports/index.html", imports=list_imports())


@blueprint.get("/<int:import_id>")
def done(import_id: int) -> ResponseReturnValue:
    """Show one import and what has become of it."""
    return render_template("manage/imports/done.html", listed=get_import(import_id))


@blueprint.route("/<int:import_id>/take-back", methods=["GET", "POST"])
def take_back(import_id: int) -> ResponseReturnValue:
    """Ask for the reason, then take an import back as a whole."""
    listed, form = get_import(import_id), TakeBackForm()
    if form.validate_on_submit():
        try:
            take_back_import(
                listed.record, form.reason.data, actor=current_actor(), now=clock.now()
            )
        except AlreadyTakenBack as error:
            flash(str(error), "error")
        else:
            flash(gettext("The import has been taken back: none of its answers counts."))
        return redirect(url_for(".done", import_id=import_id))
    return render_template("manage/imports/take_back.html", listed=listed, form=form)
