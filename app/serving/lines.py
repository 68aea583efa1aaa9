"""Who is next: places take turns, and none is worked on by more than its share of the threads."""

from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lines(Generic[T]):
    """A line for each place; the heads of the lines go in by turns.

    threads : how many may be worked on in all
    share : how many of one place at the same moment
    most : how long one line may be
    """

    def __init__(self, threads: int, share: Callable[[str], int], most: int) -> None:
        self.threads, self.share, self.most = threads, share, most
        self.lines: OrderedDict[str, deque[T]] = OrderedDict()
        self.working: Counter[str] = Counter()

    def join(self, place: str, one: T) -> bool:
        """Stand at the end of a place's line; false if it is too long."""
        line = self.lines.setdefault(place, deque())
        if len(line) >= self.most:
            return False
        line.append(one)
        return True

    def next(self) -> T | None:
        """Let the next one in; None if nobody may."""
        if self.working.total() >= self.threads:
            return None
        for place, line in self.lines.items():
            if self.working[place] < self.share(place):
                self.working[place] += 1
                one = line.popleft()
                self.lines.move_to_end(place)
                if not line:
                    del self.lines[place]
                return one
        return None

    def done(self, place: str) -> None:
        """End one; a place without any is forgotten."""
        self.working[place] -= 1
        if not self.working[place]:
            del self.working[place]
