"""The languages of a draft: added and removed, and their words section by section."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.services.drafting.documents import (
    MAIN,
    Document,
    every_question,
    set_words,
    words,
)
from surveys.translations import missing_texts, text_places

FRAME = ""
"""The part of a document that is no section: title, scales, factors."""


@dataclass(frozen=True)
class TextPlace:
    """A place of words: its key, the Vietnamese, and the words of one other language."""

    key: str
    source: str
    text: str


def texts_of_part(document: Document, part: str, language: str) -> list[TextPlace]:
    """List the places of a section, or of the frame, that have Vietnamese words."""
    part_of = _Parts(document)
    return [
        TextPlace(key, source, words(holder.get(field), language))
        for key, holder, field in text_places(document)
        if part_of(key) == part and (source := words(holder.get(field)))
    ]


def write_texts(document: Document, language: str, texts: Mapping[str, str]) -> None:
    """Write words by key; a key that is gone is passed over, empty words are taken out."""
    for key, holder, field in text_places(document):
        if key in texts:
            set_words(holder, field, texts[key], language)


def missing_by_part(document: Document, language: str) -> dict[str, int]:
    """Count the words that are missing in a language, by section code and for the frame."""
    counts = dict.fromkeys([FRAME, *(section["code"] for section in document["sections"])], 0)
    part_of = _Parts(document)
    for key in missing_texts(document, language):
        counts[part_of(key)] += 1
    return counts


def add_language(document: Document, language: str) -> None:
    """Add a language, its words still to be written."""
    if language not in document["languages"]:
        document["languages"].append(language)


def remove_language(document: Document, language: str) -> None:
    """Remove a language with all of its words; Vietnamese stays."""
    if language == MAIN or language not in document["languages"]:
        return
    document["languages"].remove(language)
    for _key, holder, field in list(text_places(document)):
        if language in holder.get(field, {}):
            set_words(holder, field, "", language)


def copy_vietnamese(document: Document, language: str, part: str) -> None:
    """Put the Vietnamese words where a part has none of a language, to be written over."""
    part_of = _Parts(document)
    for key, holder, field in text_places(document):
        if part_of(key) == part and not words(holder.get(field), language):
            set_words(holder, field, words(holder.get(field)), language)


class _Parts:
    """Tells which section a key of words belongs to."""

    def __init__(self, document: Document) -> None:
        self.section_of = {
            question["code"]: section["code"] for section, question in every_question(document)
        }

    def __call__(self, key: str) -> str:
        kind, _, rest = key.partition(".")
        if kind == "sections":
            return rest
        return self.section_of[rest.partition(".")[0]] if kind == "questions" else FRAME


def language_parts(document: Document) -> list[tuple[str, str]]:
    """List the parts of a draft as translators go through them: code and Vietnamese title."""
    sections = [(s["code"], words(s.get("title"))) for s in document["sections"]]
    return [(FRAME, ""), *sections]
