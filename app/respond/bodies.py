"""Reading forms before a thread works on them, so that slow ones cannot hold every thread.

What has arrived is read at once. Only so many threads then wait for the rest of a body; one more
ends the wait of the oldest. So patience is long while few are slow, and short while many are.
"""

import contextlib
import socket
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from app.body_limits import MEGABYTE

Environment = dict[str, Any]

PATIENCE = 20.0
"""Seconds without a single byte after which a connection counts as gone."""


@dataclass
class Bodies:
    """Reads the bodies of requests; `most` threads may wait for bytes at the same moment."""

    most: int = 1_000_000
    waiting: OrderedDict[int, socket.socket] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, environment: Environment) -> bool:
        """Read a body and put it in the request's place; false if it did not come in full.

        One that is too large, or does not say how large it is, is left to Flask, which refuses it.
        """
        length = length_of(environment)
        if not 0 < length <= MEGABYTE:
            return True
        body = self._whole(environment, length)
        environment["wsgi.input"] = BytesIO(body)
        return len(body) == length

    def drop(self, environment: Environment) -> None:
        """Take what has come of a body that nobody reads; the server closes if it is not all."""
        length = length_of(environment)
        connection: socket.socket | None = environment.get("gunicorn.socket")
        if connection is not None and 0 < length <= MEGABYTE:
            at_once(connection, environment["wsgi.input"], length)

    def _whole(self, environment: Environment, length: int) -> bytes:
        connection: socket.socket | None = environment.get("gunicorn.socket")
        stream = environment["wsgi.input"]
        if connection is None:  # no server of ours, or none at all
            return bytes(stream.read(length))
        body = at_once(connection, stream, length)
        return self._patiently(connection, stream, length) if body is None else body

    def _patiently(self, connection: socket.socket, stream: Any, length: int) -> bytes:
        """Wait for the rest, until others have waited less long."""
        self._begin(connection)
        connection.settimeout(PATIENCE)
        try:
            return bytes(stream.read(length))
        except OSError:
            return b""
        finally:
            with self.lock:
                self.waiting.pop(id(connection), None)
            with contextlib.suppress(OSError):
                connection.settimeout(None)

    def _begin(self, connection: socket.socket) -> None:
        with self.lock:
            self.waiting[id(connection)] = connection
            if len(self.waiting) > self.most:
                _, oldest = self.waiting.popitem(last=False)
                with contextlib.suppress(OSError):
                    oldest.shutdown(socket.SHUT_RD)  # its thread reads the end at once


def at_once(connection: socket.socket, stream: Any, length: int) -> bytes | None:
    """Read a body as far as it has arrived; None if that is not all.

    Gunicorn keeps what it read of it, for another try, and closes the connection afterwards.
    """
    connection.settimeout(0)
    try:
        return bytes(stream.read(length))
    except OSError:
        return None
    finally:
        connection.settimeout(None)


def length_of(environment: Environment) -> int:
    """Tell how long a body is announced to be; 0 for none."""
    said = environment.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0
