"""What the addresses of lists say: which page, which words."""

from collections.abc import Mapping

from app.errors import InvalidFilter

LONGEST_SEARCH = 100


def read_page_number(arguments: Mapping[str, str]) -> int:
    """Read `page`, 1 if not given; raises `InvalidFilter`."""
    text = arguments.get("page", "1")
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise InvalidFilter(f"page {text!r}")
    return int(text)


def read_search(arguments: Mapping[str, str]) -> str:
    """Read `q`, the words searched for; no longer than a person types."""
    return arguments.get("q", "").strip()[:LONGEST_SEARCH]
