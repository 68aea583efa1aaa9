"""When a question is asked: conditions on earlier answers, put together from lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from app.design.blueprint import blueprint
from app.design.editor import DraftView, open_draft, save_change
from app.design.rule_words import question_name, said
from app.errors import NotFound
from app.services.drafting.documents import (
    Document,
    every_question,
    options_of,
    question_of,
    words,
)
from app.services.drafting.rules import KINDS, condition, flat, write_rule
from surveys.definitions import NA, UNANSWERED_TYPES
from surveys.question_types import QUESTION_TYPES
from surveys.translations import JsonObject

RELATIONS = {
    "is": lazy_gettext("is one of the answers ticked below"),
    "is_not": lazy_gettext("is none of the answers ticked below"),
    "at_least": lazy_gettext("is at least the number below"),
    "at_most": lazy_gettext("is at most the number below"),
    "answered": lazy_gettext("was given, whichever it is"),
    "not_answered": lazy_gettext("was not given"),
}


@dataclass(frozen=True)
class Asked:
    """An earlier question that a condition is being made of, with its possible relations."""

    code: str
    name: str
    answers: Sequence[tuple[str, str]]
    relations: Sequence[str]


@blueprint.get("/<int:draft_id>/questions/<item_code>/<kind>")
def rule(draft_id: int, item_code: str, kind: str) -> ResponseReturnValue:
    """Show the conditions; with `item`, the earlier question that the next one looks at."""
    view = open_draft(draft_id)
    return show_rule(view, item_code, known(kind), request.args.get("item", ""))


@blueprint.post("/<int:draft_id>/questions/<item_code>/<kind>")
def change_rule(draft_id: int, item_code: str, kind: str) -> ResponseReturnValue:
    """Add a condition, remove one, or say whether all or any must hold."""
    kind, item = known(kind), request.form.get("item", "")
    view = open_draft(draft_id)
    join, rules = flat(question_of(view.document, item_code).get(kind))
    new = new_condition(view, item) if request.form.get("do") == "add" else None
    if request.form.get("do") == "add" and new is None:
        error = gettext("Choose what the answer must be.")
        return show_rule(view, item_code, kind, item, error=error), 422
    removed = request.form.get("remove", "")
    kept = [rule for place, rule in enumerate(rules) if str(place) != removed]
    wanted_join = request.form.get("join", join)

    def change(document: Document) -> None:
        together = "any" if wanted_join == "any" else "all"
        write_rule(
            question_of(document, item_code), kind, together, [*kept, *([new] if new else [])]
        )

    if not save_change(draft_id, change, "edit_rule"):
        return show_rule(view, item_code, kind, item), 409
    flash(gettext("Saved."))
    return redirect(url_for(".rule", draft_id=draft_id, item_code=item_code, kind=kind))


def known(kind: str) -> str:
    """Give the kind of rule an address names; raises `NotFound`."""
    if kind not in KINDS:
        raise NotFound(f"no rule {kind!r}")
    return kind


def new_condition(view: DraftView, item: str) -> JsonObject | None:
    """Read the condition that was put together; None where something is missing."""
    relation = request.form.get("relation", "")
    asked = asked_question(view.document, item)
    if asked is None or relation not in asked.relations:
        return None
    if relation in ("answered", "not_answered"):
        return condition(item, relation, [])
    stores_number = QUESTION_TYPES[question_of(view.document, item)["type"]].stores_number
    by_number = relation in ("at_least", "at_most") or not asked.answers
    typed = [request.form.get("number", "")] if by_number else []
    texts = typed or request.form.getlist("answer")
    values = [as_stored(text, stores_number=stores_number) for text in texts]
    right = [value for value in values if value is not None]
    return condition(item, relation, right) if right and len(right) == len(values) else None


def as_stored(text: str, *, stores_number: bool) -> str | int | float | None:
    """Turn an answer into what is stored of it; None where it cannot be."""
    if not stores_number or text == NA:
        return text or None
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    if not abs(number) <= 1e12:
        return None
    return int(number) if number == int(number) else number


def asked_question(document: Document, code: str) -> Asked | None:
    """Describe a question that a condition can look at."""
    question = next((q for _, q in every_question(document) if q["code"] == code), None)
    if question is None:
        return None
    question_type = QUESTION_TYPES[question["type"]]
    answers = [
        (o["code"], words(o.get("text")) or o["code"]) for o in options_of(document, question)
    ]
    if question.get("na_allowed"):
        answers.append((NA, words(document.get("na_text")) or NA))
    possible = {
        "is": not question_type.is_text,
        "is_not": not question_type.is_text,
        "at_least": question_type.stores_number,
        "at_most": question_type.stores_number,
        "answered": True,
        "not_answered": True,
    }
    relations = [name for name, is_possible in possible.items() if is_possible]
    return Asked(code, question_name(document, code), answers, relations)


def show_rule(view: DraftView, code: str, kind: str, item: str, error: str = "") -> str:
    """Render the page of a question's conditions."""
    document = view.document
    question = question_of(document, code)
    join, rules = flat(question.get(kind))
    earlier = []
    for _, other in every_question(document):
        if other["code"] == code:
            break
        if other["type"] in UNANSWERED_TYPES:
            continue
        earlier.append((other["code"], question_name(document, other["code"])))
    return render_template(
        "design/rule.html",
        view=view,
        question=question,
        name=question_name(document, code),
        kind=kind,
        join=join,
        rules=[said(document, rule) for rule in rules],
        earlier=earlier,
        asked=asked_question(document, item) if item in dict(earlier) else None,
        relations=RELATIONS,
        error=error,
        mistakes=view.sentences("question", code).get(kind, []),
    )
