"""What changed between two versions, and what that does to the trend.

A series may go on over a reworded question, and must be marked as broken where the measuring
itself changed: the options, what counts as satisfied, who is asked, which items feed an index.
An item code never comes back with another type: stored answers would change their meaning.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from surveys.definitions import Question, Questionnaire, Role
from surveys.errors import Params
from surveys.question_changes import Change, Effect, question_changes
from surveys.scoring import all_formula_items


@dataclass(frozen=True)
class Difference:
    """One change: its code, what it does to the trend, and where: ``questions.<item code>``..."""

    code: Change
    effect: Effect
    place: str
    params: Params = field(default_factory=dict)


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
        *_compare_items(old, new, _retired(old, earlier)),
        *_compare_order(old, new),
        *_compare_formulas(old, new),
    ]
    if not differences and old != new:
        # Such as a question moved over a section's edge: told, so that nothing changes unseen.
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
    for name in ("title", "introduction", "readers", "source", "na_text", "minutes"):
        if getattr(old, name) != getattr(new, name):
            yield Difference(Change.FRAME_CHANGED, Effect.KEEPS, name)
    for name in ("sections", "factors"):
        if _titles(old, name) != _titles(new, name):
            yield Difference(Change.FRAME_CHANGED, Effect.KEEPS, name)


def _titles(questionnaire: Questionnaire, name: str) -> list[tuple[str, object]]:
    return [(part.code, part.title) for part in getattr(questionnaire, name)]


def _compare_items(
    old: Questionnaire, new: Questionnaire, retired: Mapping[str, Question]
) -> Iterator[Difference]:
    before, after = _on_page(old), _on_page(new)
    for code, question in before.items():
        if code not in after:
            effect = Effect.BREAKS if question.has_answer else Effect.KEEPS
            yield Difference(Change.QUESTION_REMOVED, effect, f"questions.{code}")
    for code, question in after.items():
        place = f"questions.{code}"
        if code in before:
            for change, effect in question_changes(before[code], question):
                yield Difference(change, effect, place)
        elif code in retired:
            same_type = retired[code].type == question.type
            effect = Effect.BREAKS if same_type else Effect.FORBIDDEN
            yield Difference(Change.CODE_REUSED, effect, place)
        else:
            # Who cannot answer a new required question cannot send the form at all, so the people
            # who are counted change with it.
            effect = Effect.BREAKS if question.required else Effect.KEEPS
            yield Difference(Change.QUESTION_ADDED, effect, place)


def _compare_order(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Compare the order of the items both have, and what is asked before the overall question.

    An overall rating given after the single ones is another measurement than one given before
    (Schuman and Presser, 1981, "Questions and answers in attitude surveys", chapter 2).
    """
    before, after = list(_on_page(old)), list(_on_page(new))
    if [c for c in before if c in after] != [c for c in after if c in before]:
        yield Difference(Change.ORDER_CHANGED, Effect.KEEPS, "sections")
    for code in before:
        is_overall = code in new.questions and new.questions[code].role is Role.OVERALL
        is_overall = is_overall and code in old.questions
        if is_overall and _rated_before(old, code) != _rated_before(new, code):
            place = f"questions.{code}"
            yield Difference(Change.ASKED_BEFORE_CHANGED, Effect.BREAKS, place)


def _rated_before(questionnaire: Questionnaire, code: str) -> set[str]:
    codes = list(questionnaire.questions)
    earlier = codes[: codes.index(code)]
    return {each for each in earlier if questionnaire.questions[each].satisfied}


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
            yield Difference(Change.FORMULA_ITEMS_CHANGED, Effect.BREAKS, place)


def _fed(questionnaire: Questionnaire) -> dict[str, set[str]]:
    return {
        f"{fed.formula}.{fed.factor}" if fed.factor else fed.formula: set(fed.codes)
        for fed in all_formula_items(questionnaire)
    }
