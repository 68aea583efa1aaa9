"""A draft while it is being written: every mistake it still has, and which question each is about.

A draft may be of any shape: half a question, a list where an object belongs, nothing at all.
"""

import re
from dataclasses import dataclass

from surveys.errors import InvalidQuestionnaire, Mistake
from surveys.loading import load_document

_QUESTION = re.compile(r"sections\[(\d+)\](?:\.questions\[(\d+)\])?(?:\.|$)(.*)")
_TEXT = re.compile(r"(?:^|\.)(?:text|help|title)\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2})$")


@dataclass(frozen=True)
class DraftPlace:
    """Where a path of a document leads.

    `section` and `question` are positions from 0, None outside; `key` is the path from there on;
    `language` is set where the path ends at the words of one language.
    """

    section: int | None
    question: int | None
    key: str
    language: str | None


def check_draft(document: object) -> list[Mistake]:
    """Return every mistake that keeps a draft from being published; nothing is ever raised."""
    try:
        load_document(document)
    except InvalidQuestionnaire as refused:
        return list(refused.mistakes)
    return []


def draft_place(path: str) -> DraftPlace:
    """Return where the path of a mistake leads."""
    text = _TEXT.search(path)
    language = text[1] if text else None
    found = _QUESTION.match(path)
    if found is None:
        return DraftPlace(None, None, path, language)
    question = int(found[2]) if found[2] else None
    return DraftPlace(int(found[1]), question, found[3], language)
