"""The account at a glance: name, roles in words, second factors, sessions."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_security import current_user

from app import clock
from app.access import current_session
from app.account.authenticators import note
from app.account.blueprint import blueprint
from app.account.forms import NameForm
from app.extensions import db
from app.queries.rights import list_grants
from app.services.sign_in.factors import factors_of
from app.services.sign_in.passkeys import list_passkeys
from app.services.sign_in.recovery import count_recovery_codes
from app.services.sign_in.sessions import end_session, list_sessions


@blueprint.route("/", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Show the account, and change the name."""
    form = NameForm(obj=current_user)
    if form.validate_on_submit():
        current_user.name = form.name.data
        note("account.rename")
        db.session.commit()
        flash(gettext("The change has been saved."))
        return redirect(url_for(".index"))
    now, present = clock.now(), current_session()
    return render_template(
        "account/index.html",
        form=form,
        grants=list_grants(current_user.id, clock.local_day(now)),
        factors=factors_of(current_user),
        passkeys=list_passkeys(current_user),
        codes_left=count_recovery_codes(current_user),
        sessions=list_sessions(current_user, now=now),
        present=present.id if present else None,
    )


@blueprint.post("/sessions/<int:session_id>/end")
def end(session_id: int) -> ResponseReturnValue:
    """End one of one's own sessions, here or elsewhere."""
    end_session(current_user, session_id, now=clock.now())
    note("session.end")
    db.session.commit()
    flash(gettext("The session has ended."))
    return redirect(url_for(".index"))
