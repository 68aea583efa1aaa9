"""One question: added to a section, edited, saved as it is typed."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.design.blueprint import blueprint
from app.design.editor import (
    DraftView,
    not_saved,
    open_draft,
    save_change,
    saved_as_typed,
)
from app.design.forms.question import QuestionForm, question_form
from app.design.forms.question_writing import write_question
from app.design.rule_words import question_name, rule_sentence
from app.design.saving import fingerprint, wants_json
from app.services.drafting.documents import (
    Document,
    every_question,
    options_of,
    question_of,
    section_of_question,
)
from app.services.drafting.renaming import rename_question
from app.services.drafting.rules import KINDS
from surveys.question_types import QUESTION_TYPES
from surveys.translations import JsonObject


@dataclass(frozen=True)
class QuestionPage:
    """What the page of a question shows; `stored` is what stands there now where it differs."""

    view: DraftView
    question: JsonObject
    form: QuestionForm
    stored: JsonObject | None = None


@blueprint.get("/<int:draft_id>/questions/<item_code>")
def question(draft_id: int, item_code: str) -> ResponseReturnValue:
    """Show the form of a question."""
    view = open_draft(draft_id)
    found = question_of(view.document, item_code)
    form = question_form(view.document, found, is_published=item_code in view.published)
    return show_question(QuestionPage(view, found, form))


@blueprint.post("/<int:draft_id>/questions/<item_code>")
def save_question(draft_id: int, item_code: str) -> ResponseReturnValue:
    """Save a question; nothing that was filled in is lost, whoever saved in between."""
    view = open_draft(draft_id)
    found = question_of(view.document, item_code)
    form = question_form(
        view.document, found, is_published=item_code in view.published, sent=request.form
    )
    if request.form.get("seen", "") != fingerprint(found):
        return refused(QuestionPage(view, found, form, stored=found), 409)
    if not form.validate():
        return refused(QuestionPage(view, found, form), 422)
    new_code = form.code.data.strip() if "code" in form else item_code

    def change(document: Document) -> None:
        write_question(form, question_of(document, item_code))
        if new_code != item_code:
            rename_question(document, item_code, new_code)

    if not save_change(draft_id, change, "edit_question"):
        return refused(QuestionPage(view, found, form), 409)
    return saved(draft_id, item_code, new_code)


def refused(page: QuestionPage, status: int) -> ResponseReturnValue:
    """Answer a form that was not saved: the page again, or a word to the script that sent it."""
    if wants_json():
        return not_saved(status)
    return show_question(page), status


def saved(draft_id: int, code: str, new_code: str) -> ResponseReturnValue:
    """Answer a form that was saved: go on, or tell the script what stands there now."""
    if wants_json():
        view = open_draft(draft_id)
        seen = fingerprint(question_of(view.document, new_code))
        mistakes = view.sentences("question", new_code)
        return saved_as_typed(view, seen, mistakes, reload=new_code != code)
    flash(gettext("Saved."))
    then = request.form.get("then", "")
    if then == "outline":
        return redirect(url_for(".outline", draft_id=draft_id, _anchor=f"q-{new_code}"))
    if then == "next":
        codes = [q["code"] for _, q in every_question(open_draft(draft_id).document)]
        following = codes[codes.index(new_code) + 1 :]
        new_code = following[0] if following else new_code
    return redirect(url_for(".question", draft_id=draft_id, item_code=new_code))


def quotable(document: Document, code: str) -> list[tuple[str, str]]:
    """List the earlier questions whose answers the text may quote, with their names."""
    earlier = []
    for _, question in every_question(document):
        if question["code"] == code:
            break
        if QUESTION_TYPES[question["type"]].quotable:
            earlier.append((question["code"], question_name(document, question["code"])))
    return earlier


def show_question(page: QuestionPage) -> str:
    """Render the page of a question."""
    document, question = page.view.document, page.question
    codes = [found["code"] for _, found in every_question(document)]
    place = codes.index(question["code"])
    return render_template(
        "design/question.html",
        view=page.view,
        question=question,
        section=section_of_question(document, question["code"]),
        type=QUESTION_TYPES[question["type"]],
        options=options_of(document, question),
        form=page.form,
        number=place + 1,
        before=codes[place - 1] if place else None,
        after=codes[place + 1] if place + 1 < len(codes) else None,
        stored=page.stored,
        seen=fingerprint(question),
        is_published=question["code"] in page.view.published,
        mistakes=page.view.sentences("question", question["code"]),
        rules={kind: rule_sentence(document, question.get(kind)) for kind in KINDS},
        quotable=quotable(document, question["code"]),
    )
