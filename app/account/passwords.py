"""Changing one's own password."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_security import current_user

from app import clock
from app.access import current_actor, renew
from app.account.blueprint import blueprint
from app.account.forms import PasswordForm
from app.models import User
from app.services.sign_in.attempts import is_locked, note_failure
from app.services.sign_in.passwords import WeakPassword, is_right_password, set_password


@blueprint.route("/password", methods=["GET", "POST"])
def password() -> ResponseReturnValue:
    """Ask for the present and a new password; every other session ends with the change."""
    form = PasswordForm()
    if form.validate_on_submit():
        user: User = current_user._get_current_object()
        if not is_right(user, form.present.data):
            form.present.errors = [*form.present.errors, gettext("This is not the password.")]
        elif changed(user, form):
            flash(gettext("The password has been changed; every other session has ended."))
            return redirect(url_for(".index"))
    return render_template("account/password.html", form=form)


def is_right(user: User, typed: str) -> bool:
    """Check the present password; wrong ones are counted as at the sign-in page."""
    now = clock.now()
    if not is_locked(user, now) and is_right_password(user, typed):
        return True
    note_failure(user, now=now)
    return False


def changed(user: User, form: PasswordForm) -> bool:
    """Change the password and go on in a new session; or say beside the field what is wrong."""
    try:
        set_password(user, form.new.data, actor=current_actor(), now=clock.now())
    except WeakPassword:
        form.new.errors = [*form.new.errors, gettext("This password is too easy to guess.")]
        return False
    renew(user)
    return True
