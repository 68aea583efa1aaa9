"""A waiting room that sends at once, and attackers who send slowly, at the real worker.

Truth leaned on: sockets of the system, and what stands in the database afterwards.
"""

import os
import selectors
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from flask import Flask
from gunicorn.config import Config
from gunicorn.glogging import Logger
from sqlalchemy import func, select

from app.extensions import db
from app.models import Response
from app.serving.buffering import BufferingWorker
from tests.app.respond.citizen import new_code
from tests.app.respond.test_rushes import few
from tests.load.visitors import GET, Connection, load_page, post

PEOPLE = 60
"""A waiting room behind one address; one more would be asked to confirm."""
ATTACKERS = 40


@pytest.fixture
def worker(app: Flask) -> Iterator[BufferingWorker]:
    """A worker that serves the application in a thread of this process."""
    config = Config()
    config.set("threads", 8)
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    worker = BufferingWorker(0, os.getppid(), [listener], app, 30, config, Logger(config))
    worker.wsgi = app
    worker.tpool, worker.poller = worker.get_thread_pool(), selectors.DefaultSelector()
    worker.method_queue.init()
    served = threading.Thread(target=worker.run)
    served.start()
    yield worker
    worker.handle_exit(None, None)
    served.join(10)
    worker.tmp.close()
    assert (served.is_alive(), worker.nr_conns, worker.held) == (False, 0, 0)


@pytest.fixture
def port(worker: BufferingWorker) -> int:
    """The port it listens on."""
    return int(worker.sockets[0].getsockname()[1])


def test_a_waiting_room_that_sends_at_once_gets_all_its_receipts(app: Flask, port: int) -> None:
    code = new_code().encode()
    together = threading.Barrier(PEOPLE)
    statuses: list[int] = []

    def person() -> None:
        with Connection(port) as connection:
            token = load_page(connection, code)
            together.wait(20)
            statuses.append(post(connection, code, b"q_overall=5", token)[0])

    room = [threading.Thread(target=person) for _ in range(PEOPLE)]
    for each in room:
        each.start()
    for each in room:
        each.join()
    assert statuses == [303] * PEOPLE
    assert db.session.scalar(select(func.count()).select_from(Response)) == PEOPLE


SLOW = {
    "silent": b"",
    "half a head": b"GET /s/abc HTTP/1.1\r\nHo",
    "half a form": b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nab",
    "no length": b"POST /s/%s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
}


def test_who_sends_slowly_holds_nobody_up(app: Flask, port: int) -> None:
    code = new_code().encode()
    with ExitStack() as held:
        for beginning in SLOW.values():
            for _ in range(ATTACKERS):
                attacker = held.enter_context(Connection(port))
                attacker.socket.sendall(beginning.replace(b"%s", code))
        begun = time.monotonic()
        with Connection(port) as person:
            status, _, _ = person.ask(GET % code)
        assert (status, time.monotonic() - begun < 2) == (200, True)
        assert attacker.more().startswith(b"HTTP/1.1 411 ")


def test_a_connection_that_was_told_to_wait_is_read_no_more_for_a_moment(
    app: Flask, worker: BufferingWorker, port: int
) -> None:
    few(app, FLOOD_OF_CODES=0)
    worker.resting.seconds = 60.0  # longer than a busy machine needs for the next lines
    asked = b"POST /withdraw HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
    with Connection(port) as flooder, Connection(port) as other:
        assert flooder.ask(asked)[0] == 429
        assert other.ask(GET % new_code().encode())[0] == 200
        flooder.socket.settimeout(0.1)
        with pytest.raises(TimeoutError):
            flooder.ask(asked)


def test_a_connection_that_another_process_took_ends_nobodys(worker, port) -> None:
    page = GET % new_code().encode()
    with Connection(port) as person:
        assert person.ask(page)[0] == 200
        while not worker.idle:
            time.sleep(0.001)
        worker.accept(worker.sockets[0])
        assert person.ask(page)[0] == 200


def test_a_person_comes_in_where_the_silent_hold_all_connections(worker, port) -> None:
    worker.worker_connections = 5
    with ExitStack() as held:
        for _ in range(8):
            held.enter_context(Connection(port))
        with Connection(port) as person:
            assert person.ask(GET % new_code().encode())[0] == 200
