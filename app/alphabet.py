"""The order of names in Vietnamese: A Ă Â B C D Đ E Ê … with tones second, and 2 before 10.

Plain code points put Ấ behind Z; a collation of the system is not the same on every machine.
"""

import re
import unicodedata

LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
TONES = {mark: place for place, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
"""Huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries; none goes first."""

Key = tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]


def name_order(name: str) -> Key:
    """Give the sorting key of a name; upper and lower case are alike."""
    places: list[tuple[int, int]] = []
    tones: list[int] = []
    for part in re.findall(r"\d+|\D", unicodedata.normalize("NFC", name).casefold()):
        if part.isdecimal():
            places.append((1, int(part)))
            continue
        letter, tone = _without_tone(part)
        places.append((2, LETTERS[letter]) if letter in LETTERS else (0, ord((letter or part)[0])))
        tones.append(tone)
    return tuple(places), tuple(tones), name


def _without_tone(letter: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", letter)
    tone = next((TONES[mark] for mark in marks if mark in TONES), 0)
    plain = "".join(mark for mark in marks if mark not in TONES)
    return unicodedata.normalize("NFC", plain), tone


def search_key(text: str) -> str:
    """Give a text as a search compares it: small letters without marks, single spaces."""
    marks = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in marks if not unicodedata.combining(c)).split())


def spelling_key(text: str) -> str:
    """Give a text as a search that minds marks compares it: small letters, single spaces.

    The tone stands behind its word: "hoà" and "hòa" are two ways of typing one word.
    """
    return " ".join(map(_tone_last, unicodedata.normalize("NFD", text.casefold()).split()))


def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFC", "".join(c for c in word if c not in TONES))
    return letters + "".join(c for c in word if c in TONES)
