"""The outline of a draft: sections and questions, moved, duplicated, deleted, and undone."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor
from app.design.blueprint import blueprint
from app.design.editor import open_draft, save_change, tell_who_has_it
from app.design.outline_views import outline_blocks
from app.services.drafting.documents import Document, every_question
from app.services.drafting.history import redo, undo
from app.services.drafting.locks import InOtherHands, let_go, take_over
from app.services.drafting.questions import (
    delete_question,
    delete_section,
    duplicate_question,
    move_question,
    move_section,
    place_question,
)

Deed = Callable[[Document, str], str]
"""Does something to the thing with a code; gives the place on the page to go on from."""


def _then(place: str, deed: Callable[[Document, str], object]) -> Deed:
    def do(document: Document, code: str) -> str:
        deed(document, code)
        return place.format(code=code)

    return do


def _duplicate(document: Document, code: str) -> str:
    return f"q-{duplicate_question(document, code)}"


def _delete(document: Document, code: str) -> str:
    codes = [question["code"] for _, question in every_question(document)]
    delete_question(document, code)
    place = codes.index(code)
    return f"q-{codes[place - 1]}" if place else "outline"


BUTTONS: dict[str, tuple[str, Deed]] = {
    "question-up": ("move_question", _then("q-{code}", lambda d, c: move_question(d, c, by=-1))),
    "question-down": ("move_question", _then("q-{code}", lambda d, c: move_question(d, c, by=1))),
    "question-twice": ("duplicate_question", _duplicate),
    "question-delete": ("delete_question", _delete),
    "section-up": ("move_section", _then("s-{code}", lambda d, c: move_section(d, c, by=-1))),
    "section-down": ("move_section", _then("s-{code}", lambda d, c: move_section(d, c, by=1))),
    "section-delete": ("delete_section", _then("outline", delete_section)),
}
"""What each button of the outline does, by the name it sends before the code."""


@blueprint.get("/<int:draft_id>")
def outline(draft_id: int) -> ResponseReturnValue:
    """Show sections and questions, all or those that have the words searched for."""
    view = open_draft(draft_id)
    text = request.args.get("q", "").strip()[:100]
    blocks = outline_blocks(view, text)
    return render_template(
        "design/outline.html",
        view=view,
        text=text,
        blocks=blocks,
        shown=sum(len(block.questions) for block in blocks),
    )


@blueprint.post("/<int:draft_id>")
def arrange(draft_id: int) -> ResponseReturnValue:
    """Do what a button of the outline says."""
    name, _, code = request.form.get("do", "").partition(":")
    if name not in BUTTONS:
        return redirect(url_for(".outline", draft_id=draft_id))
    deed, do = BUTTONS[name]
    place = ""

    def change(document: Document) -> None:
        nonlocal place
        place = do(document, code)

    if save_change(draft_id, change, deed) and deed.startswith("delete"):
        flash(gettext("Deleted. “Undo” above brings it back."))
    return redirect(url_for(".outline", draft_id=draft_id, _anchor=place or None))


@blueprint.post("/<int:draft_id>/place")
def place(draft_id: int) -> ResponseReturnValue:
    """Put a question where it was dragged to; the buttons do the same without a mouse."""
    code, section = request.form.get("code", ""), request.form.get("section", "")
    number = request.form.get("place", "")
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
    save_change(draft_id, lambda d: place_question(d, code, section, at), "move_question")
    return redirect(url_for(".outline", draft_id=draft_id, _anchor=f"q-{code}"))


@blueprint.post("/<int:draft_id>/history")
def history(draft_id: int) -> ResponseReturnValue:
    """Undo the last step, or do it again."""
    step = redo if request.form.get("do") == "redo" else undo
    try:
        step(draft_id, editor=current_actor(), now=clock.now())
    except InOtherHands as refused:
        tell_who_has_it(refused)
    else:
        flash(gettext("Done again.") if step is redo else gettext("Undone."))
    return redirect(url_for(".outline", draft_id=draft_id))


@blueprint.post("/<int:draft_id>/lock")
def lock(draft_id: int) -> ResponseReturnValue:
    """Take the draft over from whoever has it in hand, or put it down."""
    if request.form.get("do") == "let-go":
        let_go(draft_id, editor=current_actor(), now=clock.now())
        return redirect(url_for(".overview"))
    take_over(draft_id, editor=current_actor(), now=clock.now())
    flash(gettext("The questionnaire is in your hands now."))
    return redirect(url_for(".outline", draft_id=draft_id))
