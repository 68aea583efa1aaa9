"""What changed in one question, and what each change does to its trend."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum

from surveys.definitions import Question, Text


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
    ORDER_CHANGED = "order_changed"
    ASKED_BEFORE_CHANGED = "asked_before_changed"
    QUESTION_ADDED = "question_added"
    QUESTION_REMOVED = "question_removed"
    CODE_REUSED = "code_reused"
    TYPE_CHANGED = "type_changed"
    WORDING_CHANGED = "wording_changed"
    HELP_CHANGED = "help_changed"
    TRANSLATION_CHANGED = "translation_changed"
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


Aspect = Callable[[Question], object]
Differs = Callable[[Question, Question], bool]


def _by(aspect: Aspect) -> Differs:
    return lambda old, new: aspect(old) != aspect(new)


def reworded(old: Text | None, new: Text | None) -> bool:
    """Tell whether a text says something else in a language that both versions have."""
    before, after = (dict(text.by_language) if text else {} for text in (old, new))
    return any(words != after[language] for language, words in before.items() if language in after)


def _options_reworded(old: Question, new: Question) -> bool:
    after = {option.code: option.label for option in new.options}
    return any(reworded(o.label, after[o.code]) for o in old.options if o.code in after)


def _translated(old: Question, new: Question) -> bool:
    before, after = _languages(old), _languages(new)
    return any(before[key] != after[key] for key in before.keys() & after.keys())


def _languages(question: Question) -> dict[str, list[str]]:
    texts = {"": question.wording} | {option.code: option.label for option in question.options}
    return {key: [language for language, _ in text.by_language] for key, text in texts.items()}


def _bounds(question: Question) -> object:
    return replace(question.limits, max_length=None)


#: How a change is noticed, and its effect on the trend of a scored and of another question.
_ASPECTS: dict[Change, tuple[Differs, Effect, Effect]] = {
    Change.WORDING_CHANGED: (
        lambda old, new: reworded(old.wording, new.wording),
        Effect.KEEPS,
        Effect.KEEPS,
    ),
    Change.HELP_CHANGED: (_by(lambda q: q.help_text), Effect.KEEPS, Effect.KEEPS),
    Change.TRANSLATION_CHANGED: (_translated, Effect.KEEPS, Effect.KEEPS),
    Change.OPTIONS_CHANGED: (
        _by(lambda q: [(o.code, o.score, o.exclusive) for o in q.options]),
        Effect.BREAKS,
        Effect.BREAKS,
    ),
    # The words of a scale are what people measure by; of a plain choice they are a label.
    Change.OPTION_WORDING_CHANGED: (_options_reworded, Effect.BREAKS, Effect.KEEPS),
    Change.SATISFIED_CHANGED: (_by(lambda q: {*q.satisfied}), Effect.BREAKS, Effect.BREAKS),
    Change.REVERSED_CHANGED: (_by(lambda q: q.reversed), Effect.BREAKS, Effect.BREAKS),
    Change.NA_CHANGED: (_by(lambda q: (q.na_allowed, q.na_if)), Effect.BREAKS, Effect.KEEPS),
    Change.REQUIRED_CHANGED: (_by(lambda q: q.required), Effect.BREAKS, Effect.KEEPS),
    Change.ROUTING_CHANGED: (_by(lambda q: q.shown_if), Effect.BREAKS, Effect.BREAKS),
    Change.LIMITS_CHANGED: (_by(_bounds), Effect.BREAKS, Effect.BREAKS),
    Change.LENGTH_CHANGED: (_by(lambda q: q.limits.max_length), Effect.KEEPS, Effect.KEEPS),
    # Ratings side by side are given more alike than ratings one by one.
    Change.MATRIX_CHANGED: (_by(lambda q: bool(q.matrix)), Effect.BREAKS, Effect.KEEPS),
    Change.ROLE_CHANGED: (_by(lambda q: q.role), Effect.KEEPS, Effect.KEEPS),
    # An index that loses or gains an item by this is told of as an index.
    Change.FACTOR_CHANGED: (_by(lambda q: q.factor), Effect.KEEPS, Effect.KEEPS),
}


def question_changes(old: Question, new: Question) -> Iterator[tuple[Change, Effect]]:
    """Yield every change of a question that keeps its code, with the effect on its trend."""
    if old.type != new.type:
        # Nothing else can be compared: the answers are other things now.
        yield Change.TYPE_CHANGED, Effect.FORBIDDEN
        return
    scored = bool(old.satisfied or new.satisfied)
    for change, (differs, if_scored, if_not) in _ASPECTS.items():
        if differs(old, new):
            yield change, if_scored if scored else if_not
