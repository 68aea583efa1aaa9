"""A small memory of this process for what may be a moment old."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class ShortCache(Generic[Key, Value]):
    """Remembers values for some seconds, at most so many; the oldest key goes first.

    Safe between threads without a lock: each step on the dictionary is atomic in CPython, and two
    threads that miss at once only do the work twice. Errors are not remembered.
    """

    def __init__(self, *, seconds: float, largest: int) -> None:
        self.seconds = seconds
        self.largest = largest
        self.values: OrderedDict[Key, tuple[float, Value]] = OrderedDict()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Give the value of a key, made anew when it is too old."""
        now = time.monotonic()
        found = self.values.get(key)
        if found is not None and now - found[0] < self.seconds:
            return found[1]
        value = make()
        self.values[key] = (now, value)
        while len(self.values) > self.largest:
            self.values.popitem(last=False)
        return value
