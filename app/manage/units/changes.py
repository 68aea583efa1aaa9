"""Changes of the tree: the list, and one of them, which can be taken back while nothing depends."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor
from app.manage.arguments import read_page_number
from app.manage.units.blueprint import blueprint
from app.manage.units.words import ACTS
from app.queries.unit_changes import list_changes
from app.services.organisation.proposals import InvalidChange
from app.services.organisation.reading import read_tree
from app.services.organisation.undoing import (
    differences_of,
    get_change,
    undo_change,
    why_not_undo,
)


@blueprint.get("/changes")
def changes() -> ResponseReturnValue:
    """List every change of the tree, the latest first, fifty a page."""
    return render_template(
        "manage/units/changes.html",
        page=list_changes(read_page_number(request.args)),
        acts=ACTS,
    )


@blueprint.route("/changes/<int:change_id>", methods=["GET", "POST"])
def change(change_id: int) -> ResponseReturnValue:
    """Show what a change did; take it back if nothing depends on it."""
    found = get_change(change_id)
    if request.method == "POST":
        try:
            undo_change(change_id, actor=current_actor(), now=clock.now())
            flash(gettext("The change has been undone."))
        except InvalidChange as refused:
            flash(" ".join(refused.reasons[:10]), "error")
        return redirect(url_for(".change", change_id=change_id))
    stored = read_tree()
    return render_template(
        "manage/units/change.html",
        change=found,
        differences=differences_of(found, stored),
        against=why_not_undo(found, stored),
        acts=ACTS,
    )
