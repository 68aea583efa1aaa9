"""From a document (objects, lists, strings) to definitions, noting every mistake of shape.

Whatever is wrong is replaced by something harmless, so that reading goes on to the next mistake.
What a well-shaped questionnaire may still have wrong is the subject of `definition_checks`.
"""

from collections.abc import Collection, Mapping
from dataclasses import fields

from surveys.definitions import (
    MAIN_LANGUAGE,
    NA,
    Code,
    Factor,
    Formula,
    Limits,
    Option,
    Question,
    Questionnaire,
    Role,
    Scale,
    Section,
    Source,
    Text,
)
from surveys.document_reader import Place
from surveys.error_codes import MistakeCode
from surveys.errors import Mistake
from surveys.formulas import FORMULAS
from surveys.question_types import QUESTION_TYPES
from surveys.rule_parsing import parse_rule

SCHEMA_VERSION = 1
MAX_LANGUAGES = 20
MAX_SECTIONS = 60
MAX_QUESTIONS = 300
MAX_OPTIONS = 60
MAX_MINUTES = 120

_NO_TEXT = Text(())
_REQUIRED = (
    *("schema_version", "code", "languages", "title", "introduction", "readers", "source"),
    *("minutes", "sections"),
)
_OPTIONAL = ("factors", "scales", "formulas", "na_text")
_LIMITS = tuple(limit.name for limit in fields(Limits))
_QUESTION_OPTIONAL = (
    *("help", "role", "required", "na_allowed", "scale", "options", "satisfied", "reversed"),
    *("factor", "shown_if", *_LIMITS),
)


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
        title=place.at("title").text(languages) or _NO_TEXT,
        introduction=place.at("introduction").text(languages) or _NO_TEXT,
        readers=place.at("readers").text(languages) or _NO_TEXT,
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
    "", (), _NO_TEXT, _NO_TEXT, _NO_TEXT, Source(_NO_TEXT, _NO_TEXT), minutes=1, sections=()
)


def _any(place: Place, maximum: int) -> list[Place]:
    """Go through a list that may be empty, which means the same as leaving it out."""
    return place.items(maximum=maximum, required=False)


def _unique(place: Place, code: str, seen: Collection[str]) -> bool:
    """Note a code that stands there already; an unreadable code is another mistake."""
    if code and code in seen:
        place.mistake(MistakeCode.GIVEN_TWICE, value=code)
    return bool(code) and code not in seen


def _languages(place: Place) -> tuple[str, ...]:
    languages: list[str] = []
    for item in place.items(maximum=MAX_LANGUAGES):
        language = item.language()
        if _unique(item, language, languages):
            languages.append(language)
    if isinstance(place.value, list) and place.value and MAIN_LANGUAGE not in languages:
        place.mistake(MistakeCode.VIETNAMESE_MISSING)
    return tuple(languages)


def _source(place: Place, languages: Collection[str]) -> Source:
    if not place.given or not place.open_object(("programme", "note")):
        return Source(_NO_TEXT, _NO_TEXT)
    return Source(
        place.at("programme").text(languages) or _NO_TEXT,
        place.at("note").text(languages) or _NO_TEXT,
    )


def _factors(place: Place, languages: Collection[str]) -> tuple[Factor, ...]:
    factors: dict[str, Factor] = {}
    for item in _any(place, MAX_SECTIONS):
        if item.open_object(("code", "title")):
            code = item.at("code").code()
            title = item.at("title").text(languages) or _NO_TEXT
            if _unique(item.at("code"), code, factors):
                factors[code] = Factor(code, title)
    return tuple(factors.values())


def _scales(place: Place, languages: Collection[str]) -> dict[str, Scale]:
    scales: dict[str, Scale] = {}
    for item in _any(place, MAX_SECTIONS):
        if item.open_object(("code", "options")):
            code = item.at("code").code()
            options = _options(item.at("options"), languages)
            if _unique(item.at("code"), code, scales):
                scales[code] = Scale(code, options)
    return scales


