"""A comment cut into words, as the rules for names look at it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

WORD = re.compile(r"đ/c|[^\W\d_]+", re.IGNORECASE)
SHOUTED = 0.7
"""Share of capitals from which capitals say nothing."""
JOINTS = (".", "-", "–", "_")
"""What joins the words of a name in place of a space, as in Nguyễn.Văn.An and Ngọc-Anh."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands; `gap` is what stands between it and the one before."""

    text: str
    start: int
    end: int
    gap: str
    is_capital: bool

    @property
    def small(self) -> str:
        """In small letters."""
        return self.text.lower()


def words_of(text: str) -> list[Word]:
    """Cut a text into words; where all is in capitals, none counts as one."""
    letters = [c for c in text if c.isalpha()]
    shouted = sum(c.isupper() for c in letters) > SHOUTED * len(letters) and len(letters) > 12
    found, end = [], 0
    for match in WORD.finditer(text):
        word = match.group()
        capital = word[0].isupper() and not shouted
        found.append(Word(word, match.start(), match.end(), text[end : match.start()], capital))
        end = match.end()
    return found


def joined(words: Sequence[Word], place: int, count: int) -> str:
    """Give some words as the lists write several as one."""
    return "-".join(word.small for word in words[place : place + count])


def is_next(words: Sequence[Word], place: int) -> bool:
    """Tell whether a word goes on with the one before it: a space, or a joint between capitals."""
    if place >= len(words):
        return False
    word = words[place]
    if word.gap in (" ", "  "):
        return True
    before = words[place - 1]
    if not (place and word.is_capital and before.is_capital):
        return False
    return word.gap in JOINTS or (word.gap == ". " and len(before.text) == 1)
