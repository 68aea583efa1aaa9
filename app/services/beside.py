"""Looking for something beside the pages that show it, so that none of them waits for long.

Among a million answers a look takes seconds. A page shows what the last look found and lets the
next one run in a thread of its own; the first page of a process may find that nothing has been
found yet, and says so.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

import structlog
from flask import Flask, current_app

from app import clock

NEW, USABLE = timedelta(minutes=15), timedelta(hours=1)
"""How long what was found counts as new, and how long it is shown while the next look runs."""

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Seen(Generic[T]):
    """What a look found, and when it began."""

    at: datetime
    found: T

    def is_within(self, age: timedelta) -> bool:
        """Tell whether the look began no longer ago."""
        return clock.now() - self.at <= age


class Looks(Generic[K, T]):
    """What was found of each subject, and the looks under way, one after the other.

    name : what is looked for, in the log and as the name of the thread
    look : finds it, inside the context of the application
    most : of how many subjects a process remembers it
    """

    def __init__(self, name: str, look: Callable[[K], T], most: int) -> None:
        self.name, self.look, self.most = name, look, most
        self.done: OrderedDict[K, Seen[T]] = OrderedDict()
        self.running: dict[K, Future[None]] = {}
        self.lock = threading.Lock()
        self.thread = ThreadPoolExecutor(1, thread_name_prefix=name)

    def usable(self, subject: K) -> Seen[T] | None:
        """Give what was found lately enough to be shown."""
        known = self.done.get(subject)
        return known if known is not None and known.is_within(USABLE) else None

    def last(self, subject: K, patience: float) -> Seen[T] | None:
        """Give what was found last, and look again where it is not new.

        One waits `patience` seconds where there is nothing usable; then there may be something
        older, or None.
        """
        known = self.usable(subject)
        if known is not None and known.is_within(NEW):
            return known
        look = self._start(subject)
        if known is None:
            _wait(look, patience)
        return self.done.get(subject)

    def _start(self, subject: K) -> Future[None]:
        """Start a look, or give the one that runs."""
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
        with self.lock:
            if subject not in self.running:
                self.running[subject] = self.thread.submit(self._run, app, subject)
            return self.running[subject]

    def _run(self, app: Flask, subject: K) -> None:
        try:
            with app.app_context():
                self.done[subject] = Seen(clock.now(), self.look(subject))
            self.done.move_to_end(subject)
            while len(self.done) > self.most:
                self.done.popitem(last=False)
        except Exception:
            log.exception("a look beside the pages failed", what=self.name, subject=subject)
            raise
        finally:
            with self.lock:
                self.running.pop(subject, None)


def _wait(look: Future[None], seconds: float) -> None:
    """Wait for a look, but not for ever; what went wrong there stands in the log."""
    try:
        look.exception(timeout=seconds)
    except TimeoutError:
        return
