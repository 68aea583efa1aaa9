"""Reading the next value in a thread of its own while somebody works on the one before."""

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def read_ahead(values: Generator[T, None, None]) -> Iterator[T]:
    """Go through a generator's values, one of them ahead; none may be None.

    Worth it where the generator waits for a database, in which Python's lock is free. All of the
    generator runs in that thread, its end too, however early the reader stops. What it reads with,
    a connection or a session, nobody else may use meanwhile.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as beside:
        try:
            coming = beside.submit(next, values, None)
            while (value := coming.result()) is not None:
                coming = beside.submit(next, values, None)
                yield value
        finally:
            beside.submit(values.close).result()
