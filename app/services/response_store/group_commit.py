"""SQLite: one writer thread takes all answers that wait and stores them in one transaction.

A commit waits for the disk, and SQLite does not queue its writers. So request threads hand their
answer over and wait; while the disk syncs one batch, the next one gathers. `add` returns after the
commit: what was acknowledged survives `kill -9` and a power cut (synchronous=FULL).
"""

import atexit
import os
import threading
import uuid
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as WaitedTooLong
from contextlib import suppress
from queue import Empty, SimpleQueue

from sqlalchemy import Engine

from app.errors import StoreUnavailable
from app.services.response_store.rows import UNREACHABLE, NewResponse, write

LARGEST_BATCH = 256
LONGEST_WAIT = 30.0


class Waiting:
    """A response on its way, and the promise of what became of it."""

    __slots__ = ("promise", "response")

    def __init__(self, response: NewResponse) -> None:
        self.response = response
        self.promise: Future[bool] = Future()


class GroupCommitStore:
    """Stores answers through one thread of this process, started with the first answer."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.queue: SimpleQueue[Waiting | None] = SimpleQueue()
        self.lock = threading.Lock()
        self.writer: threading.Thread | None = None
        self.process = 0

    def add(self, response: NewResponse) -> bool:
        """Store a response durably; False if its key was there already.

        Raises `StoreUnavailable` if the database does not take it in time.
        """
        waiting = Waiting(response)
        with self.lock:
            self.start()
            self.queue.put(waiting)
        try:
            return waiting.promise.result(LONGEST_WAIT)
        except (*UNREACHABLE, WaitedTooLong) as error:
            raise StoreUnavailable("the database did not take the answer") from error

    def start(self) -> None:
        """Start the thread if this process has none alive: threads do not survive a fork."""
        if self.process == os.getpid() and self.writer is not None and self.writer.is_alive():
            return
        self.process = os.getpid()
        # A queue of its own: a writer that is being stopped must get its None itself.
        self.queue = SimpleQueue()
        self.writer = threading.Thread(
            target=self.write_all, args=(self.queue,), name="response-writer", daemon=True
        )
        self.writer.start()
        atexit.register(self.close)

    def close(self) -> None:
        """Store what waits, then stop the thread."""
        with self.lock:
            writer, self.writer = self.writer, None
            if writer is None or self.process != os.getpid():
                return
            self.queue.put(None)
        writer.join(LONGEST_WAIT)
        atexit.unregister(self.close)

    def write_all(self, queue: "SimpleQueue[Waiting | None]") -> None:
        """Run in the thread: store batch after batch until None comes."""
        while (first := queue.get()) is not None:
            batch, last = gather(first, queue)
            self.store(batch)
            if last:
                return

    def store(self, batch: Sequence[Waiting]) -> None:
        """Commit a batch, then keep the promises; one bad row does not take the others along."""
        try:
            new = self.commit([waiting.response for waiting in batch])
        except UNREACHABLE as error:  # no row of the batch is to blame
            break_promises(batch, error)
        except Exception as error:  # nobody may wait for ever, whatever it was
            if len(batch) == 1:
                break_promises(batch, error)
                return
            for waiting in batch:
                self.store([waiting])
        else:
            for waiting in batch:
                waiting.promise.set_result(waiting.response.key in new)
                new.discard(waiting.response.key)  # the same key again in the batch is not new

    def commit(self, responses: Sequence[NewResponse]) -> set[uuid.UUID]:
        """Store responses in one transaction; give the keys that were new."""
        with self.engine.begin() as connection:
            return write(connection, responses)


def break_promises(batch: Sequence[Waiting], error: Exception) -> None:
    """Tell everyone in the batch that nothing of it was stored."""
    for waiting in batch:
        waiting.promise.set_exception(error)


def gather(first: Waiting, queue: "SimpleQueue[Waiting | None]") -> tuple[list[Waiting], bool]:
    """Take all that waits already; tell whether the end came with it."""
    batch = [first]
    with suppress(Empty):
        while len(batch) < LARGEST_BATCH:
            waiting = queue.get_nowait()
            if waiting is None:
                return batch, True
            batch.append(waiting)
    return batch, False
