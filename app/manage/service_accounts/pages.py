"""The list of service accounts, a new one, and revoking one."""

import json

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from app import clock
from app.access import current_actor, current_scope
from app.audit_acts import ACTS
from app.manage.service_accounts.blueprint import blueprint
from app.manage.service_accounts.forms import ServiceAccountForm
from app.plain_form import PlainForm
from app.queries.service_accounts import (
    get_service_account,
    list_service_accounts,
    list_uses,
)
from app.service_account_words import API_ACTS
from app.services.service_accounts import (
    InvalidServiceAccount,
    create_service_account,
    is_in_force,
    revoke_service_account,
)

REFUSALS = {
    "name": lazy_gettext("There is a service account of this name."),
    "expires_on": lazy_gettext("The last day is over, or more than two years away."),
    "acts": lazy_gettext("Please fill this in."),
}


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the accounts of one's units, those in force first."""
    return render_template(
        "manage/service_accounts/index.html",
        accounts=list_service_accounts(current_scope()),
        now=clock.now(),
        is_in_force=is_in_force,
        acts=API_ACTS,
    )


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Make an account, and show its key once."""
    form = ServiceAccountForm()
    if form.validate_on_submit():
        try:
            account, key = create_service_account(
                form.name.data,
                unit_id=form.unit.data,
                acts=form.chosen_acts(),
                expires_on=form.expires_on.data,
                actor=current_actor(),
                now=clock.now(),
            )
        except InvalidServiceAccount as refused:
            field = getattr(form, refused.field)
            field.errors = [*field.errors, str(REFUSALS[refused.field])]
        else:
            return render_template("manage/service_accounts/key.html", account=account, key=key)
    return render_template("manage/service_accounts/new.html", form=form)


@blueprint.get("/<int:account_id>")
def account(account_id: int) -> ResponseReturnValue:
    """Show what a key may do, and what was done with it."""
    found = get_service_account(account_id)
    return render_template(
        "manage/service_accounts/account.html",
        account=found,
        in_force=is_in_force(found, clock.now()),
        acts=API_ACTS,
        events=list_uses(account_id),
        event_words=ACTS,
        details_of=json.loads,
    )


@blueprint.route("/<int:account_id>/revoke", methods=["GET", "POST"])
def revoke(account_id: int) -> ResponseReturnValue:
    """Ask, then let a key open nothing any more."""
    account, form = get_service_account(account_id), PlainForm()
    if form.validate_on_submit():
        revoke_service_account(account, actor=current_actor(), now=clock.now())
        flash(gettext("The key opens nothing any more."))
        return redirect(url_for(".index"))
    return render_template("manage/service_accounts/revoke.html", account=account, form=form)
