"""Taking personal data out of what people wrote, by rules, before anybody reads it.

The rules know telephone numbers however they are spaced or spelled, e-mail addresses and links,
numbers of dossiers, identity papers, health cards and accounts, number plates, dates of birth, and
names after a title (ông, chị, thầy, bé, bác sĩ, công an, c., ThS. …) or with a Vietnamese surname,
also joined by full stops or hyphens: citizens and staff alike, since a comment is read to mend a
service and not to find a person. `tests/app/comments/test_masking_measured.py` counts how well.

What rules cannot catch: a given name without a title ("hoa ở quầy 3 rất tốt"), or with one but
without marks ("chi hoa"); one that is a common word, in small letters ("chú bảo bảo vệ");
nicknames, foreign names without a title; a person described by looks, post or family; an address
in words; an event that everybody in the village knows. So readers are few, each reading is audited,
and small cells are not shown at all. Rules also take too much, such as a street called after a
person where no "đường" stands before it: the safer way round.
"""

import re
import unicodedata

from app.services.comments.marks import CLOSE, OPEN
from app.services.comments.names import without_names
from app.services.comments.numbers import without_numbers

RULES = 3
"""Counts on with every change of a rule: comments masked by older rules are masked anew."""

BESIDE_DIGIT = re.compile(r"(?<=\d)[\u0300-\u036f\ufe00-\ufe0f\u20d0-\u20ff]+")


def masked(text: str) -> str:
    """Give a text with a mark in the place of everything personal that the rules know."""
    return without_names(without_numbers(plain_characters(text))).strip()


def plain_characters(text: str) -> str:
    """Undo disguises: digits of other scripts, invisible characters, our own marks."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(_plain(c) for c in text if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", BESIDE_DIGIT.sub("", text))


def _plain(character: str) -> str:
    if character in (OPEN, CLOSE):
        return ""
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)
