"""What is done to a whole account, each after asking: shut off, let in again, set back."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, gettext, lazy_gettext

from app import clock
from app.access import current_actor
from app.errors import NotFound
from app.manage.people.blueprint import blueprint
from app.manage.people.pages import found, link_of, person_page
from app.plain_form import PlainForm
from app.services.people import LastAdministrator, make_new_link, reopen, shut_off
from app.services.sign_in.attempts import unlock
from app.services.sign_in.factors import reset_factors


@dataclass(frozen=True)
class Deed:
    """A deed, what the page that asks says of it, and what is said afterwards."""

    title: LazyString
    told: LazyString
    done: LazyString
    act: Callable[..., None]


DEEDS = {
    "shut": Deed(
        lazy_gettext("Shut the account off"),
        lazy_gettext(
            "Every session ends at once and nobody signs in with it any more. The account "
            "and what it did stay on record; it can be opened again."
        ),
        lazy_gettext("The account is shut off; every session has ended."),
        shut_off,
    ),
    "reopen": Deed(
        lazy_gettext("Open the account again"),
        lazy_gettext("The person can sign in again, with the roles that are still in force."),
        lazy_gettext("The account is open again."),
        reopen,
    ),
    "reset": Deed(
        lazy_gettext("Reset the second step"),
        lazy_gettext(
            "The app, every passkey and the recovery codes of this person work no more. At the "
            "next sign-in the person sets up a new one. First make sure that it is really this "
            "person who asks."
        ),
        lazy_gettext("The second step has been reset; every session has ended."),
        reset_factors,
    ),
    "unlock": Deed(
        lazy_gettext("Unlock the account"),
        lazy_gettext(
            "Wrong passwords or codes have locked it; it opens by itself after 15 minutes."
        ),
        lazy_gettext("The account is unlocked."),
        unlock,
    ),
}


@blueprint.route("/<int:user_id>/do/<act>", methods=["GET", "POST"])
def do(user_id: int, act: str) -> ResponseReturnValue:
    """Ask, then do it; raises `NotFound` for a deed that there is not."""
    chosen, person, form = DEEDS.get(act), found(user_id), PlainForm()
    if chosen is None:
        raise NotFound(f"no deed {act!r}")
    if form.validate_on_submit():
        try:
            chosen.act(person.user, actor=current_actor(), now=clock.now())
            flash(str(chosen.done))
        except LastAdministrator:
            flash(gettext("This is the last system administrator of the service."), "error")
        return redirect(url_for(".person", user_id=user_id))
    return render_template(
        "manage/people/do.html", form=form, person=person, act=act, chosen=chosen
    )


@blueprint.route("/<int:user_id>/link", methods=["GET", "POST"])
def new_link(user_id: int) -> ResponseReturnValue:
    """Ask, then make a link by which the person sets a new password, and show it once."""
    person, form = found(user_id), PlainForm()
    if form.validate_on_submit():
        secret = make_new_link(person.user, actor=current_actor(), now=clock.now())
        return person_page(found(user_id), link=link_of(secret))
    return render_template("manage/people/new_link.html", form=form, person=person)
