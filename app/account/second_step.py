"""The second step of signing in: a code, a recovery code or a passkey; or setting one up."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_security import current_user
from flask_security.utils import logout_user, validate_redirect_url

from app import clock
from app.access import current_actor, is_proven, prove
from app.account.blueprint import blueprint
from app.account.challenges import new_challenge, place
from app.account.forms import CodeForm
from app.extensions import db
from app.services.auditing import record_event
from app.services.sign_in.attempts import forget_failures, is_locked, note_failure
from app.services.sign_in.authenticators import takes_code
from app.services.sign_in.factors import factors_of
from app.services.sign_in.passkeys import authentication_options
from app.services.sign_in.recovery import count_recovery_codes, takes_recovery_code


@blueprint.route("/second-step", methods=["GET", "POST"])
def second_step() -> ResponseReturnValue:
    """Ask for the second factor; whoever has none yet is led to set one up."""
    if is_proven():
        return redirect(wanted_page())
    factors = factors_of(current_user)
    if not factors.any:
        return redirect(url_for(".set_up"))
    form = CodeForm()
    if form.validate_on_submit():
        if is_right_code(form.code.data):
            return proven()
        if is_locked(current_user, clock.now()):
            return locked_out()
        form.code.errors = [*form.code.errors, gettext("This code is not right, or was used.")]
    here = place() if factors.passkeys else None
    return render_template(
        "account/second_step.html",
        form=form,
        factors=factors,
        passkey=authentication_options(here, new_challenge(), current_user) if here else None,
    )


@blueprint.get("/set-up")
def set_up() -> ResponseReturnValue:
    """Say why a second factor is needed, and offer both kinds."""
    if not is_proven() and factors_of(current_user).any:
        return redirect(url_for(".second_step"))
    return render_template("account/set_up.html", passkeys_work=place() is not None)


def is_right_code(code: str) -> bool:
    """Take a code of the app or a recovery code, or count a wrong one; a locked account: none."""
    now = clock.now()
    if is_locked(current_user, now):
        return False
    typed = "".join(code.split())
    if takes_code(current_user, typed, now=now):
        return True
    if takes_recovery_code(current_user, typed, now=now):
        record_event(
            "account.use_recovery_code",
            actor=current_actor(),
            thing=f"account:{current_user.id}",
            unit_id=None,
            now=now,
            left=count_recovery_codes(current_user),
        )
        return True
    note_failure(current_user, now=now)
    return False


def proven() -> ResponseReturnValue:
    """Go on to where the person wanted to go, now that everything has been shown."""
    forget_failures(current_user)
    prove()
    db.session.commit()
    return redirect(wanted_page())


def wanted_page() -> str:
    """Give the page that the person was on the way to, if it is one of ours; else the first."""
    wanted = request.args.get("next", "")
    is_ours = wanted.startswith("/") and validate_redirect_url(wanted)
    return wanted if is_ours else url_for("staff.start")


def locked_out() -> ResponseReturnValue:
    """Send the person away from an account that was just locked."""
    logout_user()
    flash(gettext("After five wrong attempts this account is locked for 15 minutes."), "error")
    return redirect(url_for("security.login"))


def may_add_factor() -> bool:
    """Tell whether a second factor may be added now: after the second step, or to the very first.

    Whoever knows only the password of an account that has one must not add another.
    """
    return is_proven() or not factors_of(current_user).any
