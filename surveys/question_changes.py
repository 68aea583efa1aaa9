"""What changed in one question, and what each change does to its trend."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from surveys.definitions import MAIN_LANGUAGE, Question, Text
from surveys.errors import Params


class Effect(StrEnum):
    """What a change does to the trend."""

    KEEPS = "keeps"  # the series goes on
    BREAKS = "breaks"  # allowed, and marked on every series
    FORBIDDEN = "forbidden"  # must not be published


class Change(StrEnum):
    """Every kind of difference between two versions."""

    OTHER_QUESTIONNAIRE = "other_questionnaire"
    LANGUAGE_ADDED = "language_added"
    LANGUAGE_REMOVED = "language_removed"
    FRAME_CHANGED = "frame_changed"
    SECTION_ADDED = "section_added"
    SECTION_REMOVED = "section_removed"
    SECTION_RETITLED = "section_retitled"
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    FACTOR_RETITLED = "factor_retitled"
    QUESTION_ADDED = "question_added"
    QUESTION_REMOVED = "question_removed"
    QUESTION_MOVED = "question_moved"
    ASKED_BEFORE_CHANGED = "asked_before_changed"
    CODE_REUSED = "code_reused"
    TYPE_CHANGED = "type_changed"
    WORDING_CHANGED = "wording_changed"
    RETRANSLATED = "retranslated"
    HELP_CHANGED = "help_changed"
    TRANSLATION_ADDED = "translation_added"
    TRANSLATION_REMOVED = "translation_removed"
    OPTIONS_ADDED = "options_added"
    OPTIONS_REMOVED = "options_removed"
    OPTIONS_REORDERED = "options_reordered"
    OPTIONS_CHANGED = "options_changed"
    OPTION_WORDING_CHANGED = "option_wording_changed"
    SATISFIED_CHANGED = "satisfied_changed"
    REVERSED_CHANGED = "reversed_changed"
    NA_CHANGED = "na_changed"
    REQUIRED_CHANGED = "required_changed"
    ROUTING_CHANGED = "routing_changed"
    LIMITS_CHANGED = "limits_changed"
    LENGTH_CHANGED = "length_changed"
    MATRIX_CHANGED = "matrix_changed"
    ROLE_CHANGED = "role_changed"
    FACTOR_CHANGED = "factor_changed"
    FORMULA_ADDED = "formula_added"
    FORMULA_REMOVED = "formula_removed"
    FORMULA_ITEMS_CHANGED = "formula_items_changed"


@dataclass(frozen=True)
class Difference:
    """One change: its code, what it does to the trend, and where: ``questions.<item code>``..."""

    code: Change
    effect: Effect
    place: str
    params: Params = field(default_factory=dict)


Aspect = Callable[[Question], object]


def is_scale(question: Question) -> bool:
    """Tell whether the options are what people measure by, not just groups to choose from."""
    return bool(question.satisfied) or any(o.score is not None for o in question.options)


def _bounds(question: Question) -> object:
    return replace(question.limits, max_length=None)


#: What is looked at, and the effect of a change on the trend of a scored and of another question.
_ASPECTS: dict[Change, tuple[Aspect, Effect, Effect]] = {
    Change.SATISFIED_CHANGED: (lambda q: {*q.satisfied}, Effect.BREAKS, Effect.BREAKS),
    Change.REVERSED_CHANGED: (lambda q: q.reversed, Effect.BREAKS, Effect.BREAKS),
    Change.NA_CHANGED: (lambda q: (q.na_allowed, q.na_if), Effect.BREAKS, Effect.KEEPS),
    Change.REQUIRED_CHANGED: (lambda q: q.required, Effect.BREAKS, Effect.KEEPS),
    Change.ROUTING_CHANGED: (lambda q: q.shown_if, Effect.BREAKS, Effect.BREAKS),
    Change.LIMITS_CHANGED: (_bounds, Effect.BREAKS, Effect.BREAKS),
    Change.LENGTH_CHANGED: (lambda q: q.limits.max_length, Effect.KEEPS, Effect.KEEPS),
    # Ratings side by side are given more alike than ratings one by one.
    Change.MATRIX_CHANGED: (lambda q: bool(q.matrix), Effect.BREAKS, Effect.KEEPS),
    Change.ROLE_CHANGED: (lambda q: q.role, Effect.KEEPS, Effect.KEEPS),
    # An index that loses or gains an item by this is told of as an index.
    Change.FACTOR_CHANGED: (lambda q: q.factor, Effect.KEEPS, Effect.KEEPS),
}


def question_changes(old: Question, new: Question) -> Iterator[Difference]:
    """Yield every change of a question that keeps its code, with the effect on its trend.

    Its options are compared by `option_changes`.
    """
    place = f"questions.{new.code}"
    if old.type != new.type:
        # Nothing else can be compared: the answers are other things now.
        types = {"old": old.type, "new": new.type}
        yield Difference(Change.TYPE_CHANGED, Effect.FORBIDDEN, place, types)
        return
    yield from text_changes(old.wording, new.wording, place)
    if old.help_text != new.help_text:
        yield Difference(Change.HELP_CHANGED, Effect.KEEPS, place)
    scored = bool(old.satisfied or new.satisfied)
    for change, (aspect, if_scored, if_not) in _ASPECTS.items():
        if aspect(old) != aspect(new):
            yield Difference(change, if_scored if scored else if_not, place)


def text_changes(old: Text, new: Text, place: str) -> Iterator[Difference]:
    """Yield what became of the words in each language, with the words before and after."""
    before, after = dict(old.by_language), dict(new.by_language)
    for language in sorted({*before, *after}):
        params = {
            "language": language,
            "old": before.get(language, ""),
            "new": after.get(language, ""),
        }
        if language not in before:
            yield Difference(Change.TRANSLATION_ADDED, Effect.KEEPS, place, params)
        elif language not in after:
            yield Difference(Change.TRANSLATION_REMOVED, Effect.KEEPS, place, params)
        elif before[language] != after[language]:
            main = language == MAIN_LANGUAGE
            code = Change.WORDING_CHANGED if main else Change.RETRANSLATED
            yield Difference(code, Effect.KEEPS, place, params)
