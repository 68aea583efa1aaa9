"""Cutting many values into lists that a statement takes."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

CHUNK = 10_000
"""So many values at a time: SQLite takes 32,766 in a statement, PostgreSQL 65,535."""

Value = TypeVar("Value")


def chunks(values: Iterable[Value]) -> Iterator[list[Value]]:
    """Cut values into lists that a statement takes."""
    rest = iter(values)
    while some := list(islice(rest, CHUNK)):
        yield some
