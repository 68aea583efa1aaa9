"""Lists of procedures as sheets: uploaded, looked at, confirmed; and downloaded."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from app import clock
from app.access import current_actor
from app.manage.services.blueprint import blueprint
from app.manage.sheets import SheetForm, keep_sheet, kept_sheet, sheet_download
from app.queries.services import list_services
from app.services.importing.problems import InvalidFile
from app.services.registers.service_sheet import (
    COLUMNS,
    import_services,
    plan_services,
    service_cells,
)
from app.services.uploads import UploadGone, drop_upload

PURPOSE = "services"
FIELD_WORDS = {column.id: column.heading for column in COLUMNS}


@blueprint.errorhandler(UploadGone)
def upload_gone(_error: UploadGone) -> ResponseReturnValue:
    """Lead back to the start when the kept file is no longer there."""
    flash(gettext("The uploaded file is no longer kept. Please upload it again."), "error")
    return redirect(url_for(".upload"))


@blueprint.route("/upload", methods=["GET", "POST"])
def upload() -> ResponseReturnValue:
    """Take a sheet and lead on to what it would do."""
    form = SheetForm()
    if form.validate_on_submit():
        return redirect(url_for(".review", upload_id=keep_sheet(form, PURPOSE).id))
    return render_template("manage/services/upload.html", form=form, columns=COLUMNS)


@blueprint.route("/upload/<upload_id>", methods=["GET", "POST"])
def review(upload_id: str) -> ResponseReturnValue:
    """Show what a sheet would do or every mistake of it; then do it."""
    kept = kept_sheet(upload_id, PURPOSE)
    try:
        plan = plan_services(kept.path)
    except InvalidFile as error:
        return render_template("manage/services/review.html", kept=kept, plan=None, error=error)
    if request.method == "POST" and plan.does_something:
        done = import_services(kept.path, actor=current_actor(), now=clock.now())
        drop_upload(kept)
        count = len(done.added) + len(done.changed)
        flash(
            ngettext(
                "%(num)s procedure has been added or changed.",
                "%(num)s procedures have been added or changed.",
                count,
            )
        )
        return redirect(url_for(".index"))
    return render_template(
        "manage/services/review.html", kept=kept, plan=plan, error=None, field_words=FIELD_WORDS
    )


@blueprint.get("/template.<format_name>")
def template(format_name: str) -> ResponseReturnValue:
    """Give an empty sheet to fill in."""
    return sheet_download(format_name, "mau-thu-tuc", COLUMNS, [])


@blueprint.get("/list.<format_name>")
def export(format_name: str) -> ResponseReturnValue:
    """Give the whole list, in the form in which it can be uploaded again."""
    rows = [service_cells(service) for service in list_services()]
    return sheet_download(format_name, "thu-tuc", COLUMNS, rows)
