"""What is still wrong with a draft, told where the designer edits it."""

import re
from dataclasses import dataclass

from app.services.drafting.documents import Document
from surveys.drafts import check_draft
from surveys.errors import Mistake

_PART = re.compile(r"(\w+)\[(\d+)\](?:\.(\w+)\[(\d+)\])?\.?(.*)")


@dataclass(frozen=True)
class DraftPlace:
    """A place of the designer: the `kind` of thing, its code, and the field in it.

    `kind` is question, section, scale, index (factors and formulas), language or frame.
    """

    kind: str
    code: str
    field: str


@dataclass(frozen=True)
class PlacedMistake:
    """A mistake at the place where it is put right."""

    place: DraftPlace
    mistake: Mistake


def mistakes_of(document: Document) -> list[PlacedMistake]:
    """List every mistake of a draft in the order of the document."""
    return [PlacedMistake(place_of(document, m.path), m) for m in check_draft(document)]


def place_of(document: Document, path: str) -> DraftPlace:
    """Tell where in the designer the path of a document leads."""
    found = _PART.fullmatch(path)
    if found is None:
        return _place_in_frame(path)
    group, place, inner, inner_place, rest = found.groups()
    if group == "sections":
        section = document["sections"][int(place)]
        if inner == "questions":
            question = section["questions"][int(inner_place)]
            return DraftPlace("question", question["code"], _field(rest))
        return DraftPlace("section", section["code"], _field(rest))
    if group == "scales":
        field = f"{inner}[{inner_place}]" if inner else rest
        return DraftPlace("scale", document["scales"][int(place)]["code"], field)
    if group in ("factors", "formulas"):
        thing = document[group][int(place)]
        return DraftPlace("index", thing.get("code") or thing.get("id"), group)
    return DraftPlace("language" if group == "languages" else "frame", "", group)


def _place_in_frame(path: str) -> DraftPlace:
    first = path.removeprefix("source.").partition(".")[0]
    kinds = {"factors": "index", "formulas": "index", "scales": "scale", "sections": "section"}
    kind = kinds.get(first, "language" if first == "languages" else "frame")
    return DraftPlace(kind, "", first)


def _field(rest: str) -> str:
    """Name the field of a question: the first word of the path, an option with its place."""
    found = re.match(r"options\[\d+\]|\w+", rest)
    return found.group() if found else ""
