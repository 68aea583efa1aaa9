"""Counters in fixed windows: in this process's memory, or in Redis for several processes.

A window is a span of the clock that all keys share, so that ending it forgets everything at once.
The library for it (`limits`) sweeps its memory from a new thread up to a hundred times a second,
and asks Redis once a counter.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Counted = tuple[str, int]
"""What is counted, and the seconds of its window."""

MOST_KEYS = 200_000
"""Beyond so many in a window the oldest is forgotten: memory is not theirs to fill."""


class Windows(Protocol):
    """What counts."""

    def count(self, wanted: Sequence[Counted]) -> list[int]:
        """Count each once more; give how often each came in its present window."""


@dataclass
class MemoryWindows:
    """Counts of this process alone."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    windows: dict[int, tuple[int, OrderedDict[str, int]]] = field(default_factory=dict)

    def count(self, wanted: Sequence[Counted]) -> list[int]:
        """Count each once more; give how often each came in its present window."""
        now = time.monotonic()
        with self.lock:
            return [self._one_more(key, seconds, now) for key, seconds in wanted]

    def _one_more(self, key: str, seconds: int, now: float) -> int:
        number = int(now // seconds)
        known = self.windows.get(seconds)
        if known is None or known[0] != number:
            known = self.windows[seconds] = (number, OrderedDict())
        counts = known[1]
        if key not in counts and len(counts) >= MOST_KEYS:
            counts.popitem(last=False)
        counts[key] = counts.get(key, 0) + 1
        return counts[key]


@dataclass(frozen=True)
class RedisWindows:
    """Counts that processes share; Redis drops each when its window is over."""

    client: Any

    def count(self, wanted: Sequence[Counted]) -> list[int]:
        """Count each once more in one round trip; give how often each came in its window."""
        now = time.time()
        with self.client.pipeline(transaction=False) as asked:
            for key, seconds in wanted:
                name = f"langnghe:{seconds}:{int(now // seconds)}:{key}"
                asked.incr(name).expire(name, seconds)
            return list(asked.execute()[::2])
