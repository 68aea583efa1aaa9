"""The settings page: what is in force, since when, and changing it."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from app import clock
from app.access import current_actor
from app.manage.settings.blueprint import blueprint
from app.manage.settings.forms import GROUPS, form_of
from app.services.settings import InvalidSettings, Kind, change_settings, settings_in_force


@blueprint.route("/", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Show every setting and change those that differ."""
    in_force = settings_in_force()
    form = form_of(in_force)
    if form.validate_on_submit():
        try:
            changed = change_settings(form.values(), actor=current_actor(), now=clock.now())
        except InvalidSettings as error:
            form.refuse(error.mistakes)
        else:
            flash(told(len(changed)))
            return redirect(url_for(".index"))
    return render_template(
        "manage/settings/index.html",
        form=form,
        groups=GROUPS,
        in_force=in_force,
        tick=Kind.YES_NO,
        time_zone=current_app.extensions["settings"].TIME_ZONE,
    )


def told(changed: int) -> str:
    """Say how much was changed."""
    if not changed:
        return str(gettext("Nothing to change."))
    return str(
        ngettext(
            "%(num)s setting has been changed; it is in force everywhere within seconds.",
            "%(num)s settings have been changed; they are in force everywhere within seconds.",
            changed,
        )
    )
