"""Names of people: after a title, after a surname; with marks, without, in capitals."""

import re
from collections.abc import Sequence

from app.alphabet import search_key
from app.services.comments.marks import Personal, mark
from app.services.comments.name_words import (
    ABBREVIATIONS,
    AFTER_NAMES,
    CERTAIN,
    DEPARTMENTS,
    DISTRICTS,
    GIVEN,
    GIVEN_AS_CAPITALS,
    MEN,
    MIDDLE,
    NO_NAMES,
    OFFICES,
    PLACES,
    SURNAMES,
    TITLES,
)
from app.services.comments.titles import Title, title_before
from app.services.comments.words import Word, is_next, joined, words_of

LONGEST = 5
"""Words of a Vietnamese name, at most in practice."""
LONGEST_SMALL = 4
"""The same in small letters, where nothing tells the end of a name from the next word."""
DISTRICT_WORDS = 2
"""Words of a commune's name; after "xã" a longer name is somebody's."""
GIVEN_NAMES = 2
PLAIN_SURNAMES = frozenset(map(search_key, SURNAMES))
PLAIN_NO_NAMES = frozenset(map(search_key, NO_NAMES))
DEPARTMENT = "khoa"
"""A department of a hospital, and a given name."""
ROAD = "đường"
"""A road, and a surname."""
MALE = "nam"
"""A word for men, and a given name."""


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


def name_length(words: Sequence[Word], place: int, last: int = 0) -> int:
    """Count the words of the name that begins at a place; 0 if none does.

    `last` is where the name before ended.
    """
    title = title_before(words, place)
    if title is Title.SURE:
        length = _after_title(words, place)
    elif title is Title.LOOSE:
        length = _after_loose_title(words, place) or _after_surname(words, place)
    elif _goes_on(words, place, last):
        length = _capitals(words, place)
    else:
        length = _after_surname(words, place)
    return 0 if length and _is_office(words, place) else length


def _after_title(words: Sequence[Word], place: int) -> int:
    if words[place].is_capital:
        return _capitals(words, place)
    named = _is_middle(words, place + 1) and _is_surname(words[place], plain=True)
    if words[place].small in CERTAIN or named:
        return _small_name(words, place)
    return _given(words, place)


def _after_loose_title(words: Sequence[Word], place: int) -> int:
    """Find a given name with a capital, or two; places such as Thanh Ba are none."""
    length = _capitals(words, place) if words[place].is_capital else 0
    # "chủ tịch xã Trọng", but "chủ tịch xã Thanh Sơn" is of a commune.
    most = GIVEN_NAMES - (words[place - 1].small in DISTRICTS)
    run = (word.small for word in words[place : place + length])
    return length if length <= most and all(word in GIVEN_AS_CAPITALS for word in run) else 0


def _given(words: Sequence[Word], place: int) -> int:
    """Count the given names in small letters: two at most, as in "chị thu hương"."""
    if words[place].small == MALE and words[place - 1].small not in MEN:
        return 0
    length = 0
    while length < GIVEN_NAMES and words[place + length].small in GIVEN:
        length += 1
        if not is_next(words, place + length):
            break
        if _is_office(words, place + length) and not _ends_in_anh(words, place + length):
            break
    return length


def _ends_in_anh(words: Sequence[Word], place: int) -> bool:
    """Tell "cô lan anh dạy văn" from "cô lan, anh tuấn"."""
    following = words[place + 1] if is_next(words, place + 1) else None
    return words[place].small == "anh" and not (
        following and (following.is_capital or following.small in GIVEN | CERTAIN)
    )


def _after_surname(words: Sequence[Word], place: int) -> int:
    """Find a full name without a title."""
    word = words[place]
    if not _is_surname(word) or _is_road(words, place):
        return 0
    if word.is_capital and _in_name_of_place(words, place):
        return 0
    if _is_middle(words, place + 1):
        return _capitals(words, place) if word.is_capital else _small_name(words, place)
    length = _capitals(words, place) if word.is_capital else 0
    before = words[place - 1].small if place and word.gap == " " else ""
    if before in DISTRICTS and length == DISTRICT_WORDS:
        return 0
    return length if length > 1 else 0


def _in_name_of_place(words: Sequence[Word], place: int) -> bool:
    """Tell whether a street or a school stands before the capitals that a word belongs to."""
    while is_next(words, place) and words[place - 1].is_capital and place > 1:
        if words[place - 1].small in PLACES:
            break
        place -= 1
    if not place or words[place].gap != " ":
        return False
    return words[place - 1].small in PLACES or joined(words, max(place - 2, 0), 2) in PLACES


def _is_road(words: Sequence[Word], place: int) -> bool:
    """Tell whether a road begins here that is called after somebody."""
    following = words[place + 1] if is_next(words, place + 1) else None
    return words[place].small == ROAD and bool(
        following and following.is_capital and _is_surname(following)
    )


def _capitals(words: Sequence[Word], place: int) -> int:
    length = 1
    while length < LONGEST and is_next(words, place + length):
        if not words[place + length].is_capital:
            if length > 1 or not _is_middle(words, place + length):
                break
            if not words[place + 2].is_capital:  # "Nguyễn văn an", but not "cô Vân văn thư"
                return _small_name(words, place) if _is_surname(words[place]) else length
        if length > 1 and _is_office_after_name(words, place + length):
            break
        length += 1
    return length


def _small_name(words: Sequence[Word], place: int) -> int:
    """Take a surname in small letters, the word after it, and more as far as it can be a name."""
    length = 1
    longest = LONGEST_SMALL if _is_middle(words, place + 1) else LONGEST_SMALL - 1
    while length < longest and is_next(words, place + length):
        word = words[place + length].small
        if word in AFTER_NAMES and not (length == 1 and word in MIDDLE):
            break
        length += 1
    return length


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
    word = words[place].small
    if word == DEPARTMENT:
        return _is_department(words, place)
    two = joined(words, place, 2)
    # Typed without marks: "van phong". With them "Vân văn thư" is not "vân vân".
    plain = two == search_key(two) and two in PLAIN_NO_NAMES
    return word in NO_NAMES or word in ABBREVIATIONS or two in NO_NAMES or plain


def _is_department(words: Sequence[Word], place: int) -> bool:
    """Tell "bác sĩ Khoa Nội" from "thầy Khoa dạy Toán"."""
    following = words[place + 1] if is_next(words, place + 1) else None
    if following and (following.is_capital or following.small in DEPARTMENTS):
        return True
    if words[place].is_capital:
        return False
    return (
        place == 0
        or words[place - 1].small not in TITLES
        or bool(following and following.small in ("khám", "học"))
    )


def _is_office_after_name(words: Sequence[Word], place: int) -> bool:
    word = words[place].small
    return word in OFFICES or (word == DEPARTMENT and _is_department(words, place))


def _is_surname(word: Word, *, plain: bool = False) -> bool:
    """Tell whether it is a surname; one with marks must have the right ones.

    Without marks only as a capital, or where `plain` allows it.
    """
    small = word.small
    if small in SURNAMES or small in CERTAIN:
        return True
    return (plain or word.is_capital) and small == search_key(small) and small in PLAIN_SURNAMES


def _is_middle(words: Sequence[Word], place: int) -> bool:
    return is_next(words, place) and words[place].small in MIDDLE and is_next(words, place + 1)
