"""Earlier answers quoted in later texts: ``{item}``, or ``{item|words for no answer}``.

The result is plain text like any other; whoever shows it escapes it as every text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

UNANSWERED = "…"
_QUOTE = re.compile(r"\{([a-z0-9][a-z0-9_]{0,39})(?:\|([^{}|]{1,200}))?\}")


@dataclass(frozen=True)
class Quote:
    """A place in a text where an answer is quoted, with the words for when there is none."""

    item: str
    fallback: str


def quotes(text: str) -> list[Quote]:
    """List the quotes of a text; any other braces are plain characters."""
    return [Quote(found[1], found[2] or UNANSWERED) for found in _QUOTE.finditer(text)]


def fill(text: str, words: Mapping[str, str]) -> str:
    """Put the answers, given in words by item code, into a text; fallbacks where one is missing.

    What is put in is not looked at again: an answer that itself looks like a quote quotes nothing.
    """
    return _QUOTE.sub(lambda found: words.get(found[1]) or found[2] or UNANSWERED, text)
