"""The outline of a draft as its template shows it: everything decided, nothing left to look up."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count

from flask_babel import gettext

from app.alphabet import search_key
from app.design.editor import DraftView
from app.design.words import TYPES
from app.services.drafting.documents import words
from surveys.definitions import Role
from surveys.translations import JsonObject


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question of the outline; `marks` say in short what is special about it."""

    code: str
    number: int
    text: str
    marks: Sequence[str]
    mistakes: Sequence[str]


@dataclass(frozen=True, slots=True)
class SectionBlock:
    """A section with those of its questions that are shown; `start` is the first one's number."""

    code: str
    title: str
    start: int
    questions: Sequence[QuestionLine]
    mistakes: Sequence[str]


def outline_blocks(view: DraftView, wanted: str) -> list[SectionBlock]:
    """Lay out the sections with the questions that have the words `wanted`, or with all of them."""
    numbers, key = count(1), search_key(wanted)
    blocks = []
    for section in view.document["sections"]:
        numbered = [(next(numbers), question) for question in section["questions"]]
        start = numbered[0][0] if numbered else 1
        blocks.append(
            SectionBlock(
                section["code"],
                words(section.get("title")) or gettext("Section without a title"),
                start,
                [_line(view, n, question) for n, question in numbered if _fits(question, key)],
                _flat(view.sentences("section", section["code"])),
            )
        )
    return blocks


def _fits(question: JsonObject, key: str) -> bool:
    return not key or key in search_key(f"{words(question.get('text'))} {question['code']}")


def _line(view: DraftView, number: int, question: JsonObject) -> QuestionLine:
    return QuestionLine(
        question["code"],
        number,
        words(question.get("text")) or gettext("Question without words"),
        [str(TYPES[question["type"]]), *_marks(question)],
        _flat(view.sentences("question", question["code"])),
    )


def _marks(question: JsonObject) -> list[str]:
    marks = {
        gettext("overall satisfaction"): question.get("role") == Role.OVERALL,
        gettext("required"): question.get("required", False),
        gettext("asked only if…"): "shown_if" in question,
    }
    return [text for text, holds in marks.items() if holds]


def _flat(sentences: dict[str, list[str]]) -> list[str]:
    return list(chain.from_iterable(sentences.values()))
