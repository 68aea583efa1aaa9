"""Names of people: after a title, after a surname; with marks, without, in capitals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.alphabet import search_key
from app.services.comments.marks import Personal, mark
from app.services.comments.name_words import (
    ABBREVIATIONS,
    AFTER_NAMES,
    CERTAIN,
    DISTRICTS,
    GIVEN,
    LONG_TITLES,
    MIDDLE,
    NO_NAMES,
    PLACES,
    SURNAMES,
    TITLES,
)

WORD = re.compile(r"đ/c|[^\W\d_]+", re.IGNORECASE)
LONGEST = 4
"""Words of a Vietnamese name, at most in practice."""
SHOUTED = 0.7
"""Share of capitals from which capitals say nothing."""
DISTRICT_WORDS = 2
"""Words of a commune's name; after "xã" a longer name is somebody's."""
GIVEN_NAMES = 2
PLAIN_SURNAMES = frozenset(map(search_key, SURNAMES))
PLAIN_NO_NAMES = frozenset(map(search_key, NO_NAMES))


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


def without_names(text: str) -> str:
    """Put a mark in the place of each name; the title before it stays."""
    words = words_of(text)
    kept: list[str] = []
    end, place, last = 0, 0, 0
    while place < len(words):
        length = name_length(words, place, last)
        if length:
            kept += [text[end : words[place].start], mark(Personal.NAME)]
            end = words[place + length - 1].end
            last = place + length
        place += length or 1
    return "".join([*kept, text[end:]])


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


def name_length(words: Sequence[Word], place: int, last: int = 0) -> int:
    """Count the words of the name that begins at a place; 0 if none does.

    `last` is where the name before ended.
    """
    if _follows_title(words, place):
        length = _after_title(words, place)
    elif _goes_on(words, place, last):
        length = _capitals(words, place)
    else:
        length = _after_surname(words, place)
    return 0 if length and _is_office(words, place) else length


def _after_title(words: Sequence[Word], place: int) -> int:
    if words[place].is_capital:
        return _capitals(words, place)
    if words[place].small in CERTAIN or _is_middle(words, place + 1):
        return _small_name(words, place)
    return _given(words, place)


def _given(words: Sequence[Word], place: int) -> int:
    """Count the given names in small letters: two at most, as in "chị thu hương"."""
    length = 0
    while length < GIVEN_NAMES and words[place + length].small in GIVEN:
        length += 1
        if not _is_next(words, place + length) or _is_office(words, place + length):
            break
    return length


def _after_surname(words: Sequence[Word], place: int) -> int:
    """Find a full name without a title."""
    word = words[place]
    if not _is_surname(word):
        return 0
    if _is_middle(words, place + 1):
        return _capitals(words, place) if word.is_capital else _small_name(words, place)
    length = _capitals(words, place) if word.is_capital else 0
    before = words[place - 1].small if place and word.gap == " " else ""
    if before in PLACES or (before in DISTRICTS and length == DISTRICT_WORDS):
        return 0
    return length if length > 1 else 0


def _capitals(words: Sequence[Word], place: int) -> int:
    length = 1
    while length < LONGEST and _is_next(words, place + length):
        word = words[place + length]
        if not word.is_capital and not (length == 1 and word.small in MIDDLE):
            break
        length += 1
    return length


def _small_name(words: Sequence[Word], place: int) -> int:
    """Take a surname in small letters, the word after it, and more as far as it can be a name."""
    length = 1
    longest = LONGEST if _is_middle(words, place + 1) else LONGEST - 1
    while length < longest and _is_next(words, place + length):
        word = words[place + length].small
        if word in AFTER_NAMES and not (length == 1 and word in MIDDLE):
            break
        length += 1
    return length


def _follows_title(words: Sequence[Word], place: int) -> bool:
    """Tell whether a title stands right before; a short one may end with a full stop."""
    if place == 0 or not re.fullmatch(r"\s{1,2}|\s?[.:]\s?", words[place].gap):
        return False
    title = words[place - 1].small
    if "." in words[place].gap:
        return title in ABBREVIATIONS
    if title in TITLES:
        return True
    return any(_joined(words, place - n, n) in LONG_TITLES for n in (2, 3) if place >= n)


def _goes_on(words: Sequence[Word], place: int, last: int) -> bool:
    """Tell whether a name goes on a list such as "anh Hoa, Lan và Tuấn"."""
    word = words[place]
    if last == 0 or not word.is_capital or word.small in TITLES or word.text[1:].isupper():
        return False
    if place == last:
        return bool(re.fullmatch(r"\s?,\s?", word.gap))
    return place == last + 1 and words[last].small in ("và", "va")


def _is_office(words: Sequence[Word], place: int) -> bool:
    """Tell whether an office, a post, a title or a province begins here."""
    return words[place].small in NO_NAMES or _key(words, place) in PLAIN_NO_NAMES


def _key(words: Sequence[Word], place: int) -> str:
    return search_key(_joined(words, place, 2))


def _joined(words: Sequence[Word], place: int, count: int) -> str:
    return "-".join(word.small for word in words[place : place + count])


def _is_surname(word: Word) -> bool:
    """Tell whether it is a surname; one with marks must have the right ones."""
    small = word.small
    if small in SURNAMES or small in CERTAIN:
        return True
    return word.is_capital and small == search_key(small) and small in PLAIN_SURNAMES


def _is_middle(words: Sequence[Word], place: int) -> bool:
    return _is_next(words, place) and words[place].small in MIDDLE and _is_next(words, place + 1)


def _is_next(words: Sequence[Word], place: int) -> bool:
    return place < len(words) and words[place].gap in (" ", "  ")
