"""The words that masking knows names by, read from `name_words.toml`.

Surnames are the commonest of the Kinh and of other peoples of Vietnam, written with their marks.
"""

import tomllib
from pathlib import Path

from app.alphabet import search_key

WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(
        Path(__file__).with_name("name_words.toml").read_text(encoding="utf-8")
    ).items()
}


def _also_without_marks(words: frozenset[str]) -> frozenset[str]:
    return words | frozenset(map(search_key, words))


SURNAMES = WORDS["surnames"]
CERTAIN = WORDS["certain"]
MIDDLE = WORDS["middle"]
ABBREVIATIONS = WORDS["abbreviations"]
INITIALS = WORDS["initials"]
TITLES = WORDS["titles"] | ABBREVIATIONS
LONG_TITLES = _also_without_marks(WORDS["long_titles"])
LOOSE_TITLES = _also_without_marks(WORDS["loose_titles"]) | {"ô"}
GIVEN = WORDS["given"]
GIVEN_AS_CAPITALS = GIVEN | WORDS["more_given"]
MEN = WORDS["men"]
DEPARTMENTS = WORDS["departments"]
PLACES = WORDS["places"]
DISTRICTS = WORDS["districts"]
OFFICES = WORDS["offices"]
NO_NAMES = WORDS["no_names"]
AFTER_NAMES = WORDS["after_names"]
