"""A request on its way: when all of it has come, so that no thread ever waits for bytes.

Gunicorn's own reader decides what the request means. Here only its end is looked for, and where the
two could see it differently the connection closes after the answer: what follows is never taken for
another request.
"""

import re
from dataclasses import dataclass, field

from app.body_limits import LARGE_BODIES

MOST_HEAD = 64 * 1024
"""Bytes; gunicorn refuses far less of a line."""
MOST_BODY = max(LARGE_BODIES.values())
"""Bytes; a longer body is not waited for, Flask refuses it by its length."""

END = b"\r\n\r\n"
NAME = b"content-length"
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,12})[ \t]*(?=\r\n)")
CHUNKED = b"\r\ntransfer-encoding"


@dataclass
class Arrival:
    """What has come of a request.

    needed : the length of all of it; None while its head is not whole
    is_last : nothing that follows may be taken for a request
    """

    came: bytearray = field(default_factory=bytearray)
    needed: int | None = None
    is_last: bool = False

    def add(self, data: bytes) -> None:
        """Take what has come."""
        searched = max(0, len(self.came) - len(END) + 1)
        self.came += data
        if self.needed is not None:
            return
        end = self.came.find(END, searched)
        if end >= 0:
            length, self.is_last = body_of(bytes(self.came[: end + 2]).lower())
            self.needed = end + len(END) + length
        elif len(self.came) > MOST_HEAD:
            self.needed, self.is_last = len(self.came), True

    @property
    def is_whole(self) -> bool:
        """Whether nothing more is awaited."""
        return self.needed is not None and len(self.came) >= self.needed

    @property
    def target(self) -> tuple[str, str]:
        """The method and the address without its query; empty where the line is none."""
        line = bytes(self.came[: self.came.find(b"\r\n")]).decode("latin-1").split(" ")
        return (line[0], line[1].partition("?")[0]) if len(line) == 3 else ("", "")

    def take(self) -> bytes:
        """Give the whole request; what came after it is the beginning of the next."""
        whole, rest = bytes(self.came[: self.needed]), bytes(self.came[self.needed :])
        self.came, self.needed = bytearray(), None
        if not self.is_last and rest:
            self.add(rest)
        return whole


def body_of(head: bytes) -> tuple[int, bool]:
    """Tell how long a body is awaited, and whether the connection must close afterwards."""
    lengths = LENGTH.findall(head)
    if CHUNKED in head or head.count(NAME) != len(lengths) or len(lengths) > 1:
        return 0, True
    length = int(lengths[0]) if lengths else 0
    return (0, True) if length > MOST_BODY else (length, False)
