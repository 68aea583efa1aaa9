"""Links that an administrator hands over: to take up an invitation, or set a lost password."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.account.blueprint import blueprint
from app.account.forms import NewPasswordForm
from app.services.sign_in.links import get_link, use_link
from app.services.sign_in.passwords import WeakPassword


@blueprint.route("/link/<secret>", methods=["GET", "POST"])
def link(secret: str) -> ResponseReturnValue:
    """Set the password of the account that the link belongs to; raises `NotFound` if it is over."""
    found = get_link(secret, now=clock.now())
    form = NewPasswordForm()
    if form.validate_on_submit():
        try:
            use_link(found, form.new.data, now=clock.now())
        except WeakPassword:
            form.new.errors = [*form.new.errors, gettext("This password is too easy to guess.")]
        else:
            flash(gettext("The password is set. Please sign in with it now."))
            return redirect(url_for("security.login"))
    return render_template(
        "account/link.html", form=form, email=found.user.email, purpose=found.purpose, secret=secret
    )
