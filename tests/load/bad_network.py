"""A network between a browser and the server that fails in the ways networks fail."""

import contextlib
import socket
import threading
from enum import StrEnum


class Network(StrEnum):
    """What becomes of what is sent."""

    OPEN = "open"
    CUT = "cut"
    CUT_IN_THE_REQUEST = "cut in the request"
    RESPONSE_LOST = "response lost"


class BadNetwork:
    """Passes bytes on between a port of its own and the server's, or fails to, as `state` says."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.state = Network.OPEN
        self.sockets: set[socket.socket] = set()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def become(self, state: Network) -> None:
        """Change the state; a cut ends what is under way."""
        self.state = state
        if state is Network.CUT:
            for each in list(self.sockets):
                end(each)

    def close(self) -> None:
        """Stop listening."""
        self.become(Network.CUT)
        end(self.listener)
        self.listener.close()

    def accept(self) -> None:
        """Take connections until the listener is closed."""
        with contextlib.suppress(OSError):
            while True:
                browser, _ = self.listener.accept()
                threading.Thread(target=self.connect, args=(browser,), daemon=True).start()

    def connect(self, browser: socket.socket) -> None:
        """Join a browser's connection to one of the server's."""
        try:
            if self.state is Network.CUT:
                raise ConnectionRefusedError
            server = socket.create_connection(("127.0.0.1", self.target), 5)
            server.settimeout(None)
        except OSError:
            browser.close()
            return
        self.sockets |= {browser, server}
        back = threading.Thread(target=self.pass_on, args=(server, browser, False), daemon=True)
        back.start()
        self.pass_on(browser, server, True)
        back.join()
        for each in (browser, server):
            self.sockets.discard(each)
            each.close()

    def pass_on(self, source: socket.socket, target: socket.socket, request: bool) -> None:
        """Pass bytes on until either side ends, or the network does."""
        with contextlib.suppress(OSError):
            while chunk := source.recv(65536):
                if self.state is Network.CUT:
                    break
                if request and self.state is Network.CUT_IN_THE_REQUEST:
                    target.sendall(chunk[: len(chunk) // 2])
                    break
                if not request and self.state is Network.RESPONSE_LOST:
                    break
                target.sendall(chunk)
        for each in (source, target):
            end(each)


def end(connection: socket.socket) -> None:
    """End a connection in both directions at once."""
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
