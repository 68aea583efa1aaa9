"""What somebody searches for, and a text as the search sees it."""

import re
import unicodedata
from dataclasses import dataclass

from app.alphabet import search_key, spelling_key
from app.queries.comments import Phrase
from app.services.comments.marks import MARK

WORD = re.compile(r"[^\W_]+")
PIECE = re.compile(r"[\"“”]([^\"“”]*)[\"“”]|([^\s\"“”]+)")


@dataclass(frozen=True, slots=True)
class Searched:
    """The words of a text between single spaces, one at each end too."""

    spelled: str
    folded: str


def searched(masked: str) -> Searched:
    """Give the words of a masked text; what was taken out cannot be found."""
    words = words_of(MARK.sub(" ", masked))
    return Searched(f" {spelling_key(words)} ", f" {search_key(words)} ")


def phrases_of(query: str) -> tuple[Phrase, ...]:
    """Cut a query into words, and what stands in quotation marks into phrases."""
    pieces = (quoted or word for quoted, word in PIECE.findall(query))
    return tuple(phrase for piece in pieces if (phrase := phrase_of(piece)))


def phrase_of(text: str) -> Phrase | None:
    """Give the words of a text in their order; None if there are none.

    One with a mark anywhere is compared with its marks; one without finds both.
    """
    words = words_of(text)
    if not words:
        return None
    spelled, folded = spelling_key(words), search_key(words)
    return Phrase(spelled, True) if spelled != folded else Phrase(folded, False)


def words_of(text: str) -> str:
    """Keep letters and digits, in small letters."""
    return " ".join(WORD.findall(unicodedata.normalize("NFC", text).casefold()))
