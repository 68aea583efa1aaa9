"""Gunicorn's threaded worker, but a thread gets a request only when all of it has come.

Threats: programs that open connections and send nothing, their heads or forms a byte at a time, or
that flood one point. As it is delivered, gunicorn lets each of them hold a thread, and closes
connections patiently in the loop that serves all others. Here that loop alone reads, never waiting,
and whole requests stand in line by the point they are for (`lines.py`).

Rests on the inside of the gunicorn version in `requirements.txt`. Without TLS and HTTP/2, which are
the proxy's work.
"""

import contextlib
import errno
import math
import selectors
import socket
import struct
import time
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future
from functools import partial
from http import HTTPStatus
from typing import Any

from gunicorn import http
from gunicorn.workers.gthread import TConn, ThreadWorker

from app.serving.arrivals import Arrival
from app.serving.lines import Lines

ARRIVING = 120.0
"""Seconds for all of a request; nobody else waits for it."""
LINGERING = 2.0
"""Seconds for the other side to read its answer before the connection ends."""
READING = struct.pack("ll", 20, 0)
"""Seconds and microseconds in which somebody must take some of an answer."""
RESTING = 1.0
"""Seconds in which nothing more is read from a connection that was told to wait."""
MOST_BYTES = 64 * 1024 * 1024
"""Of requests that are not answered yet, in one process."""
PIECE = 64 * 1024
NO_ROOM = frozenset({errno.EMFILE, errno.ENFILE})
"""What the system says when no more connections may be open."""


class Caller(TConn):
    """A connection, what has come over it, and the place its request is for."""

    def __init__(self, *known: Any) -> None:
        super().__init__(*known)
        self.initialized = True
        self.arrival = Arrival()
        self.place = ""
        self.size = 0
        self.is_to_rest = False


