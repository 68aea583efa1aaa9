"""Programs that attack one point: light ones, in one thread of a process of their own."""

import contextlib
import itertools
import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass

from tests.load.visitors import POST

CONNECTIONS = 32
BEFORE_A_NEW_ADDRESS = 50
SLOW_LENGTH = 4000


def addresses(network: int, start: int = 0) -> Iterator[str]:
    """Give addresses of this machine, no two alike: all of 127.0.0.0/8 is its own."""
    for number in itertools.count(start):
        yield f"127.{network}.{number // 250 % 250}.{1 + number % 250}"


def connected(port: int, address: str) -> socket.socket:
    """Connect from an address of this machine."""
    return socket.create_connection(("127.0.0.1", port), 30, source_address=(address, 0))


@dataclass
class Attacker:
    """One connection that sends forms as fast as they are answered, from ever new addresses."""

    port: int
    request: bytes
    known: Iterator[str]
    sent: int = 0

    def __post_init__(self) -> None:
        self.socket = connected(self.port, next(self.known))
        self.socket.sendall(self.request)

    def hear(self) -> bool:
        """Read an answer and send the next form; false when a new connection is due."""
        if not self.socket.recv(65536):
            return False
        self.sent += 1
        if self.sent % BEFORE_A_NEW_ADDRESS == 0:
            return False
        self.socket.sendall(self.request)
        return True


def fast(port: int, code: bytes, body: bytes, seconds: float, *, many_addresses: bool) -> None:
    """Send forms to one point as fast as they are answered, from one address or from many."""
    known = (
        addresses(9, time.time_ns() // 1_000_000)
        if many_addresses
        else itertools.repeat("127.0.0.1")
    )
    request = POST % (code, len(body), body)
    end = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:

        def begin() -> None:
            attacker = Attacker(port, request, known)
            selector.register(attacker.socket, selectors.EVENT_READ, attacker)

        for _ in range(CONNECTIONS):
            begin()
        while (left := end - time.monotonic()) > 0:
            for key, _ in selector.select(left):
                with contextlib.suppress(ConnectionError):
                    if key.data.hear():
                        continue
                selector.unregister(key.data.socket)
                key.data.socket.close()
                begin()


HALF_A_HEAD = b"POST /s/%s HTTP/1.1\r\nHost: localhost\r\nX-"
NO_LENGTH = (
    b"POST /s/%s HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nffff\r\n"
)


def slow(port: int, code: bytes, body: bytes, seconds: float) -> None:
    """Begin many forms and send a byte now and then, so that each holds a thread if it can."""
    drip(port, POST % (code, SLOW_LENGTH, body), seconds)


def chunked(port: int, code: bytes, _body: bytes, seconds: float) -> None:
    """Begin many forms of unknown length and send a byte of each now and then."""
    drip(port, NO_LENGTH % code, seconds)


def heads(port: int, code: bytes, _body: bytes, seconds: float) -> None:
    """Begin many heads and send a byte of each now and then."""
    drip(port, HALF_A_HEAD % code, seconds)


def drip(port: int, beginning: bytes, seconds: float) -> None:
    """Keep many requests on their way, each from a new address."""
    known = addresses(9, time.time_ns() // 1_000_000)
    end = time.monotonic() + seconds
    held: list[socket.socket] = []
    while time.monotonic() < end:
        while len(held) < CONNECTIONS:
            held.append(connected(port, next(known)))
            held[-1].sendall(beginning)
        time.sleep(0.2)
        held = [each for each in held if is_awaited(each)]


def is_awaited(connection: socket.socket) -> bool:
    """Send one more byte; tell whether the server has not answered yet."""
    try:
        connection.setblocking(False)
        connection.send(b"x")
        connection.recv(1)
    except BlockingIOError:
        return True
    except ConnectionError:
        pass
    connection.close()
    return False
