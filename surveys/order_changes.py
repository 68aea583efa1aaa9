"""What changed in the order of questions and in the sections and factors around them."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from surveys.definitions import Questionnaire, Role, Text
from surveys.question_changes import Change, Difference, Effect, text_changes

_PARTS = {
    "sections": (Change.SECTION_ADDED, Change.SECTION_REMOVED, Change.SECTION_RETITLED),
    "factors": (Change.FACTOR_ADDED, Change.FACTOR_REMOVED, Change.FACTOR_RETITLED),
}


def order_changes(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Yield the questions that stand elsewhere, and what is asked before the overall one.

    An overall rating given after the single ones is another measurement than one given before
    (Schuman and Presser, 1981, "Questions and answers in attitude surveys", chapter 2).
    """
    before, after = _sections(old), _sections(new)
    both = [code for code in after if code in before]
    staying = _longest_in_order(both, {code: place for place, code in enumerate(before)})
    previous = ""
    for code in after:
        if code in before and (code not in staying or before[code] != after[code]):
            params = {"old_section": before[code], "section": after[code], "after": previous}
            yield Difference(Change.QUESTION_MOVED, Effect.KEEPS, f"questions.{code}", params)
        previous = code
    yield from _asked_before_overall(old, new)


def part_changes(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Yield the sections and factors that are new, gone or have other titles."""
    for name, (added, removed, retitled) in _PARTS.items():
        before, after = _titles(old, name), _titles(new, name)
        for code in before.keys() - after.keys():
            yield Difference(removed, Effect.KEEPS, f"{name}.{code}")
        for code, title in after.items():
            if code not in before:
                yield Difference(added, Effect.KEEPS, f"{name}.{code}")
                continue
            for change in text_changes(before[code], title, f"{name}.{code}"):
                yield Difference(retitled, change.effect, change.place, change.params)


def _sections(questionnaire: Questionnaire) -> dict[str, str]:
    """Return the section of every thing on the page, in order."""
    return {q.code: section.code for section in questionnaire.sections for q in section.questions}


def _titles(questionnaire: Questionnaire, name: str) -> dict[str, Text]:
    return {part.code: part.title or Text(()) for part in getattr(questionnaire, name)}


def _longest_in_order(codes: Sequence[str], places: Mapping[str, int]) -> set[str]:
    """Return the most codes that keep their order, so that as few as possible count as moved."""
    ends: list[int] = []  # the lowest last place of an ordered run of each length
    lengths: list[int] = []
    for code in codes:
        length = bisect_left(ends, places[code])
        ends[length : length + 1] = [places[code]]
        lengths.append(length + 1)
    staying: set[str] = set()
    wanted, below = len(ends), len(places)
    for code, length in zip(reversed(codes), reversed(lengths), strict=True):
        if length == wanted and places[code] < below:
            staying.add(code)
            wanted, below = wanted - 1, places[code]
    return staying


def _asked_before_overall(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    for code, question in new.questions.items():
        overall = question.role is Role.OVERALL and code in old.questions
        if overall and _rated_before(old, code) != _rated_before(new, code):
            place = f"questions.{code}"
            yield Difference(Change.ASKED_BEFORE_CHANGED, Effect.BREAKS, place)


def _rated_before(questionnaire: Questionnaire, code: str) -> set[str]:
    codes = list(questionnaire.questions)
    earlier = codes[: codes.index(code)]
    return {each for each in earlier if questionnaire.questions[each].satisfied}
