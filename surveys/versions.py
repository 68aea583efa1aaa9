"""What changed between two versions, and what that does to the trend.

A series may go on over a reworded question, and must be marked as broken where the measuring
itself changed: what counts as satisfied, who is asked, which items feed an index. The type and
the scale of a published item never change, and its code never comes back for something else:
stored answers would change their meaning.
"""

from collections.abc import Iterable, Iterator, Mapping

from surveys.definitions import Question, Questionnaire, Text
from surveys.option_changes import option_changes
from surveys.order_changes import order_changes, part_changes
from surveys.question_changes import Change, Difference, Effect, question_changes, text_changes
from surveys.scoring import all_formula_items

__all__ = ["Difference", "compare_versions", "worst_effect"]


def compare_versions(
    old: Questionnaire, new: Questionnaire, *, earlier: Iterable[Questionnaire] = ()
) -> list[Difference]:
    """List every difference between two versions of a questionnaire.

    Parameters
    ----------
    old, new
        The version in the field, and the one meant to follow it.
    earlier
        Versions before `old`: a code they used must not come back for something else.

    Returns
    -------
    list of Difference
        Empty for identical versions. Words for them are the application's.
    """
    differences = [
        *_compare_whole(old, new),
        *part_changes(old, new),
        *_compare_items(old, new, _retired(old, earlier)),
        *order_changes(old, new),
        *_compare_formulas(old, new),
    ]
    if not differences and old != new:
        # Such as a scale nobody uses: told, so that nothing changes unseen.
        differences.append(Difference(Change.FRAME_CHANGED, Effect.KEEPS, "sections"))
    return differences


def worst_effect(differences: Iterable[Difference]) -> Effect:
    """Return the gravest effect among the differences; without any the trend is kept."""
    effects = {difference.effect for difference in differences}
    return next((e for e in (Effect.FORBIDDEN, Effect.BREAKS) if e in effects), Effect.KEEPS)


def _retired(old: Questionnaire, earlier: Iterable[Questionnaire]) -> dict[str, Question]:
    known = {code: each for version in earlier for code, each in _on_page(version).items()}
    return {code: each for code, each in known.items() if code not in _on_page(old)}


def _on_page(questionnaire: Questionnaire) -> dict[str, Question]:
    return {question.code: question for question in questionnaire.on_page()}


def _compare_whole(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    if old.code != new.code:
        params = {"old": old.code, "new": new.code}
        yield Difference(Change.OTHER_QUESTIONNAIRE, Effect.FORBIDDEN, "code", params)
    for language in sorted({*old.languages} ^ {*new.languages}):
        added = language in new.languages
        code = Change.LANGUAGE_ADDED if added else Change.LANGUAGE_REMOVED
        yield Difference(code, Effect.KEEPS, "languages", {"language": language})
    if old.minutes != new.minutes:
        minutes = {"old": old.minutes, "new": new.minutes}
        yield Difference(Change.FRAME_CHANGED, Effect.KEEPS, "minutes", minutes)
    after = _frame(new)
    for place, text in _frame(old).items():
        for change in text_changes(text, after[place], place):
            yield Difference(Change.FRAME_CHANGED, Effect.KEEPS, place, change.params)


def _frame(questionnaire: Questionnaire) -> dict[str, Text]:
    return {
        "title": questionnaire.title,
        "introduction": questionnaire.introduction,
        "readers": questionnaire.readers,
        "source.programme": questionnaire.source.programme,
        "source.note": questionnaire.source.note,
        "na_text": questionnaire.na_text or Text(()),
    }


def _compare_items(
    old: Questionnaire, new: Questionnaire, retired: Mapping[str, Question]
) -> Iterator[Difference]:
    before, after = _on_page(old), _on_page(new)
    for code, question in before.items():
        if code not in after:
            effect = Effect.BREAKS if question.has_answer else Effect.KEEPS
            yield Difference(Change.QUESTION_REMOVED, effect, f"questions.{code}")
    for code, question in after.items():
        if code in before:
            yield from question_changes(before[code], question)
            if before[code].type == question.type:
                yield from option_changes(before[code], question)
        elif code in retired:
            # The same question may come back after a pause; another one needs a code of its own.
            effect = Effect.BREAKS if _is_same(retired[code], question) else Effect.FORBIDDEN
            yield Difference(Change.CODE_REUSED, effect, f"questions.{code}")
        else:
            # Who cannot answer a new required question cannot send the form at all, so the people
            # who are counted change with it.
            effect = Effect.BREAKS if question.required else Effect.KEEPS
            yield Difference(Change.QUESTION_ADDED, effect, f"questions.{code}")


def _is_same(old: Question, new: Question) -> bool:
    options = [[(o.code, o.score) for o in question.options] for question in (old, new)]
    return old.type == new.type and old.wording == new.wording and options[0] == options[1]


def _compare_formulas(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Compare what feeds each index; an index over other items is another index."""
    before, after = _fed(old), _fed(new)
    for key in [*before, *(key for key in after if key not in before)]:
        place = f"formulas.{key}"
        if key not in after:
            yield Difference(Change.FORMULA_REMOVED, Effect.BREAKS, place)
        elif key not in before:
            yield Difference(Change.FORMULA_ADDED, Effect.KEEPS, place)
        elif before[key] != after[key]:
            yield Difference(
                Change.FORMULA_ITEMS_CHANGED, Effect.BREAKS, place, _items(before[key], after[key])
            )


def _items(before: set[str], after: set[str]) -> dict[str, str]:
    return {
        "added": ", ".join(sorted(after - before)),
        "removed": ", ".join(sorted(before - after)),
    }


def _fed(questionnaire: Questionnaire) -> dict[str, set[str]]:
    return {fed.index: set(fed.codes) for fed in all_formula_items(questionnaire)}
