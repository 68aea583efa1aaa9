"""Visitors over plain sockets: a client light enough not to be what is measured."""

import socket
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

GET = b"GET /s/%s HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"
POST = (
    b"POST /s/%s HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
)
BEFORE_TOKEN = b'name="form-token" value="'


class Connection:
    """A kept-alive connection that sends a request and reads one answer with a known length."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Send a request; give status, head and body of the answer."""
        self.socket.sendall(request)
        received = b""
        while b"\r\n\r\n" not in received:
            received += self.more()
        head, _, body = received.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
        while len(body) < length:
            body += self.more()
        return int(head[9:12]), head, body

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_error: object) -> None:
        self.socket.close()

    def more(self) -> bytes:
        """Read on; a closed connection is an error."""
        piece = self.socket.recv(65536)
        if not piece:
            raise ConnectionError("the server closed the connection")
        return piece


@dataclass
class Tally:
    """What visitors did: how long each POST took, how many failed, in how many seconds."""

    seconds: list[float] = field(default_factory=list)
    failures: int = 0
    elapsed: float = 0.0

    def add(self, other: "Tally") -> None:
        """Add what other visitors did afterwards."""
        self.seconds += other.seconds
        self.failures += other.failures
        self.elapsed += other.elapsed

    @property
    def rate(self) -> float:
        """Submissions per second."""
        return len(self.seconds) / self.elapsed

    def percentile(self, share: float) -> float:
        """The time within which this share of the POSTs was answered."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(share * len(self.seconds)))]


def load_page(connection: Connection, code: bytes) -> bytes:
    """Load the page as a browser does; give its token, empty if it has none."""
    status, head, body = connection.ask(GET % code)
    if status != 200:
        raise ConnectionError(f"the page answered {status}")
    html = zlib.decompress(body, 31) if b"Content-Encoding: gzip" in head else body
    return html.partition(BEFORE_TOKEN)[2].partition(b'"')[0]


def post(connection: Connection, code: bytes, answers: bytes, token: bytes) -> tuple[int, bytes]:
    """Send the form; give the status and the head of the answer."""
    body = answers + (b"&form-token=" + token if token else b"")
    status, head, _ = connection.ask(POST % (code, len(body), body))
    return status, head


def visit(
    port: int, code: bytes, answers: bytes, *, loads: bool, until: float, tally: Tally
) -> None:
    """Come again and again: load the page if asked to, send the answers, time the POST."""
    with Connection(port) as connection:
        while time.perf_counter() < until:
            token = load_page(connection, code) if loads else b""
            sent = time.perf_counter()
            status, _ = post(connection, code, answers, token)
            tally.seconds.append(time.perf_counter() - sent)
            tally.failures += status not in (200, 303)


def crowd(visitors: int, seconds: float, visitor: Callable[[float, Tally], None]) -> Tally:
    """Let visitors come at once for some seconds and count together."""
    started = time.perf_counter()
    tallies = [Tally() for _ in range(visitors)]
    threads = [
        threading.Thread(target=visitor, args=(started + seconds, tally)) for tally in tallies
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Tally(
        [second for tally in tallies for second in tally.seconds],
        sum(tally.failures for tally in tallies),
        time.perf_counter() - started,
    )
