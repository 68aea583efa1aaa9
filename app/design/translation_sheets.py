"""Translators' sheets: given out as a workbook or PO file, and taken in again."""

from io import BytesIO

from flask import flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.design.blueprint import blueprint
from app.design.editor import open_draft, save_change
from app.design.languages import show_languages
from app.design.problems import problem_sentences
from app.errors import NotFound
from app.services.drafting.documents import MAIN, Document
from surveys.exchange.problems import ImportRefused
from surveys.exchange.translation_sheets import (
    TranslatedTexts,
    read_po_file,
    read_translation_workbook,
    write_po_file,
    write_translation_workbook,
)

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "po": "text/x-gettext-translation",
}


@blueprint.get("/<int:draft_id>/languages/<language>/sheet.<file_format>")
def translation_sheet(draft_id: int, language: str, file_format: str) -> ResponseReturnValue:
    """Give a sheet for a translator: a workbook or a PO file."""
    document = open_draft(draft_id).document
    if language not in document["languages"] or language == MAIN or file_format not in FORMATS:
        raise NotFound(f"no language {language!r} or format {file_format!r}")
    if file_format == "po":
        content = write_po_file(document, language)
    else:
        content = write_translation_workbook(document, [language])
    name = f"{document['code']}-{language}.{file_format}"
    return send_file(BytesIO(content), FORMATS[file_format], as_attachment=True, download_name=name)


@blueprint.post("/<int:draft_id>/languages/<language>/sheet")
def take_sheet(draft_id: int, language: str) -> ResponseReturnValue:
    """Take a translator's sheet in; one with problems changes nothing and names them all."""
    view = open_draft(draft_id)
    sent = request.files.get("sheet")
    if sent is None or not sent.filename:
        return show_languages(view, [gettext("Choose a file first.")]), 422
    content, leave_out = sent.read(), "leave_out" in request.form
    try:
        if sent.filename.lower().endswith(".po"):
            texts = read_po_file(content, view.document, language, leave_out=leave_out)
        else:
            texts = read_translation_workbook(content, view.document, leave_out=leave_out)
    except ImportRefused as refused:
        return show_languages(view, problem_sentences(refused.problems)), 422
    if not any(texts.sheets.values()):
        empty = gettext("The sheet holds no translated words; nothing was changed.")
        return show_languages(view, [empty]), 422
    if save_change(draft_id, lambda document: put_in(document, texts), "translate"):
        flash(gettext("The words of the sheet have been taken in."))
    return redirect(url_for(".languages", draft_id=draft_id))


def put_in(document: Document, texts: TranslatedTexts) -> None:
    """Put the words of a sheet into the document."""
    filled = texts.put_into(document)
    document.clear()
    document.update(filled)
