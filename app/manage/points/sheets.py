"""Collection points from a sheet: uploaded, looked at with every mistake, confirmed."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope
from app.manage.points.blueprint import blueprint
from app.manage.points.making import made_words
from app.manage.sheets import SheetForm, keep_sheet, kept_sheet, sheet_download
from app.services.importing.problems import InvalidFile
from app.services.points.sheet import COLUMNS, import_points_sheet, plan_points
from app.services.uploads import UploadGone, drop_upload
from app.words import MODES, TOUCHPOINTS

PURPOSE = "points"


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
    return render_template("manage/points/upload.html", form=form, columns=COLUMNS)


@blueprint.route("/upload/<upload_id>", methods=["GET", "POST"])
def review(upload_id: str) -> ResponseReturnValue:
    """Show what a sheet would make or every mistake of it; then make it."""
    kept, now = kept_sheet(upload_id, PURPOSE), clock.now()
    try:
        plan = plan_points(kept.path, scope=current_scope(), now=now)
    except InvalidFile as error:
        return render_template("manage/points/review.html", kept=kept, plan=None, error=error)
    if request.method == "POST" and plan.does_something:
        done = import_points_sheet(kept.path, scope=current_scope(), actor=current_actor(), now=now)
        drop_upload(kept)
        flash(made_words(len(done.added)))
        return redirect(url_for(".index"))
    return render_template(
        "manage/points/review.html",
        kept=kept,
        plan=plan,
        error=None,
        touchpoints=TOUCHPOINTS,
        modes=MODES,
    )


@blueprint.get("/template.<format_name>")
def template(format_name: str) -> ResponseReturnValue:
    """Give an empty sheet to fill in."""
    return sheet_download(format_name, "mau-diem-thu-thap", COLUMNS, [])
