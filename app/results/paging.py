"""Long tables: an address for each page of rows, and one for the whole, to print or search."""

from collections.abc import Sequence
from typing import TypeVar

from flask import request

from app.queries.pages import Page, page_of, whole_of

ALL = "all"
"""`page=all` asks for the whole table."""

T = TypeVar("T")


def page_asked(things: Sequence[T]) -> Page[T]:
    """Cut out the page that is asked for; raises `NotFound` for one that is not there."""
    if request.args.get("page") == ALL:
        return whole_of(things)
    return page_of(things, request.args.get("page", 1, type=int))


def page_argument(page: Page[object]) -> str | int | None:
    """Give what the address says of a page; of the first one it says nothing."""
    if page.is_unbroken:
        return ALL
    return page.number if page.number > 1 else None
