"""What visitors send, over plain sockets: a client light enough not to be what is measured."""

import re
import socket

GET = b"GET /s/%s HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"
POST = (
    b"POST /s/%s HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
)
TOKEN = re.compile(rb"[0-9a-f]{32}\.[\w-]{6}\.[\w-]{43}")


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


def token_in(answer: bytes) -> bytes:
    """Find a form's token in the answer with its page; empty if it has none.

    It stands uncompressed in the stream. Unpacking the page is a phone's work, and would take the
    time of a processor that the server is measured on.
    """
    found = TOKEN.search(answer)
    return found.group() if found else b""


def load_page(connection: Connection, code: bytes) -> bytes:
    """Load the page as a browser does; give its token."""
    status, _, body = connection.ask(GET % code)
    if status != 200:
        raise ConnectionError(f"the page answered {status}")
    return token_in(body)


def post(connection: Connection, code: bytes, answers: bytes, token: bytes) -> tuple[int, bytes]:
    """Send the form; give the status and the head of the answer."""
    body = answers + b"&form-token=" + token
    status, head, _ = connection.ask(POST % (code, len(body), body))
    return status, head
