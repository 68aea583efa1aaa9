"""A mail host of the tests: real SMTP on a real socket, in a thread; refuses what it is told to."""

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Host:
    """What came, and what is refused: `refused` by the first word of a command; or broken off."""

    port: int = 0
    mails: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    breaks_off: bool = False


class Session(socketserver.StreamRequestHandler):
    """One connection."""

    def handle(self) -> None:
        host: Host = self.server.host  # type: ignore[attr-defined]
        self.say("220 tests")
        while line := self.rfile.readline().decode():
            word = line.split(" ")[0].strip().upper()
            if word in host.refused:
                self.say(host.refused[word])
            elif word == "DATA":
                self.say("354 go on")
                mail = "".join(iter(lambda: self.rfile.readline().decode(), ".\r\n"))
                if host.breaks_off:
                    return
                host.mails.append(mail)
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 good")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def running_host(context: ssl.SSLContext | None = None) -> Iterator[Host]:
    """A host that listens on a free port until the end of the block, encrypted with a context."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        host = server.host = Host(port=server.server_address[1])  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield host
        server.shutdown()
