"""The questionnaires shipped with the product: one folder each.

`questionnaire.json` holds the structure, `<language>.json` the words of one language. They are
modelled on public programmes in our own words; each says which, and that it is no official form.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from surveys.definitions import Questionnaire, Text
from surveys.errors import InvalidQuestionnaire, UnknownCatalogueCode
from surveys.loading import load_document, read_json
from surveys.translations import with_sheets

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class CatalogueEntry:
    """One shipped questionnaire, as a list of them shows it."""

    code: str
    title: Text
    minutes: int
    languages: tuple[str, ...]


def list_catalogue() -> list[CatalogueEntry]:
    """List the shipped questionnaires by code."""
    shipped = (load_catalogue_questionnaire(code) for code in _codes())
    return [CatalogueEntry(q.code, q.title, q.minutes, q.languages) for q in shipped]


@cache
def load_catalogue_questionnaire(code: str) -> Questionnaire:
    """Load a shipped questionnaire with all of its languages.

    Raises
    ------
    UnknownCatalogueCode
        If none of this code is shipped.
    InvalidQuestionnaire
        If a file of it is broken, with every mistake.
    """
    if code not in _codes():
        raise UnknownCatalogueCode(code)
    return load_folder(_FOLDER / code)


def load_folder(folder: Path) -> Questionnaire:
    """Load the questionnaire of a folder of structure and text files.

    Raises
    ------
    InvalidQuestionnaire
        With every mistake of the structure and the texts.
    """
    structure = cast(dict[str, Any], read_json((folder / "questionnaire.json").read_bytes()))
    sheets = {
        path.stem: cast(dict[str, str], read_json(path.read_bytes()))
        for path in sorted(folder.glob("*.json"))
        if path.stem != "questionnaire"
    }
    document, mistakes = with_sheets({**structure, "languages": _in_order(sheets)}, sheets)
    if mistakes:
        raise InvalidQuestionnaire(mistakes)
    return load_document(document)


def _in_order(languages: Any) -> list[str]:
    return sorted(languages, key=lambda language: (language != "vi", language != "en", language))


def _codes() -> list[str]:
    return sorted(path.parent.name for path in _FOLDER.glob("*/questionnaire.json"))
