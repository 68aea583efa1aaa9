"""Whether a title stands before a word, and how surely it is followed by a name."""

import re
from collections.abc import Sequence
from enum import Enum

from app.services.comments.name_words import (
    ABBREVIATIONS,
    INITIALS,
    LONG_TITLES,
    LOOSE_TITLES,
    TITLES,
)
from app.services.comments.words import Word, joined

LONGEST_TITLE = 4
"""Words of a title, as in "tổ trưởng dân phố"."""


class Title(Enum):
    """After a sure one a capital begins a name; after a loose one a place may stand too."""

    SURE = "sure"
    LOOSE = "loose"


def title_before(words: Sequence[Word], place: int) -> Title | None:
    """Tell which kind of title stands right before; a short one may end with a full stop."""
    if place == 0 or not re.fullmatch(r"\s{1,2}|\s?[.:]\s?", words[place].gap):
        return None
    title = words[place - 1].small
    if "." in words[place].gap:
        if title in ABBREVIATIONS:
            return Title.SURE
        return Title.LOOSE if title in INITIALS else None
    if title in TITLES:
        return Title.SURE
    before = {joined(words, place - n, n) for n in range(1, LONGEST_TITLE + 1) if place >= n}
    if before & LOOSE_TITLES:
        return Title.LOOSE
    return Title.SURE if before & LONG_TITLES else None
