"""Codes proposed from words, so that nobody has to think one up."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 24
FALLBACK = "item"


def proposed_code(text: str, taken: Collection[str], *, fallback: str = FALLBACK) -> str:
    """Make a code of small letters, digits and _ from words; a number tells twins apart."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    parts: list[str] = re.findall(r"[a-z0-9]+", letters)
    code = ""
    for part in parts:
        longer = f"{code}_{part}" if code else part[:LONGEST]
        if len(longer) > LONGEST:
            break
        code = longer
    if code in ("", "na"):
        code = fallback
    number, found = 1, code
    while found in taken:
        number += 1
        found = f"{code}_{number}"
    return found
