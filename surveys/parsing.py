"""From a document (objects, lists, strings) to definitions, noting every mistake of shape.

Whatever is wrong is replaced by something harmless, so that reading goes on to the next mistake.
What a well-shaped questionnaire may still have wrong is the subject of `definition_checks`.
"""

from collections.abc import Collection, Mapping

from surveys.definitions import (
    MAIN_LANGUAGE,
    Factor,
    Formula,
    Questionnaire,
    Scale,
    Section,
    Source,
)
from surveys.document_reader import Place
from surveys.error_codes import MistakeCode
from surveys.errors import Mistake
from surveys.formulas import FORMULAS
from surveys.question_parsing import NO_TEXT, parse_options, parse_question

SCHEMA_VERSION = 1
MAX_LANGUAGES = 20
MAX_SECTIONS = 60
MAX_QUESTIONS = 300
MAX_MINUTES = 120

_REQUIRED = (
    *("schema_version", "code", "languages", "title", "introduction", "readers", "source"),
    *("minutes", "sections"),
)
_OPTIONAL = ("factors", "scales", "formulas", "na_text")


def parse_questionnaire(document: object) -> tuple[Questionnaire, list[Mistake]]:
    """Read a document; the questionnaire is only to be used when there are no mistakes."""
    place = Place(document, "", [])
    if not place.open_object(_REQUIRED, _OPTIONAL):
        return _EMPTY, place.mistakes
    version = place.at("schema_version")
    if version.whole(1, 10_000) not in (None, SCHEMA_VERSION):
        version.mistake(MistakeCode.SCHEMA_VERSION_UNKNOWN, value=str(version.value))
    languages = _languages(place.at("languages"))
    scales = _scales(place.at("scales"), languages)
    questionnaire = Questionnaire(
        code=place.at("code").code(),
        languages=languages,
        title=place.at("title").text(languages) or NO_TEXT,
        introduction=place.at("introduction").text(languages) or NO_TEXT,
        readers=place.at("readers").text(languages) or NO_TEXT,
        source=_source(place.at("source"), languages),
        minutes=place.at("minutes").whole(1, MAX_MINUTES) or 1,
        sections=_sections(place.at("sections"), languages, scales),
        factors=_factors(place.at("factors"), languages),
        scales=tuple(scales.values()),
        formulas=_formulas(place.at("formulas")),
        na_text=place.at("na_text").text(languages),
    )
    return questionnaire, place.mistakes


_EMPTY = Questionnaire(
    "", (), NO_TEXT, NO_TEXT, NO_TEXT, Source(NO_TEXT, NO_TEXT), minutes=1, sections=()
)


def _languages(place: Place) -> tuple[str, ...]:
    languages: list[str] = []
    for item in place.items(maximum=MAX_LANGUAGES):
        language = item.language()
        if item.is_new(language, languages):
            languages.append(language)
    if isinstance(place.value, list) and place.value and MAIN_LANGUAGE not in languages:
        place.mistake(MistakeCode.VIETNAMESE_MISSING)
    return tuple(languages)


def _source(place: Place, languages: Collection[str]) -> Source:
    if not place.given or not place.open_object(("programme", "note")):
        return Source(NO_TEXT, NO_TEXT)
    return Source(
        place.at("programme").text(languages) or NO_TEXT,
        place.at("note").text(languages) or NO_TEXT,
    )


def _factors(place: Place, languages: Collection[str]) -> tuple[Factor, ...]:
    factors: dict[str, Factor] = {}
    for item in place.items_if_any(MAX_SECTIONS):
        if item.open_object(("code", "title")):
            code = item.at("code").code()
            title = item.at("title").text(languages) or NO_TEXT
            if item.at("code").is_new(code, factors):
                factors[code] = Factor(code, title)
    return tuple(factors.values())


def _scales(place: Place, languages: Collection[str]) -> dict[str, Scale]:
    scales: dict[str, Scale] = {}
    for item in place.items_if_any(MAX_SECTIONS):
        if item.open_object(("code", "options")):
            code = item.at("code").code()
            options = parse_options(item.at("options"), languages)
            if item.at("code").is_new(code, scales):
                scales[code] = Scale(code, options)
    return scales


def _formulas(place: Place) -> tuple[Formula, ...]:
    formulas: dict[str, Formula] = {}
    for item in place.items_if_any(MAX_SECTIONS):
        if not item.open_object(("id",), ("items",)):
            continue
        formula = item.at("id").one_of(tuple(FORMULAS), "")
        items = [i.code() for i in item.at("items").items_if_any(MAX_QUESTIONS)]
        if item.at("id").is_new(formula, formulas):
            formulas[formula] = Formula(formula, tuple(filter(None, items)))
    return tuple(formulas.values())


def _sections(
    place: Place, languages: Collection[str], scales: Mapping[str, Scale]
) -> tuple[Section, ...]:
    sections: list[Section] = []
    section_codes: set[str] = set()
    item_codes: set[str] = set()
    for item in place.items(maximum=MAX_SECTIONS):
        if not item.open_object(("code", "questions"), ("title",)):
            continue
        code = item.at("code").code()
        item.at("code").is_new(code, section_codes)
        section_codes.add(code)
        questions = []
        for inner in item.at("questions").items(maximum=MAX_QUESTIONS):
            question = parse_question(inner, languages, scales)
            inner.at("code").is_new(question.code, item_codes)
            item_codes.add(question.code)
            questions.append(question)
        sections.append(Section(code, item.at("title").text(languages), tuple(questions)))
    if len(item_codes) > MAX_QUESTIONS:
        place.mistake(MistakeCode.TOO_MANY, maximum=MAX_QUESTIONS)
    return tuple(sections)
