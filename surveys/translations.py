"""The words of a questionnaire apart from its structure, one flat sheet per language.

A sheet maps keys such as ``questions.overall.text`` to words. The catalogue keeps its texts so,
and a translator's sheet has the same keys, whatever the file format.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from surveys.definitions import MAIN_LANGUAGE
from surveys.error_codes import MistakeCode
from surveys.errors import Mistake

Sheet = dict[str, str]
# The document is JSON that passed, or will pass, the loader; here it is only walked through.
JsonObject = dict[str, Any]


def text_places(document: JsonObject) -> Iterator[tuple[str, JsonObject, str]]:
    """Yield every place of words: its key, the object and the field it stands in.

    A draft may be of any shape; what has no code yet has no place that could be named.
    """
    yield from _frame_places(document)
    for factor in coded(document, "factors"):
        yield f"factors.{factor['code']}", factor, "title"
    for scale in coded(document, "scales"):
        for option in coded(scale, "options"):
            yield f"scales.{scale['code']}.{option['code']}", option, "text"
    for section in coded(document, "sections"):
        yield f"sections.{section['code']}", section, "title"
        for question in coded(section, "questions"):
            yield from _question_places(question)


def _frame_places(document: JsonObject) -> Iterator[tuple[str, JsonObject, str]]:
    for field in ("title", "introduction", "readers", "na_text"):
        yield field, document, field
    source = document.get("source")
    if isinstance(source, dict):
        for field in ("programme", "note"):
            yield f"source.{field}", source, field


def coded(holder: JsonObject, field: str) -> list[JsonObject]:
    """List the objects with a code in a field, as far as there are any."""
    inside = holder.get(field)
    objects = (
        [each for each in inside if isinstance(each, dict)] if isinstance(inside, list) else []
    )
    return [each for each in objects if isinstance(each.get("code"), str) and each["code"]]


def _question_places(question: JsonObject) -> Iterator[tuple[str, JsonObject, str]]:
    key = f"questions.{question['code']}"
    yield f"{key}.text", question, "text"
    yield f"{key}.help", question, "help"
    for option in coded(question, "options"):
        yield f"{key}.options.{option['code']}", option, "text"


def extract_sheet(document: JsonObject, language: str) -> Sheet:
    """Return the words of a document in one language, as far as it has them."""
    sheet: Sheet = {}
    for key, holder, field in text_places(document):
        text = holder.get(field)
        words = text.get(language) if isinstance(text, dict) else None
        if words and isinstance(words, str):
            sheet[key] = words
    return sheet


def missing_texts(document: JsonObject, language: str) -> list[str]:
    """Return the keys of the words that Vietnamese has and `language` has not."""
    wanted = extract_sheet(document, MAIN_LANGUAGE)
    there = extract_sheet(document, language)
    return [key for key in wanted if key not in there]


def with_sheets(
    structure: JsonObject, sheets: Mapping[str, Mapping[str, str]]
) -> tuple[JsonObject, list[Mistake]]:
    """Return the document of a structure and its sheets, and a mistake for each stray text.

    Words already in the structure are replaced language by language. Missing ones are found when
    the document is loaded.
    """
    document: JsonObject = deepcopy(structure)
    places = {key: (holder, field) for key, holder, field in text_places(document)}
    mistakes = []
    for language, sheet in sheets.items():
        for key, words in sheet.items():
            if key in places:
                holder, field = places[key]
                holder.setdefault(field, {})[language] = words
            else:
                mistakes.append(Mistake(language, MistakeCode.UNKNOWN_TEXT, {"key": key}))
    return document, mistakes