class Patience(OrderedDict[Caller, float]):
    """Connections that are waited for, the oldest first, each for the same time."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds

    def begin(self, caller: Caller) -> None:
        """Wait for one more."""
        self[caller] = time.monotonic() + self.seconds

    def ended(self, *, at: float) -> Iterator[Caller]:
        """Give those that were waited for long enough; the caller removes each."""
        while self and next(iter(self.values())) <= at:
            yield next(iter(self))


def note_who_waits(_worker: Any, request: Any, _environment: Any, response: Any) -> None:
    """Let a connection rest that was told to wait."""
    request.caller.is_to_rest = response.status_code == HTTPStatus.TOO_MANY_REQUESTS


class BufferingWorker(ThreadWorker):
    """Reads requests in its loop, and lets places take turns on its threads."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.cfg.set("post_request", note_who_waits)
        self.idle = Patience(self.cfg.keepalive)
        self.arriving = Patience(ARRIVING)
        self.ending = Patience(LINGERING)
        self.resting = Patience(RESTING)
        self.held = 0
        self.lines: Lines[Caller] = Lines(
            self.cfg.threads, self.share_of, self.worker_connections // 2
        )

    def share_of(self, place: str) -> int:
        """A quarter of the threads for a point, half for all pages that are nobody's point.

        More at once would make no place faster: one processor serves them all.
        """
        threads: int = self.cfg.threads
        return max(1, threads // (4 if place else 2))

    def accept(self, listener: socket.socket) -> None:
        """Accept a connection; the least useful one ends where there is no room."""
        try:
            sock, client = listener.accept()
        except OSError as error:  # mostly: another process took it, or it is gone
            if error.errno in NO_ROOM:
                self.make_room()
            return
        self.nr_conns += 1
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, READING)
        caller = Caller(self.cfg, sock, client, listener.getsockname())
        self.wait_for(caller, self.arriving)
        self.hear(caller, caller.sock)
        if self.nr_conns >= self.worker_connections:
            self.make_room()

    def wait_for(self, caller: Caller, patience: Patience) -> None:
        """Wait for bytes without a thread."""
        caller.sock.setblocking(False)
        patience.begin(caller)
        self.poller.register(caller.sock, selectors.EVENT_READ, partial(self.hear, caller))

    def forget(self, caller: Caller) -> None:
        """Wait no longer."""
        self.resting.pop(caller, None)
        for each in (self.idle, self.arriving, self.ending):
            if each.pop(caller, None) is not None:
                self.poller.unregister(caller.sock)

    def hear(self, caller: Caller, _sock: socket.socket) -> None:
        """Read what has come; a whole request goes into the line."""
        try:
            data = caller.sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.drop(caller)
        elif caller not in self.ending:
            caller.arrival.add(data)
            self.weigh(caller, len(caller.arrival.came))
            self.look(caller)

    def look(self, caller: Caller) -> None:
        """Let a caller stand in line if all has come."""
        if caller.arrival.is_whole:
            self.forget(caller)
            self.stand_in_line(caller)
        elif caller in self.idle:
            self.idle.pop(caller)
            self.arriving.begin(caller)
        if self.held > MOST_BYTES and self.arriving:
            self.drop(max(self.arriving, key=lambda each: each.size))

    def weigh(self, caller: Caller, size: int) -> None:
        """Count the bytes that are kept of a caller."""
        self.held += size - caller.size
        caller.size = size

    def stand_in_line(self, caller: Caller) -> None:
        """Wait for a thread; who finds the line too long is told."""
        gate = self.gate
        caller.place = gate.line_of(caller.arrival.target[1]) if gate else ""
        if self.lines.join(caller.place, caller):
            self.work()
            return
        with contextlib.suppress(OSError):
            caller.sock.send(gate.busy(*caller.arrival.target) if gate else b"")
        self.end(caller)

    @property
    def gate(self) -> Any:
        """Who knows which point an address is for; None in an application without one."""
        return getattr(self.wsgi, "extensions", {}).get("gate")

    def work(self) -> None:
        """Give threads to who is next."""
        while caller := self.lines.next():
            whole = caller.arrival.take()
            # A reader over bytes that are all here: it cannot wait, whatever the request says.
            caller.parser = http.get_parser(self.cfg, iter((whole,)), caller.client)
            self.enqueue_req(caller)

    def handle_request(self, request: Any, caller: Caller) -> bool:
        """Answer a request; where nothing may follow it the answer says so."""
        request.caller = caller
        if caller.arrival.is_last:
            request.force_close()
        return bool(super().handle_request(request, caller))

    def finish_request(self, caller: Caller, future: "Future[bool]") -> None:
        """Go on with who was answered, and with who is next."""
        self.lines.done(caller.place)
        self.weigh(caller, len(caller.arrival.came))
        may_stay = not future.cancelled() and not future.exception() and future.result()
        if not may_stay:
            self.end(caller)
        elif caller.is_to_rest:
            self.resting.begin(caller)
        else:
            self.go_on(caller)
        self.work()

    def go_on(self, caller: Caller) -> None:
        """Take the next request over a connection."""
        if caller.arrival.is_whole:
            self.stand_in_line(caller)
        else:
            self.wait_for(caller, self.arriving if caller.arrival.came else self.idle)

    def end(self, caller: Caller) -> None:
        """Say that nothing more follows, and let the other side read what did."""
        try:
            caller.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self.drop(caller)
        else:
            self.wait_for(caller, self.ending)

    def drop(self, caller: Caller) -> None:
        """End a connection at once."""
        self.forget(caller)
        self.weigh(caller, 0)
        self.nr_conns -= 1
        caller.close()

    def make_room(self) -> None:
        """End the oldest connection over which nothing whole has come."""
        for each in (self.ending, self.resting, self.idle, self.arriving):
            if each:
                self.drop(next(iter(each)))
                return

    def murder_pending(self) -> None:
        """End what was waited for long enough, or for a moment where the process stops."""
        now = time.monotonic()
        for each in (self.idle, self.arriving, self.ending):
            for caller in each.ended(at=now if self.alive else now + each.seconds - LINGERING):
                self.drop(caller)
        for caller in self.resting.ended(at=now if self.alive else math.inf):
            self.resting.pop(caller)
            caller.is_to_rest = False
            self.go_on(caller)

    def murder_keepalived(self, force: bool = False) -> None:
        """End who waits for nothing, when the process ends."""
        for caller in list(self.idle) if force else ():
            self.drop(caller)
