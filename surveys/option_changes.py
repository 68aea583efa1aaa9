"""What changed in the options of one question.

The scale of a published item never changes: an answer of 4 would mean something else from one
day to the next. Groups to choose from may change, and the trend is marked as broken.
"""

from collections.abc import Iterator

from surveys.definitions import Option, Question
from surveys.question_changes import Change, Difference, Effect, is_scale


def option_changes(old: Question, new: Question) -> Iterator[Difference]:
    """Yield every change of the options of a question that keeps its code and its type."""
    place = f"questions.{new.code}"
    scale = is_scale(old) or is_scale(new)
    grave = Effect.FORBIDDEN if scale else Effect.BREAKS
    before = {option.code: option for option in old.options}
    after = {option.code: option for option in new.options}
    kept = [code for code in before if code in after]
    found = {
        Change.OPTIONS_REMOVED: [code for code in before if code not in after],
        Change.OPTIONS_ADDED: [code for code in after if code not in before],
        Change.OPTIONS_CHANGED: [c for c in kept if _measures(before[c]) != _measures(after[c])],
    }
    for change, codes in found.items():
        if codes:
            yield Difference(change, grave, place, {"options": ", ".join(codes)})
    if kept != [code for code in after if code in before]:
        yield Difference(Change.OPTIONS_REORDERED, Effect.BREAKS, place)
    # The words of a scale are what people measure by; of a plain choice they are a label.
    effect = Effect.BREAKS if scale else Effect.KEEPS
    for code in kept:
        for language, was, now in _reworded(before[code], after[code]):
            words = {"option": code, "language": language, "old": was, "new": now}
            yield Difference(Change.OPTION_WORDING_CHANGED, effect, place, words)


def _measures(option: Option) -> tuple[float | None, bool]:
    return option.score, option.exclusive


def _reworded(old: Option, new: Option) -> list[tuple[str, str, str]]:
    """List what is worded otherwise, in the languages that both versions have."""
    after = dict(new.label.by_language)
    return [
        (language, words, after[language])
        for language, words in old.label.by_language
        if language in after and words != after[language]
    ]
