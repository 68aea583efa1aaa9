"""From one question of a document to its definition, noting every mistake of shape."""

from collections.abc import Collection, Mapping
from dataclasses import fields

from surveys.definitions import NA, Code, Limits, Option, Question, Role, Rule, Scale, Text
from surveys.document_reader import Place
from surveys.error_codes import MistakeCode
from surveys.question_types import QUESTION_TYPES
from surveys.rule_parsing import parse_rule

MAX_OPTIONS = 60

NO_TEXT = Text(())
_LIMITS = tuple(limit.name for limit in fields(Limits))
_QUESTION_OPTIONAL = (
    *("help", "role", "required", "na_allowed", "scale", "options", "satisfied", "reversed"),
    *("factor", "shown_if", "na_if", "matrix", *_LIMITS),
)


def parse_question(
    place: Place, languages: Collection[str], scales: Mapping[str, Scale]
) -> Question:
    place.open_object(("code", "type", "text"), _QUESTION_OPTIONAL)
    scale, options = _question_options(place, languages, scales)
    return Question(
        code=place.at("code").code(reserved=(NA,)),
        type=place.at("type").one_of(tuple(QUESTION_TYPES), ""),
        wording=place.at("text").text(languages) or NO_TEXT,
        help_text=place.at("help").text(languages),
        role=Role(place.at("role").one_of(tuple(Role), Role.ITEM)),
        required=place.at("required").flag(),
        na_allowed=place.at("na_allowed").flag(),
        scale=scale,
        options=options,
        satisfied=_codes(place.at("satisfied")),
        reversed=place.at("reversed").flag(),
        factor=place.at("factor").code() or None,
        shown_if=_rule(place.at("shown_if")),
        limits=_limits(place),
        na_if=_rule(place.at("na_if")),
        matrix=place.at("matrix").code() or None,
    )


def _question_options(
    place: Place, languages: Collection[str], scales: Mapping[str, Scale]
) -> tuple[str | None, tuple[Option, ...]]:
    scale, own = place.at("scale"), place.at("options")
    if not scale.given:
        return None, parse_options(own, languages)
    if own.given:
        own.mistake(MistakeCode.SCALE_AND_OPTIONS)
    code = scale.code()
    if code and code not in scales:
        scale.mistake(MistakeCode.SCALE_UNKNOWN, value=code)
    return (code, scales[code].options) if code in scales else (None, ())


def _rule(place: Place) -> Rule | None:
    return parse_rule(place) if place.given else None


def _codes(place: Place) -> tuple[Code, ...]:
    codes: list[Code] = []
    for item in place.items_if_any(MAX_OPTIONS):
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
        earliest=place.at("earliest").day(),
        latest=place.at("latest").day(),
    )


def parse_options(place: Place, languages: Collection[str]) -> tuple[Option, ...]:
    options: dict[str, Option] = {}
    for item in place.items(maximum=MAX_OPTIONS):
        if not item.open_object(("code", "text"), ("score", "exclusive")):
            continue
        code = item.at("code").code(reserved=(NA,))
        option = Option(
            code,
            item.at("text").text(languages) or NO_TEXT,
            item.at("score").number(),
            item.at("exclusive").flag(),
        )
        if item.at("code").is_new(code, options):
            options[code] = option
    return tuple(options.values())
