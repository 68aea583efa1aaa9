"""Factors, indices and shared scales of a draft."""

from collections.abc import Sequence

from app.services.drafting.codes import proposed_code
from app.services.drafting.documents import Document, every_question, scale_of, set_words
from surveys.formulas import FORMULAS
from surveys.translations import JsonObject

RATING = ("1", "2", "3", "4", "5")


def add_factor(document: Document, title: str) -> None:
    """Add a factor; its code comes from its title."""
    factors = document.setdefault("factors", [])
    code = proposed_code(title, {factor["code"] for factor in factors}, fallback="factor")
    factors.append({"code": code, "title": {"vi": title}})


def retitle_factor(document: Document, code: str, title: str) -> None:
    """Give a factor another Vietnamese title."""
    for factor in document.get("factors", []):
        if factor["code"] == code and title:
            factor["title"]["vi"] = title


def remove_factor(document: Document, code: str) -> None:
    """Remove a factor; the questions that fed it feed none."""
    document["factors"] = [f for f in document.get("factors", []) if f["code"] != code]
    for _, question in every_question(document):
        if question.get("factor") == code:
            del question["factor"]


def choose_formulas(document: Document, wanted: Sequence[str]) -> None:
    """Offer these indices and no others; one that was there keeps its own questions."""
    before = {formula["id"]: formula for formula in document.get("formulas", [])}
    document["formulas"] = [before.get(name, {"id": name}) for name in FORMULAS if name in wanted]


def choose_items(document: Document, formula_id: str, items: Sequence[str]) -> None:
    """Say which questions feed an index; without any, its own default applies."""
    for formula in document.get("formulas", []):
        if formula["id"] == formula_id:
            formula.pop("items", None)
            if items:
                codes = [question["code"] for _, question in every_question(document)]
                formula["items"] = [code for code in codes if code in items]


def add_scale(document: Document, name: str, lines: Sequence[str]) -> None:
    """Add a shared scale of answers; five of them become the levels of a rating."""
    scales = document.setdefault("scales", [])
    code = proposed_code(name, {scale["code"] for scale in scales}, fallback="scale")
    options: list[JsonObject] = []
    for place, line in enumerate(lines):
        taken = {str(option["code"]) for option in options}
        own = RATING[place] if len(lines) == len(RATING) else proposed_code(line, taken)
        options.append({"code": own, "text": {"vi": line}})
    scales.append({"code": code, "options": options})


def reword_scale(document: Document, code: str, texts: Sequence[str]) -> None:
    """Give the answers of a scale other Vietnamese words."""
    for option, text in zip(scale_of(document, code)["options"], texts, strict=False):
        set_words(option, "text", text)


def remove_scale(document: Document, code: str) -> None:
    """Remove a scale that no question uses."""
    used = {question.get("scale") for _, question in every_question(document)}
    document["scales"] = [
        scale for scale in document.get("scales", []) if scale["code"] != code or code in used
    ]
