"""The batches, one of them with its strata, and taking one back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope
from app.manage.arguments import read_page_number
from app.manage.invitations.blueprint import blueprint
from app.manage.invitations.words import KINDS, RULES, STATES, state_of
from app.plain_form import PlainForm
from app.queries.invitations import counts_of, get_invitation_batch, list_invitation_batches
from app.services.invitations.making import revoke_batch
from app.words import TOUCHPOINTS

blueprint.context_processor(
    lambda: {
        "kinds": KINDS,
        "rules": RULES,
        "states": STATES,
        "touchpoints": TOUCHPOINTS,
        "state_of": lambda batch: state_of(batch, clock.local_day(clock.now())),
    }
)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the batches of the person's units, fifty a page."""
    page = list_invitation_batches(current_scope(), number=read_page_number(request.args))
    return render_template("manage/invitations/index.html", page=page)


@blueprint.get("/<int:batch_id>")
def batch(batch_id: int) -> ResponseReturnValue:
    """Show how far a batch is spent, stratum by stratum; counts only."""
    found, strata = get_invitation_batch(batch_id), counts_of([batch_id])
    return render_template(
        "manage/invitations/batch.html",
        batch=found,
        strata=strata,
        made=sum(counts.stratum.drawn for counts in strata),
        spent=sum(counts.spent for counts in strata),
        frame=sum(counts.stratum.frame or 0 for counts in strata),
    )


@blueprint.route("/<int:batch_id>/revoke", methods=["GET", "POST"])
def revoke(batch_id: int) -> ResponseReturnValue:
    """Ask, then take back what is not spent."""
    found, form = get_invitation_batch(batch_id), PlainForm()
    if form.validate_on_submit():
        revoke_batch(found, actor=current_actor(), now=clock.now())
        flash(gettext("The invitations are revoked. Answers that were given by them stay."))
        return redirect(url_for(".batch", batch_id=batch_id))
    left = sum(counts.left for counts in counts_of([batch_id]))
    return render_template("manage/invitations/revoke.html", batch=found, left=left, form=form)
