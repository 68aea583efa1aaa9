"""What is kept of oneself: looked at, taken along, erased."""

from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_security import current_user, logout_user
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import ValidationError

from app import clock
from app.access import current_actor
from app.manage.personal_data.blueprint import blueprint
from app.personal_data import KEPT, OWN_TABLES
from app.services.people import LastAdministrator
from app.services.personal_data.erasing import erase_own_account
from app.services.personal_data.own_data import own_data, own_data_file


class EraseForm(FlaskForm):
    """Typing the own address says that erasing is meant."""

    email = StringField(lazy_gettext("Type your e-mail address to confirm"))

    def validate_email(self, email: Any) -> None:
        """Refuse anything but the own address."""
        if (email.data or "").strip().lower() != current_user.email:
            raise ValidationError(gettext("This is not the address of this account."))


@blueprint.get("/mine")
def mine() -> ResponseReturnValue:
    """Show what is kept of whoever has signed in."""
    counts = {name: len(rows) for name, rows in own_data(current_user).items()}
    titles = {name: KEPT[name].title for name in ("user", "role_grant", "audit_event", *OWN_TABLES)}
    return render_template("manage/personal_data/mine.html", counts=counts, titles=titles)


@blueprint.post("/mine/file")
def mine_file() -> ResponseReturnValue:
    """Give all of it as JSON in a ZIP."""
    packed = own_data_file(current_user, actor=current_actor(), now=clock.now())
    return send_file(
        BytesIO(packed), "application/zip", as_attachment=True, download_name="du-lieu-cua-toi.zip"
    )


@blueprint.route("/mine/erase", methods=["GET", "POST"])
def erase() -> ResponseReturnValue:
    """Ask, then erase the own account and sign out."""
    form = EraseForm()
    if form.validate_on_submit():
        try:
            erase_own_account(current_user, actor=current_actor(), now=clock.now())
        except LastAdministrator:
            flash(gettext("Give somebody else the role of system administrator first."), "error")
            return redirect(url_for(".mine"))
        logout_user()
        return redirect(url_for("public.home"))
    return render_template("manage/personal_data/erase.html", form=form)
