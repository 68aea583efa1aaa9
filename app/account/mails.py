"""Which mails one gets."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_security import current_user

from app import clock
from app.access import current_actor
from app.account.blueprint import blueprint
from app.account.forms import MailsForm
from app.models import User
from app.services.digests import Choice, choice_of, choose_mails


@blueprint.route("/mails", methods=["GET", "POST"])
def mails() -> ResponseReturnValue:
    """Show what is sent to heads of units, and choose what of it one wants."""
    user: User = current_user._get_current_object()
    form = MailsForm(obj=choice_of(user))
    if form.validate_on_submit():
        chosen = Choice(form.weekly.data, form.alarms.data, form.language.data)
        choose_mails(user, chosen, actor=current_actor(), now=clock.now())
        flash(gettext("The change has been saved."))
        return redirect(url_for(".index"))
    return render_template("account/mails.html", form=form)
