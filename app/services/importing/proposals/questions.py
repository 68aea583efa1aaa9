"""Which question a heading asks: by its code, by its words, or by words nearly the same."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from app.queries.point_list import without_marks
from surveys.definitions import Question, Questionnaire

NEAR = 0.8
"""Likeness of two texts, from 0 to 1, from which they are taken for one question."""


def matched_items(headings: Iterable[str], questionnaire: Questionnaire) -> dict[str, str]:
    """Give the item of every heading that asks one, each item once, the best match first."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    pairs = sorted(
        (
            (likeness(heading, question, questionnaire.languages), heading, question.code)
            for heading in headings
            for question in questionnaire
        ),
        key=lambda pair: -pair[0],
    )
    for score, heading, item in pairs:
        if score < NEAR:
            break
        if heading not in found and item not in taken:
            found[heading] = item
            taken.add(item)
    return found


def likeness(heading: str, question: Question, languages: Iterable[str]) -> float:
    """Tell how surely a heading asks a question: 1 by its code, else by its words."""
    best = 0.0
    for part in parts_of(heading):
        if part.casefold() == question.code.casefold():
            return 1.0
        for language in languages:
            best = max(best, alike(part, question.text(language)))
    return best


def parts_of(heading: str) -> Iterator[str]:
    """Give the whole heading, and the part in it that names the question.

    A grid of Google Forms writes "Question [row]", LimeSurvey "G1[SQ001]" or "G1. Question",
    KoboToolbox "group/question".
    """
    yield heading
    if heading.endswith("]") and "[" in heading:
        yield heading[heading.rindex("[") + 1 : -1].strip()
    if "/" in heading:
        yield heading.rsplit("/", 1)[1].strip()
    number, dot, words = heading.partition(". ")
    if dot and len(number) <= 20 and words:
        yield number.strip()
        yield words.strip()


def alike(one: str, other: str) -> float:
    """Compare two texts without marks, case and punctuation."""
    one, other = without_marks(one), without_marks(other)
    if not one or not other:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= NEAR else 0.0