def _options(place: Place, languages: Collection[str]) -> tuple[Option, ...]:
    options: dict[str, Option] = {}
    for item in place.items(maximum=MAX_OPTIONS):
        if not item.open_object(("code", "text"), ("score", "exclusive")):
            continue
        code = item.at("code").code(reserved=(NA,))
        option = Option(
            code,
            item.at("text").text(languages) or _NO_TEXT,
            item.at("score").number(),
            item.at("exclusive").flag(),
        )
        if _unique(item.at("code"), code, options):
            options[code] = option
    return tuple(options.values())


def _formulas(place: Place) -> tuple[Formula, ...]:
    formulas: dict[str, Formula] = {}
    for item in _any(place, MAX_SECTIONS):
        if not item.open_object(("id",), ("items",)):
            continue
        formula = item.at("id").one_of(tuple(FORMULAS), "")
        items = [i.code() for i in _any(item.at("items"), MAX_QUESTIONS)]
        if _unique(item.at("id"), formula, formulas):
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
        _unique(item.at("code"), code, section_codes)
        section_codes.add(code)
        questions = []
        for inner in item.at("questions").items(maximum=MAX_QUESTIONS):
            question = _question(inner, languages, scales)
            _unique(inner.at("code"), question.code, item_codes)
            item_codes.add(question.code)
            questions.append(question)
        sections.append(Section(code, item.at("title").text(languages), tuple(questions)))
    if len(item_codes) > MAX_QUESTIONS:
        place.mistake(MistakeCode.TOO_MANY, maximum=MAX_QUESTIONS)
    return tuple(sections)


def _question(place: Place, languages: Collection[str], scales: Mapping[str, Scale]) -> Question:
    place.open_object(("code", "type", "text"), _QUESTION_OPTIONAL)
    scale, options = _question_options(place, languages, scales)
    rule = place.at("shown_if")
    return Question(
        code=place.at("code").code(reserved=(NA,)),
        type=place.at("type").one_of(tuple(QUESTION_TYPES), ""),
        wording=place.at("text").text(languages) or _NO_TEXT,
        help_text=place.at("help").text(languages),
        role=Role(place.at("role").one_of(tuple(Role), Role.ITEM)),
        required=place.at("required").flag(),
        na_allowed=place.at("na_allowed").flag(),
        scale=scale,
        options=options,
        satisfied=_codes(place.at("satisfied")),
        reversed=place.at("reversed").flag(),
        factor=place.at("factor").code() or None,
        shown_if=parse_rule(rule) if rule.given else None,
        limits=_limits(place),
    )


def _question_options(
    place: Place, languages: Collection[str], scales: Mapping[str, Scale]
) -> tuple[str | None, tuple[Option, ...]]:
    scale, own = place.at("scale"), place.at("options")
    if not scale.given:
        return None, _options(own, languages)
    if own.given:
        own.mistake(MistakeCode.SCALE_AND_OPTIONS)
    code = scale.code()
    if code and code not in scales:
        scale.mistake(MistakeCode.SCALE_UNKNOWN, value=code)
    return (code, scales[code].options) if code in scales else (None, ())


def _codes(place: Place) -> tuple[Code, ...]:
    codes: list[Code] = []
    for item in _any(place, MAX_OPTIONS):
        code: Code | None = item.number() if not isinstance(item.value, str) else item.code()
        if code in codes:
            item.mistake(MistakeCode.GIVEN_TWICE, value=code if code is not None else "")
        elif code not in (None, ""):
            codes.append(code)
    return tuple(codes)


def _limits(place: Place) -> Limits:
    return Limits(
        minimum=place.at("minimum").number(),
        maximum=place.at("maximum").number(),
        decimals=place.at("decimals").whole(0, 2),
        max_length=place.at("max_length").whole(1, 10_000),
        max_choices=place.at("max_choices").whole(1, MAX_OPTIONS),
    )
