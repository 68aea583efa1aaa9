"""What results are made of: factors, indices and the questions that feed them, shared scales."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.design.blueprint import blueprint
from app.design.editor import DraftView, open_draft, save_change
from app.design.forms.fields import clean_text
from app.design.words import FORMULA_NAMES
from app.errors import NotFound
from app.services.drafting.documents import Document, every_question, words
from app.services.drafting.measuring import (
    add_factor,
    add_scale,
    choose_formulas,
    choose_items,
    remove_factor,
    remove_scale,
    retitle_factor,
    reword_scale,
)
from surveys.formulas import FORMULAS
from surveys.translations import JsonObject


@blueprint.get("/<int:draft_id>/indices")
def indices(draft_id: int) -> ResponseReturnValue:
    """Show factors and indices."""
    return show_indices(open_draft(draft_id))


def show_indices(view: DraftView, error: str = "") -> str:
    """Render the page of factors and indices, with why no factor was added."""
    document = view.document
    factors = [(factor["code"], words(factor["title"])) for factor in document.get("factors", [])]
    chosen = {formula["id"]: formula.get("items", []) for formula in document.get("formulas", [])}
    return render_template(
        "design/indices.html",
        view=view,
        factors=factors,
        feeding=questions_by_factor(document),
        formulas=FORMULA_NAMES,
        chosen=chosen,
        kinds=FORMULAS,
        mistakes={name: view.sentences("index", name) for name in (*chosen, *dict(factors))},
        error=error,
    )


def questions_by_factor(document: Document) -> dict[str, int]:
    """Count the questions that feed each factor."""
    fed = [question.get("factor") for _, question in every_question(document)]
    return {factor["code"]: fed.count(factor["code"]) for factor in document.get("factors", [])}


@blueprint.post("/<int:draft_id>/indices")
def change_indices(draft_id: int) -> ResponseReturnValue:
    """Add, rename or remove a factor, or say which indices there are."""
    do, _, code = request.form.get("do", "").partition(":")

    def change(document: Document) -> None:
        titles = {name: clean_text(text) for name, text in request.form.items()}
        for factor in list(document.get("factors", [])):
            retitle_factor(document, factor["code"], titles.get(f"factor-{factor['code']}", ""))
        if do == "remove":
            remove_factor(document, code)
        elif do == "add" and titles.get("new"):
            add_factor(document, titles["new"])
        elif do == "formulas":
            choose_formulas(document, request.form.getlist("formula"))

    saved = save_change(draft_id, change, "edit_indices")
    if saved and do == "add" and not clean_text(request.form.get("new")):
        return show_indices(open_draft(draft_id), gettext("Give the factor a title.")), 422
    if saved:
        flash(gettext("Saved."))
    return redirect(url_for(".indices", draft_id=draft_id))


@blueprint.route("/<int:draft_id>/indices/<formula_id>", methods=["GET", "POST"])
def index_items(draft_id: int, formula_id: str) -> ResponseReturnValue:
    """Choose the questions that feed one index."""
    view = open_draft(draft_id)
    chosen = {formula["id"]: formula for formula in view.document.get("formulas", [])}
    if formula_id not in chosen or FORMULAS[formula_id].by_factor:
        raise NotFound(f"no index {formula_id!r} with questions of its own")
    if request.method == "POST":
        items = request.form.getlist("item") if request.form.get("which") == "own" else []
        if save_change(draft_id, lambda d: choose_items(d, formula_id, items), "edit_indices"):
            flash(gettext("Saved."))
        return redirect(url_for(".index_items", draft_id=draft_id, formula_id=formula_id))
    return render_template(
        "design/index_items.html",
        view=view,
        formula_id=formula_id,
        name=FORMULA_NAMES[formula_id],
        one_item=FORMULAS[formula_id].one_item,
        items=chosen[formula_id].get("items", []),
        questions=scored_questions(view.document),
        mistakes=view.sentences("index", formula_id),
    )


def scored_questions(document: Document) -> list[tuple[str, str]]:
    """List the questions that can feed an index: code and words."""
    return [
        (question["code"], words(question.get("text")) or question["code"])
        for _, question in every_question(document)
        if question.get("satisfied")
    ]


@blueprint.get("/<int:draft_id>/scales")
def scales(draft_id: int) -> ResponseReturnValue:
    """Show the shared scales and how many questions use each."""
    return show_scales(open_draft(draft_id))


def show_scales(view: DraftView, name: str = "", error: str = "") -> str:
    """Render the page of scales, with why none was added under the name."""
    there: list[JsonObject] = view.document.get("scales", [])
    used = [question.get("scale") for _, question in every_question(view.document)]
    return render_template(
        "design/scales.html",
        view=view,
        scales=there,
        used={scale["code"]: used.count(scale["code"]) for scale in there},
        mistakes={scale["code"]: view.sentences("scale", scale["code"]) for scale in there},
        name=name,
        error=error,
    )


@blueprint.post("/<int:draft_id>/scales")
def change_scales(draft_id: int) -> ResponseReturnValue:
    """Reword a scale, remove one that nobody uses, or add one, an answer a line."""
    do, _, code = request.form.get("do", "").partition(":")
    name = clean_text(request.form.get("name"))
    lines = [line for line in map(clean_text, request.form.get("lines", "").splitlines()) if line]
    if do == "add" and not lines:
        error = gettext("Enter the answers of the scale, one a line.")
        return show_scales(open_draft(draft_id), name, error), 422

    def change(document: Document) -> None:
        if do == "reword":
            reword_scale(document, code, [clean_text(t) for t in request.form.getlist("text")])
        elif do == "remove":
            remove_scale(document, code)
        elif do == "add":
            add_scale(document, name, lines)

    if save_change(draft_id, change, "edit_scale"):
        flash(gettext("Saved."))
    return redirect(url_for(".scales", draft_id=draft_id))
