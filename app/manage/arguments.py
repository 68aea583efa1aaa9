"""What the addresses of lists say: which page, which words."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext

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


def read_day(arguments: Mapping[str, str], name: str) -> date | None:
    """Read a day, None if not given; raises `InvalidFilter`."""
    text = arguments.get(name, "").strip()
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise InvalidFilter(gettext("is not a date such as 2025-07-01"), name=name) from error
    if not 2000 <= found.year <= 2999:
        raise InvalidFilter(gettext("is not a date such as 2025-07-01"), name=name)
    return found
