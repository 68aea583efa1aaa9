"""An acknowledged answer survives `kill -9`: a real server, real load, a real kill."""

import os
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from app.models import Response
from tests.load.servers import Place, long_document, new_place, running
from tests.load.visitors import Connection, load_page, post

VISITORS = 16
ANSWERS = b"q_overall=5&q_item2=4&q_item3=na"


class Crowd:
    """Visitors who answer until the server is gone, and remember what was acknowledged."""

    def __init__(self, port: int, code: bytes) -> None:
        self.port, self.code = port, code
        self.acknowledged: list[bytes] = []
        self.unanswered: list[bytes] = []
        self.threads = [threading.Thread(target=self.visit) for _ in range(VISITORS)]
        for thread in self.threads:
            thread.start()

    def visit(self) -> None:
        """Answer again and again; a form that got no answer may be stored or not."""
        token = b""
        with Connection(self.port) as connection, suppress(OSError):
            while True:
                token = load_page(connection, self.code)
                status, _ = post(connection, self.code, ANSWERS, token)
                assert status == 303
                self.acknowledged.append(token)
                token = b""
        self.unanswered += [token] if token else []

    def wait_for(self, enough: int) -> None:
        """Wait until so many answers are acknowledged, at most twenty seconds."""
        deadline = time.monotonic() + 20
        while len(self.acknowledged) < enough and time.monotonic() < deadline:
            time.sleep(0.001)

    def wait(self) -> None:
        """Wait until everybody has noticed that the server is gone."""
        for thread in self.threads:
            thread.join(30)


def keys(tokens: list[bytes]) -> set[str]:
    """The keys of forms, by their tokens."""
    return {token.partition(b".")[0].decode() for token in tokens}


def stored(place: Place) -> list[str]:
    """The keys in the database file, read as another program would."""
    engine = create_engine(f"sqlite:///{place.folder / 'langnghe.sqlite'}", poolclass=NullPool)
    with engine.connect() as connection:
        return [key.hex for key in connection.scalars(select(Response.key))]


@pytest.mark.slow
@pytest.mark.parametrize("enough", [30, 300])
def test_what_was_acknowledged_is_there_after_kill_9(tmp_path: Path, enough: int) -> None:
    place = new_place(tmp_path / "place", long_document(3))
    code = place.access_code.encode()
    with running("tests.load.applications:product()", place) as (server, port):
        crowd = Crowd(port, code)
        crowd.wait_for(enough)
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(20)
        crowd.wait()
    assert len(crowd.acknowledged) >= enough, "there was no load to speak of"
    found = stored(place)
    assert len(found) == len(set(found))
    assert keys(crowd.acknowledged) <= set(found) <= keys(crowd.acknowledged + crowd.unanswered)
    send_again(place, code, crowd)
    assert sorted(stored(place)) == sorted(keys(crowd.acknowledged + crowd.unanswered))


def send_again(place: Place, code: bytes, crowd: Crowd) -> None:
    """Start the server again and send every form once more: whoever got no answer tries again."""
    with (
        running("tests.load.applications:product()", place) as (_, port),
        Connection(port) as connection,
    ):
        for token in [*crowd.unanswered, *crowd.acknowledged[:50]]:
            status, _ = post(connection, code, ANSWERS, token)
            assert status == 303
