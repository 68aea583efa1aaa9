"""Questionnaires as files: brought in from other programs, and given out."""

from collections.abc import Callable
from io import BytesIO
from pathlib import PurePath

from flask import Response, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope
from app.design.blueprint import blueprint
from app.design.forms.beginning import taken_codes
from app.design.forms.files import FileForm, file_form
from app.design.mistakes import sentence
from app.design.problems import problem_sentences
from app.errors import NotFound
from app.queries.questionnaires import get_version
from app.services.drafting.codes import proposed_code
from app.services.drafting.documents import MAIN, Document
from app.services.drafting.drafts import begin_draft
from surveys.documents import canonical_json, from_document, to_document
from surveys.errors import InvalidQuestionnaire, Mistake
from surveys.exchange.drafts import ImportedDraft
from surveys.exchange.lss_import import import_lss
from surveys.exchange.problems import ImportRefused
from surveys.exchange.xlsform_export import export_xlsform
from surveys.exchange.xlsform_import import import_xlsform
from surveys.json_schema import PATH as SCHEMA
from surveys.loading import load_json

JSON, XLSX = "application/json", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def from_xlsform(content: bytes, form: FileForm) -> ImportedDraft:
    """Read an XLSForm."""
    language, leave_out = form.language.data, form.leave_out.data
    return import_xlsform(content, language=language, leave_out=leave_out)


def from_limesurvey(content: bytes, form: FileForm) -> ImportedDraft:
    """Read a LimeSurvey survey."""
    return import_lss(content, leave_out=form.leave_out.data)


def from_own(content: bytes, _form: FileForm) -> ImportedDraft:
    """Read one of our own documents."""
    return ImportedDraft(to_document(load_json(content)), (), {})


READERS: dict[str, Callable[[bytes, FileForm], ImportedDraft]] = {
    ".xlsx": from_xlsform,
    ".lss": from_limesurvey,
    ".json": from_own,
}


@blueprint.route("/bring-in", methods=["GET", "POST"])
def bring_in() -> ResponseReturnValue:
    """Make a draft of a file; one that cannot be carried over is refused with every reason."""
    form = file_form(current_scope())
    problems: list[str] = []
    if form.validate_on_submit():
        sent = form.sent.data
        reader = READERS.get(PurePath(sent.filename).suffix.lower())
        if reader is None:
            form.sent.errors = [gettext("Choose a file that ends in .xlsx, .lss or .json.")]
        else:
            try:
                return draft_of(reader(sent.read(), form), form.owner.data)
            except ImportRefused as refused:
                problems = problem_sentences(refused.problems)
            except InvalidQuestionnaire as refused:
                problems = [placed_sentence(one) for one in refused.mistakes]
    status = 422 if form.errors or problems else 200
    return render_template("design/bring_in.html", form=form, problems=problems), status


def placed_sentence(mistake: Mistake) -> str:
    """Say a mistake with its place in the document; one of the whole file has none."""
    return f"{mistake.path}: {sentence(mistake)}" if mistake.path else sentence(mistake)


def draft_of(imported: ImportedDraft, owner_id: int) -> ResponseReturnValue:
    """Begin the draft under a code that is free, and say what was left out."""
    code = imported.document["code"]
    if code in taken_codes():
        code = proposed_code(code.replace("_", " "), taken_codes(), fallback="bo_cau_hoi")
    document: Document = {"factors": [], "scales": [], "formulas": [], **imported.document}
    document["code"] = code
    document["languages"] = [MAIN, *(each for each in document["languages"] if each != MAIN)]
    draft = begin_draft(document, owner_id=owner_id, editor=current_actor(), now=clock.now())
    flash(gettext("The questionnaire has been brought in as a draft."))
    for what in problem_sentences(imported.left_out):
        flash(gettext("Left out: %(what)s", what=what))
    return redirect(url_for(".outline", draft_id=draft.id))


@blueprint.get("/versions/<int:version_id>/file.<file_format>")
def version_file(version_id: int, file_format: str) -> ResponseReturnValue:
    """Give a published version as our own document or as an XLSForm."""
    questionnaire = from_document(get_version(version_id).document)
    if file_format == "json":
        content, kind = canonical_json(questionnaire), JSON
    elif file_format == "xlsx":
        content, kind = export_xlsform(questionnaire), XLSX
    else:
        raise NotFound(f"no format {file_format!r}")
    name = f"{questionnaire.code}.{file_format}"
    return send_file(BytesIO(content), kind, as_attachment=True, download_name=name)


@blueprint.get("/questionnaire.schema.json")
def schema() -> ResponseReturnValue:
    """Give the JSON Schema of our documents."""
    return Response(SCHEMA.read_bytes(), mimetype=JSON)
