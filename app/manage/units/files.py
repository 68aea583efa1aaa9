"""The whole tree as a file: uploaded, looked at, confirmed; and downloaded."""

from collections import Counter
from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor
from app.manage.sheets import SheetForm, keep_sheet, kept_sheet
from app.manage.units.acting import MOST_SHOWN
from app.manage.units.blueprint import blueprint
from app.services.importing.problems import InvalidFile
from app.services.organisation.changing import carry_out
from app.services.organisation.consequences import consequences
from app.services.organisation.proposals import InvalidChange
from app.services.organisation.reading import read_tree
from app.services.organisation.tree_file import HEADINGS, write_tree
from app.services.organisation.tree_import import BadUnits, propose_import
from app.services.uploads import UploadGone, drop_upload
from app.words import DIFFERENCES

PURPOSE = "units"


@blueprint.errorhandler(UploadGone)
def upload_gone(_error: UploadGone) -> ResponseReturnValue:
    """Lead back to the start when the kept file is no longer there."""
    flash(gettext("The uploaded file is no longer kept. Please upload it again."), "error")
    return redirect(url_for(".upload"))


@blueprint.get("/tree.csv")
def export() -> ResponseReturnValue:
    """Give every unit there is or was, in the form in which it can be imported again."""
    content = BytesIO(write_tree(read_tree().records))
    return send_file(content, "text/csv", as_attachment=True, download_name="don-vi.csv")


@blueprint.route("/import", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Take a file and lead on to what it would change."""
    form = SheetForm()
    if form.validate_on_submit():
        return redirect(url_for(".review", upload_id=keep_sheet(form, PURPOSE).id))
    return render_template("manage/units/upload.html", form=form, headings=HEADINGS)


@blueprint.route("/import/<upload_id>", methods=["GET", "POST"])
def review(upload_id: str) -> ResponseReturnValue:
    """Show everything that a file would change, or every mistake of it; then do it."""
    kept, now = kept_sheet(upload_id, PURPOSE), clock.now()
    shown: dict[str, Any] = {
        "kept": kept,
        "error": None,
        "problems": [],
        "differences": [],
        "words": DIFFERENCES,
    }
    try:
        proposal = propose_import(kept.path, today=clock.local_day(now))
        if request.method == "POST":
            change = carry_out(proposal, actor=current_actor(), now=now)
            drop_upload(kept)
            flash(gettext("The change has been made."))
            return redirect(url_for(".change", change_id=change.id))
    except (InvalidFile, InvalidChange) as error:
        return render_template("manage/units/review.html", **{**shown, "error": error})
    except BadUnits as error:
        return render_template("manage/units/review.html", **{**shown, "problems": error.found})
    found = proposal.differences()
    return render_template(
        "manage/units/review.html",
        **{**shown, "differences": found},
        counts=Counter(difference.kind for difference in found),
        consequences=consequences(proposal),
        most_shown=MOST_SHOWN,
    )
