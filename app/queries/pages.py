"""Pages of long lists: fifty things each, numbered from 1."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.errors import NotFound

PAGE_SIZE = 50
LARGEST_ID = 2**31 - 1
"""A number the column cannot hold would be an error of the database."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list."""

    things: Sequence[T]
    total: int
    number: int
    size: int = PAGE_SIZE

    @property
    def count(self) -> int:
        """How many pages there are, at least one."""
        return max(1, math.ceil(self.total / self.size))

    @property
    def first(self) -> int:
        """The place of the first thing in the whole list, from 1."""
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        """The place of the last thing in the whole list."""
        return self.first + len(self.things) - 1

    @property
    def is_unbroken(self) -> bool:
        """Whether all of a list stands here that is longer than pages are."""
        return self.size >= self.total > PAGE_SIZE


def page_of(things: Sequence[T], number: int, size: int = PAGE_SIZE) -> Page[T]:
    """Cut a page out of a list; raises `NotFound` for one that is not there."""
    page = Page(things[(number - 1) * size : number * size], len(things), number, size)
    if not 1 <= number <= page.count:
        raise NotFound("no such page")
    return page


def whole_of(things: Sequence[T]) -> Page[T]:
    """Put the whole of a list on one page."""
    return Page(things, len(things), 1, max(len(things), 1))
