"""The words that masking knows names by, read from `name_words.toml`.

Surnames are the commonest of the Kinh and of other peoples of Vietnam, written with their marks.
"""

import tomllib
from pathlib import Path

WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(
        Path(__file__).with_name("name_words.toml").read_text(encoding="utf-8")
    ).items()
}
SURNAMES = WORDS["surnames"]
CERTAIN = WORDS["certain"]
MIDDLE = WORDS["middle"]
ABBREVIATIONS = WORDS["abbreviations"]
TITLES = WORDS["titles"] | ABBREVIATIONS
LONG_TITLES = WORDS["long_titles"]
GIVEN = WORDS["given"]
PLACES = WORDS["places"]
DISTRICTS = WORDS["districts"]
NO_NAMES = WORDS["no_names"]
AFTER_NAMES = WORDS["after_names"]
