"""An app with one-time codes, and recovery codes."""

import base64

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_security import current_user

from app import clock
from app.access import current_actor, prove
from app.account.blueprint import blueprint
from app.account.forms import AuthenticatorForm
from app.account.second_step import may_add_factor
from app.documents.qr import qr_svg
from app.extensions import db
from app.plain_form import PlainForm
from app.services.auditing import record_event
from app.services.sign_in.authenticators import add_authenticator, address_of, new_secret
from app.services.sign_in.factors import LastFactor, remove_authenticator
from app.services.sign_in.recovery import count_recovery_codes, new_recovery_codes

SECRET = "new_authenticator"  # noqa: S105  (the name under which the session keeps it)


@blueprint.route("/authenticator", methods=["GET", "POST"])
def authenticator() -> ResponseReturnValue:
    """Show the QR code of a new app, and take it once it shows the right code."""
    if not may_add_factor():
        return redirect(url_for(".second_step"))
    form = AuthenticatorForm()
    secret = session.get(SECRET) or new_secret()
    if form.validate_on_submit():
        code = "".join(form.code.data.split())
        if add_authenticator(current_user, secret, code, now=clock.now()):
            session.pop(SECRET, None)
            return factor_added("authenticator")
        form.code.errors = [*form.code.errors, gettext("This is not the code of this moment.")]
    session[SECRET] = secret
    picture = base64.b64encode(qr_svg(address_of(secret, current_user))).decode()
    return render_template("account/authenticator.html", form=form, secret=secret, picture=picture)


@blueprint.route("/authenticator/remove", methods=["GET", "POST"])
def drop_authenticator() -> ResponseReturnValue:
    """Ask, then let the app's codes count no more."""
    form = PlainForm()
    if form.validate_on_submit():
        try:
            remove_authenticator(current_user, actor=current_actor(), now=clock.now())
            flash(gettext("The app is no second factor any more."))
        except LastFactor:
            flash(gettext("Set up another second factor first: this is the only one."), "error")
        return redirect(url_for(".index"))
    return render_template("account/drop_authenticator.html", form=form)


@blueprint.route("/recovery-codes", methods=["GET", "POST"])
def recovery_codes() -> ResponseReturnValue:
    """Ask, then show ten new recovery codes once; those of before work no more."""
    form = PlainForm()
    if not form.validate_on_submit():
        return render_template(
            "account/recovery_codes.html", form=form, left=count_recovery_codes(current_user)
        )
    codes = new_recovery_codes(current_user)
    note("account.new_recovery_codes")
    db.session.commit()
    return render_template("account/new_recovery_codes.html", codes=codes)


def factor_added(kind: str) -> ResponseReturnValue:
    """Record a new second factor; the first one comes with recovery codes, shown once."""
    note("account.add_factor", kind=kind)
    codes = [] if count_recovery_codes(current_user) else new_recovery_codes(current_user)
    prove()
    db.session.commit()
    if codes:
        return render_template("account/new_recovery_codes.html", codes=codes)
    flash(gettext("The second factor has been added."))
    return redirect(url_for(".index"))


def note(act: str, **details: str) -> None:
    """Record what a person has done to the own account; the caller commits."""
    record_event(
        act,
        actor=current_actor(),
        thing=f"account:{current_user.id}",
        unit_id=None,
        now=clock.now(),
        **details,
    )
