"""The whole tree as a file: uploaded, looked at, confirmed; and downloaded."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor
from app.manage.sheets import SheetForm, kept_sheet, lead_back_to, take_sheet
from app.manage.units.blueprint import blueprint
from app.services.importing.problems import InvalidFile, Problem
from app.services.organisation.changing import carry_out
from app.services.organisation.consequences import consequences
from app.services.organisation.differences import Difference
from app.services.organisation.proposals import InvalidChange
from app.services.organisation.reading import read_tree
from app.services.organisation.tree_file import write_tree
from app.services.organisation.tree_import import BadUnits, propose_import
from app.services.uploads import UploadGone, drop_upload
from app.words import DIFFERENCES

PURPOSE = "units"


@dataclass(frozen=True)
class TreePlan:
    """What a file of units would change, or its problems; every column of it is read."""

    differences: Sequence[Difference] = ()
    problems: Sequence[Problem] = ()
    unread: Sequence[str] = ()

    @property
    def does_something(self) -> bool:
        """Whether there is anything to confirm."""
        return bool(self.differences)


blueprint.register_error_handler(UploadGone, lead_back_to(".upload"))


@blueprint.get("/tree.csv")
def export() -> ResponseReturnValue:
    """Give every unit there is or was, in the form in which it can be imported again."""
    content = BytesIO(write_tree(read_tree().records))
    return send_file(content, "text/csv", as_attachment=True, download_name="don-vi.csv")


@blueprint.route("/import", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Take a file and lead on to what it would change."""
    return take_sheet(SheetForm(), PURPOSE)


@blueprint.route("/import/<upload_id>", methods=["GET", "POST"])
def review(upload_id: str) -> ResponseReturnValue:
    """Show everything that a file would change, or every mistake of it; then do it."""
    kept, now = kept_sheet(upload_id, PURPOSE), clock.now()
    shown: dict[str, Any] = {"kept": kept, "words": DIFFERENCES}
    try:
        proposal = propose_import(kept.path, today=clock.local_day(now))
        if request.method == "POST":
            change = carry_out(proposal, actor=current_actor(), now=now)
            drop_upload(kept)
            flash(gettext("The change has been made."))
            return redirect(url_for(".change", change_id=change.id))
    except (InvalidFile, InvalidChange) as error:
        return render_template("manage/units/review.html", plan=None, error=error, **shown)
    except BadUnits as error:
        plan = TreePlan(problems=error.found)
        return render_template("manage/units/review.html", plan=plan, error=None, **shown)
    plan = TreePlan(differences=proposal.differences())
    return render_template(
        "manage/units/review.html",
        plan=plan,
        error=None,
        counts=Counter(difference.kind for difference in plan.differences),
        consequences=consequences(proposal),
        **shown,
    )
