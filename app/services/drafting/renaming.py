"""Another item code for a question, everywhere the document names it."""

import re
from collections.abc import Iterator

from app.services.drafting.documents import Document, every_question, question_of
from app.services.drafting.rules import KINDS
from surveys.translations import JsonObject


def rename_question(document: Document, code: str, new: str) -> None:
    """Give a question another code; raises `NotFound`."""
    question_of(document, code)["code"] = new
    for formula in document.get("formulas", []):
        if "items" in formula:
            formula["items"] = [new if item == code else item for item in formula["items"]]
    for _, question in every_question(document):
        _rename_in(question, code, new)


def _rename_in(question: JsonObject, code: str, new: str) -> None:
    if question.get("matrix") == code:
        question["matrix"] = new
    for kind in KINDS:
        for condition in _conditions(question.get(kind)):
            if condition.get("item") == code:
                condition["item"] = new
    for field in ("text", "help"):
        for language, text in question.get(field, {}).items():
            question[field][language] = re.sub(rf"\{{{code}(?=[|}}])", f"{{{new}", text)


def _conditions(rule: JsonObject | None) -> Iterator[JsonObject]:
    """Go through the conditions of a rule as it stands in the document."""
    if not rule:
        return
    for group in ("all", "any"):
        if group in rule:
            for inner in rule[group]:
                yield from _conditions(inner)
            return
    yield rule
