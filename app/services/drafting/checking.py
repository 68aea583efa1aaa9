"""What is still wrong with a draft, told where the designer edits it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.services.drafting.documents import Document
from surveys.errors import InvalidQuestionnaire, Mistake
from surveys.loading import load_document

_PART = re.compile(r"(\w+)\[(\d+)\](?:\.(\w+)\[(\d+)\])?\.?(.*)")


@dataclass(frozen=True)
class PlacedMistake:
    """A mistake at the thing it belongs to: `kind` of thing, its code, and the field in it.

    `kind` is question, section, scale, index (factors and formulas), language or frame.
    """

    kind: str
    code: str
    field: str
    mistake: Mistake


def mistakes_of(document: Document) -> list[PlacedMistake]:
    """List every mistake of a draft in the order of the document."""
    try:
        load_document(document)
    except InvalidQuestionnaire as refused:
        return placed(document, refused.mistakes)
    return []


def placed(document: Document, mistakes: Sequence[Mistake]) -> list[PlacedMistake]:
    """Find the thing that each mistake belongs to."""
    return [_placed(document, mistake) for mistake in mistakes]


def _placed(document: Document, mistake: Mistake) -> PlacedMistake:
    found = _PART.fullmatch(mistake.path)
    if found is None:
        return _placed_in_frame(mistake)
    group, place, inner, inner_place, rest = found.groups()
    if group == "sections":
        section = document["sections"][int(place)]
        if inner == "questions":
            question = section["questions"][int(inner_place)]
            return PlacedMistake("question", question["code"], _field(rest), mistake)
        return PlacedMistake("section", section["code"], _field(rest), mistake)
    if group == "scales":
        field = f"{inner}[{inner_place}]" if inner else rest
        return PlacedMistake("scale", document["scales"][int(place)]["code"], field, mistake)
    if group in ("factors", "formulas"):
        thing = document[group][int(place)]
        return PlacedMistake("index", thing.get("code") or thing.get("id"), group, mistake)
    return PlacedMistake("language" if group == "languages" else "frame", "", group, mistake)


def _placed_in_frame(mistake: Mistake) -> PlacedMistake:
    path = mistake.path.removeprefix("source.")
    first = path.partition(".")[0]
    kinds = {"factors": "index", "formulas": "index", "scales": "scale", "sections": "section"}
    kind = kinds.get(first, "language" if first == "languages" else "frame")
    return PlacedMistake(kind, "", first, mistake)


def _field(rest: str) -> str:
    """Name the field of a question: the first word of the path, an option with its place."""
    found = re.match(r"options\[\d+\]|\w+", rest)
    return found.group() if found else ""
