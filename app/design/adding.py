"""Adding sections and questions from the outline."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.design.blueprint import blueprint
from app.design.editor import save_change
from app.design.forms.fields import clean_text
from app.services.drafting.documents import Document
from app.services.drafting.questions import add_question, add_section
from surveys.question_types import QUESTION_TYPES


@blueprint.post("/<int:draft_id>/sections")
def new_section(draft_id: int) -> ResponseReturnValue:
    """Add a section at the end."""
    title = clean_text(request.form.get("title"))
    is_factor = "is_factor" in request.form
    code = ""

    def change(document: Document) -> None:
        nonlocal code
        code = add_section(document, title, is_factor=is_factor and bool(title))

    if not save_change(draft_id, change, "add_section"):
        return redirect(url_for(".outline", draft_id=draft_id))
    return redirect(url_for(".outline", draft_id=draft_id, _anchor=f"in-{code}"))


@blueprint.post("/<int:draft_id>/questions")
def new_question(draft_id: int) -> ResponseReturnValue:
    """Add a question at the end of a section, then stay in the outline or go on to the question."""
    section, type_name = request.form.get("section", ""), request.form.get("type", "")
    text = clean_text(request.form.get("text"))
    if type_name not in QUESTION_TYPES:
        return redirect(url_for(".outline", draft_id=draft_id))
    code = ""

    def change(document: Document) -> None:
        nonlocal code
        code = add_question(document, section, type_name, text)

    if not save_change(draft_id, change, "add_question"):
        return redirect(url_for(".outline", draft_id=draft_id))
    if request.form.get("then") == "edit":
        return redirect(url_for(".question", draft_id=draft_id, item_code=code))
    where = url_for(".outline", draft_id=draft_id, last=type_name, _anchor=f"in-{section}")
    return redirect(where)
