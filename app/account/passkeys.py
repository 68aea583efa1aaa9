"""Passkeys: signing in with one, showing one as second factor, adding and removing them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_security import current_user
from flask_security.utils import login_user

from app import clock
from app.access import current_actor
from app.account.authenticators import factor_added
from app.account.blueprint import blueprint
from app.account.challenges import new_challenge, place, read_credential, take_challenge
from app.account.forms import CredentialForm, NewPasskeyForm
from app.account.second_step import may_add_factor, proven
from app.extensions import db
from app.models import User
from app.plain_form import PlainForm
from app.services.sign_in.factors import LastFactor, remove_passkey
from app.services.sign_in.passkeys import add_passkey as take_passkey
from app.services.sign_in.passkeys import (
    authentication_options,
    owner_of_signature,
    registration_options,
)


@blueprint.post("/passkey-sign-in")
def passkey_sign_in() -> ResponseReturnValue:
    """Sign in with a passkey alone: the device has asked its owner for a finger or a number.

    A lock after wrong passwords does not count here; nobody can guess a passkey.
    """
    owner = signer()
    if owner is None or not owner.active:
        flash(gettext("The passkey does not belong to an open account here."), "error")
        return redirect(url_for("security.login"))
    login_user(owner, remember=False, authn_via=["webauthn"])
    return proven()


@blueprint.post("/second-step/passkey")
def prove_by_passkey() -> ResponseReturnValue:
    """Take one of the person's own passkeys as second factor."""
    owner = signer()
    if owner is None or owner.id != current_user.id:
        flash(gettext("The passkey does not belong to this account."), "error")
        return redirect(url_for(".second_step"))
    return proven()


@blueprint.route("/passkeys/new", methods=["GET", "POST"])
def add_passkey() -> ResponseReturnValue:
    """Have the browser make a passkey, and keep its public half."""
    if not may_add_factor():
        return redirect(url_for(".second_step"))
    here = place()
    form = NewPasskeyForm()
    if here and form.validate_on_submit():
        challenge, credential = take_challenge(), read_credential(form.credential.data)
        added = challenge and take_passkey(
            current_user,
            credential,
            name=form.name.data,
            place=here,
            challenge=challenge,
            now=clock.now(),
        )
        if added:
            return factor_added("passkey")
        form.name.errors = [*form.name.errors, gettext("No passkey was made. Please try again.")]
    options = registration_options(current_user, here, new_challenge()) if here else None
    return render_template("account/add_passkey.html", form=form, options=options)


@blueprint.route("/passkeys/<int:passkey_id>/remove", methods=["GET", "POST"])
def drop_passkey(passkey_id: int) -> ResponseReturnValue:
    """Ask, then let a passkey sign in no more."""
    form = PlainForm()
    if form.validate_on_submit():
        try:
            remove_passkey(current_user, passkey_id, actor=current_actor(), now=clock.now())
            flash(gettext("The passkey has been removed."))
        except LastFactor:
            flash(gettext("Set up another second factor first: this is the only one."), "error")
        return redirect(url_for(".index"))
    return render_template("account/drop_passkey.html", form=form, passkey_id=passkey_id)


def offer_passkey() -> dict[str, str | None]:
    """Give the sign-in page what a browser needs to sign in with a passkey."""
    here = place()
    return {"passkey": authentication_options(here, new_challenge()) if here else None}


def signer() -> User | None:
    """Tell whose passkey has signed the challenge of this session; None if nobody's."""
    here, challenge, form = place(), take_challenge(), CredentialForm()
    if here is None or challenge is None or not form.validate_on_submit():
        return None
    owner = owner_of_signature(
        read_credential(form.credential.data), place=here, challenge=challenge, now=clock.now()
    )
    db.session.commit()
    return owner
