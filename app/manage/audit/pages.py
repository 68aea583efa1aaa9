"""The audit: searched, one event, exported, verified. Reading it is an event itself."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope
from app.audit_acts import ACTS
from app.manage.audit.blueprint import blueprint
from app.manage.audit.export import COLUMNS, cells_of
from app.manage.audit.selection import Selection, read_before, read_selection
from app.manage.audit.words import ACTOR_KINDS, actor_name, details_of, thing_name
from app.manage.sheets import sheet_download
from app.queries.audit import get_event, list_events, units_of
from app.queries.tasks import task_states
from app.services.auditing import record_at_once
from app.services.tasks import start_by_hand

MOST_EXPORTED = 50_000
VERIFY = "audit.verify"

blueprint.context_processor(
    lambda: {"acts": ACTS, "actor_name": actor_name, "thing_name": thing_name}
)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the events of the selection, fifty a page, the newest first."""
    selection = read_selection(request.args)
    found = list_events(selection.wanted(), current_scope(), before=read_before(request.args))
    note_reading("audit.read", selection, events=len(found.events))
    return render_template(
        "manage/audit/index.html",
        found=found,
        selection=selection,
        units=units_of(found.events),
        verified=task_states().get(VERIFY),
        is_first="before" not in request.args,
    )


@blueprint.get("/<int:event_id>")
def event(event_id: int) -> ResponseReturnValue:
    """Show one event with all that was recorded."""
    found = get_event(event_id)
    record_at_once(
        "audit.read",
        actor=current_actor(),
        thing=f"audit:{event_id}",
        unit_id=found.unit_id,
        now=clock.now(),
    )
    return render_template(
        "manage/audit/event.html",
        event=found,
        unit=units_of([found]).get(found.unit_id or 0),
        details=details_of(found),
        kinds=ACTOR_KINDS,
    )


@blueprint.get("/events.csv")
def export() -> ResponseReturnValue:
    """Give the events of the selection as a sheet."""
    selection = read_selection(request.args)
    found = list_events(selection.wanted(), current_scope(), size=MOST_EXPORTED)
    if found.older is not None:
        flash(gettext("Too many events for one file: choose a shorter time."), "error")
        return redirect(url_for(".index", **selection.arguments()))
    units = units_of(found.events)
    rows = [cells_of(event, units) for event in reversed(found.events)]
    note_reading("audit.export", selection, events=len(rows))
    return sheet_download("csv", "nhat-ky-kiem-soat", COLUMNS, rows)


@blueprint.post("/verify")
def verify() -> ResponseReturnValue:
    """Have the whole chain verified at the scheduler's next look."""
    if start_by_hand(VERIFY, actor=current_actor(), now=clock.now()):
        flash(gettext("The audit is verified within half a minute. Load this page again then."))
    else:
        flash(gettext("The audit is being verified already."))
    return redirect(url_for(".index"))


def note_reading(act: str, selection: Selection, **details: Any) -> None:
    """Record that the audit was read or exported, and what was searched for."""
    record_at_once(
        act,
        actor=current_actor(),
        thing="audit",
        unit_id=None,
        now=clock.now(),
        selection=dict(selection.arguments()),
        **details,
    )
