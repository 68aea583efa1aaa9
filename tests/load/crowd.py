"""A crowd of visitors in one thread: they wait on sockets, and cost the machine next to nothing."""

import selectors
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.load.visitors import GET, POST, Connection, token_in


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


class Visitor:
    """One visitor: asks, and when the whole answer is there, asks the next thing."""

    def __init__(self, port: int, code: bytes, answers: bytes, *, loads: bool) -> None:
        self.code, self.loads = code, loads
        self.answers = answers
        self.connection = Connection(port)
        self.received = b""
        self.sent_at = 0.0
        self.posting = False
        self.way = self.requests()
        self.ask(next(self.way))

    def requests(self) -> Iterator[bytes]:
        """Ask again and again: the page if it is to be loaded, then the form."""
        while True:
            token = b""
            if self.loads:
                yield GET % self.code
                token = token_in(self.received)
            body = self.answers + (b"&form-token=" + token if token else b"")
            self.posting = True
            yield POST % (self.code, len(body), body)
            self.posting = False

    def ask(self, request: bytes) -> None:
        """Send a request."""
        self.received = b""
        self.sent_at = time.perf_counter()
        self.connection.socket.sendall(request)

    def hear(self, tally: Tally) -> None:
        """Read what came; count a whole answer to a form and go on."""
        self.received += self.connection.more()
        head, end, body = self.received.partition(b"\r\n\r\n")
        if not end or len(body) < content_length(head):
            return
        if self.posting:
            tally.seconds.append(time.perf_counter() - self.sent_at)
        tally.failures += head[9:12] not in (b"200", b"303")
        self.ask(next(self.way))


def content_length(head: bytes) -> int:
    """The length of the body that a head announces."""
    return int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])


def crowd(
    port: int, code: bytes, answers: bytes, *, loads: bool, visitors: int, seconds: float
) -> Tally:
    """Let visitors come for some seconds and count what they did together."""
    tally = Tally()
    started = time.perf_counter()
    with selectors.DefaultSelector() as selector:
        for _ in range(visitors):
            visitor = Visitor(port, code, answers, loads=loads)
            selector.register(visitor.connection.socket, selectors.EVENT_READ, visitor)
        while (elapsed := time.perf_counter() - started) < seconds:
            for key, _ in selector.select(seconds - elapsed):
                key.data.hear(tally)
        for key in list(selector.get_map().values()):
            key.data.connection.socket.close()
    tally.elapsed = time.perf_counter() - started
    return tally
