"""The way of a file of answers: uploaded, mapped, looked at, imported."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from app import clock
from app.access import current_scope
from app.languages import page_language
from app.manage.imports.blueprint import blueprint
from app.manage.imports.draft_form import read_draft
from app.manage.imports.forms import AnswerFileForm
from app.manage.imports.gaps import gaps
from app.manage.imports.words import FILE_KINDS, coded_columns
from app.manage.imports.work import MOST_ROWS, PURPOSE, Work, open_work, propose_for
from app.manage.sheets import keep_sheet, kept_sheet, lead_back_to
from app.queries.surveys import list_surveys
from app.services.importing.preview import Preview, answers_in_words, preview_import
from app.services.importing.problems import InvalidFile, InvalidMapping, InvalidRows
from app.services.importing.proposals.file_look import FileKind
from app.services.importing.responses import import_responses
from app.services.uploads import UploadGone, drop_upload, note_on_upload
from app.words import UNIT_KINDS

blueprint.register_error_handler(UploadGone, lead_back_to(".new"))


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Take a file, look at it, and lead on to the mapping proposed for it."""
    form = AnswerFileForm()
    form.offer(list_surveys(current_scope()))
    if form.validate_on_submit():
        kept = keep_sheet(form, PURPOSE, survey=form.survey.data)
        try:
            propose_for(kept)
        except InvalidFile as error:
            drop_upload(kept)
            form.sheet.errors = [*form.sheet.errors, str(error)]
        else:
            return redirect(url_for(".mapping", upload_id=kept.id))
    return render_template("manage/imports/new.html", form=form)


@blueprint.route("/<upload_id>/mapping", methods=["GET", "POST"])
def mapping(upload_id: str) -> ResponseReturnValue:
    """Show the mapping and take corrections; nothing filled in is ever lost."""
    work = open_work(upload_id)
    if request.method == "POST":
        draft = read_draft(request.form, work.draft, work.look, work.setting.questionnaire)
        note_on_upload(work.kept, draft=draft.as_json())
        if "look" in request.form:
            return redirect(url_for(".review", upload_id=upload_id))
        return redirect(url_for(".mapping", upload_id=upload_id))
    return render_template(
        "manage/imports/mapping.html",
        work=work,
        kind_words=FILE_KINDS[FileKind(work.kept.notes["kind"])],
        unit_kinds=UNIT_KINDS,
        coded=coded_columns(work.draft, work.look, work.setting.questionnaire),
        language=page_language(),
    )


@blueprint.route("/<upload_id>/review", methods=["GET", "POST"])
def review(upload_id: str) -> ResponseReturnValue:
    """Show ten rows as they would be read and every problem; then import all of it or nothing."""
    work = open_work(upload_id)
    missing = gaps(work.draft, work.setting.questionnaire, page_language())
    too_long = work.look.rows > MOST_ROWS
    if request.method == "POST" and not missing and not too_long:
        outcome = imported(work, skip_bad=request.form.get("skip_bad") == "yes")
        if outcome is not None:
            return redirect(url_for(".done", import_id=outcome))
    preview = (
        Preview(mistakes=tuple(missing))
        if missing
        else preview_import(work.request(), now=clock.now())
    )
    return render_template(
        "manage/imports/review.html",
        work=work,
        preview=preview,
        too_long=too_long,
        most_rows=MOST_ROWS,
        units={unit.id: unit for unit in work.setting.units},
        in_words=answers_in_words,
        language=page_language(),
    )


@blueprint.get("/<upload_id>/mapping.toml")
def mapping_file(upload_id: str) -> ResponseReturnValue:
    """Give the mapping as the file that the command takes."""
    response = Response(open_work(upload_id).draft.toml(), mimetype="application/toml")
    response.headers["Content-Disposition"] = 'attachment; filename="anh-xa.toml"'
    return response


@blueprint.post("/<upload_id>/give-up")
def give_up(upload_id: str) -> ResponseReturnValue:
    """Take the kept file away."""
    drop_upload(kept_sheet(upload_id, PURPOSE))
    flash(gettext("The file has been removed; nothing was imported."))
    return redirect(url_for(".index"))


def imported(work: Work, *, skip_bad: bool) -> int | None:
    """Import a file and remove it; give the number of the import.

    None if there is something in the way, which the page then shows.
    """
    try:
        outcome = import_responses(work.request(skip_bad=skip_bad), now=clock.now())
    except (InvalidFile, InvalidMapping, InvalidRows):
        return None
    if outcome.import_id is None:
        return None
    drop_upload(work.kept)
    flash(
        ngettext(
            "%(num)s answer has been imported.",
            "%(num)s answers have been imported.",
            outcome.added,
        )
    )
    return outcome.import_id
