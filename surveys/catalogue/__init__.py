"""The questionnaires shipped with the product: one folder each.

`questionnaire.json` holds the structure, `<language>.json` the words of one language, `about.json`
the notes on it. They are modelled on public programmes in our own words; each says which, and that
it is no official form.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from surveys.catalogue.about import About, read_about
from surveys.definitions import Questionnaire, Text
from surveys.errors import InvalidQuestionnaire, UnknownCatalogueCode
from surveys.loading import load_document, read_json
from surveys.translations import with_sheets

_FOLDER = Path(__file__).parent
_NO_LANGUAGE = {"questionnaire", "about"}


@dataclass(frozen=True)
class CatalogueEntry:
    """One shipped questionnaire, as a list of them shows it."""

    code: str
    title: Text
    minutes: int
    languages: tuple[str, ...]
    questions: int
    formulas: tuple[str, ...]
    about: About


def list_catalogue() -> list[CatalogueEntry]:
    """List the shipped questionnaires by code."""
    return [catalogue_entry(code) for code in _codes()]


def catalogue_entry(code: str) -> CatalogueEntry:
    """Describe a shipped questionnaire; raises what `load_catalogue_questionnaire` raises."""
    shipped = load_catalogue_questionnaire(code)
    return CatalogueEntry(
        code=code,
        title=shipped.title,
        minutes=shipped.minutes,
        languages=shipped.languages,
        questions=len(shipped.questions),
        formulas=tuple(formula.id for formula in shipped.formulas),
        about=load_about(code),
    )


@cache
def load_about(code: str) -> About:
    """Load the notes on a shipped questionnaire; raises `UnknownCatalogueCode`."""
    if code not in _codes():
        raise UnknownCatalogueCode(code)
    return read_about(_read(_FOLDER / code / "about.json"), _read(_FOLDER / "documents.json"))


def notes_on(code: str) -> About | None:
    """Give the notes on a questionnaire if it is a shipped one; None for one of somebody's own."""
    return load_about(code) if code in _codes() else None


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
    structure = _read(folder / "questionnaire.json")
    sheets: dict[str, dict[str, str]] = {
        path.stem: _read(path)
        for path in sorted(folder.glob("*.json"))
        if path.stem not in _NO_LANGUAGE
    }
    # A structure names its languages where the first of them is not Vietnamese.
    document, mistakes = with_sheets({"languages": _in_order(sheets), **structure}, sheets)
    if mistakes:
        raise InvalidQuestionnaire(mistakes)
    return load_document(document)


def _read(path: Path) -> dict[str, Any]:
    return cast(dict[str, Any], read_json(path.read_bytes()))


def _in_order(languages: Any) -> list[str]:
    return sorted(languages, key=lambda language: (language != "vi", language != "en", language))


def _codes() -> list[str]:
    return sorted(path.parent.name for path in _FOLDER.glob("*/questionnaire.json"))
