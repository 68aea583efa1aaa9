"""Before Flask: a machine's rate is told to wait, a slow form holds no thread, others stay free."""

import socket
import threading
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from gunicorn.http.body import Body, LengthReader
from gunicorn.http.unreader import SocketUnreader

from app import create_app
from app.config import Settings
from app.respond.bodies import Bodies
from app.respond.gate import InFlight, Place, place_of
from app.services.rushes import Flood, counting
from tests.app.respond.citizen import fill, new_code
from tests.pages import Page, Visitor

SECRET = "0123456789abcdef" * 4


def few(app: Flask, **limits: int) -> None:
    """Let a flood begin after a few forms."""
    app.config.update(limits)
    counting.init_app(app)


def asking(method: str, path: str, **more: Any) -> dict[str, Any]:
    return {"REQUEST_METHOD": method, "PATH_INFO": path, **more}


@pytest.mark.parametrize(
    ("method", "path", "kind", "name"),
    [
        ("POST", "/s/22222222", Flood.FORMS, "22222222"),
        ("GET", "/s/2222-2222", Flood.FORMS, "22222222"),
        ("POST", "/s/abc", Flood.FORMS, ""),
        ("POST", "/i/22222222/anything", Flood.FORMS, "22222222"),
        ("POST", "/kiosk/22222222/leave", Flood.FORMS, "22222222"),
        ("POST", "/offline/22222222/booklet", Flood.DELIVERIES, "22222222"),
        ("POST", "/assisted/counters/7", Flood.FORMS, "counters/7"),
        ("POST", "/withdraw", Flood.CODES, ""),
    ],
)
def test_what_comes_in_is_counted_by_the_point_it_is_for(method, path, kind, name):
    assert place_of(asking(method, path)) == Place(kind, name)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/withdraw"), ("GET", "/"), ("POST", "/account/sign-in"), ("HEAD", "/s/22222222")],
)
def test_what_brings_nothing_in_is_not_counted(method: str, path: str) -> None:
    assert place_of(asking(method, path)) is None


def test_a_flood_waits_in_both_languages_and_another_point_does_not(
    app: Flask, page: Visitor
) -> None:
    few(app, FLOOD_AT_A_POINT=1)
    code, other = new_code(), new_code()
    filled = fill(page.get(f"/s/{code}"), {"overall": "5"})
    told = page.client.post(f"/s/{code}", data=filled)
    assert (told.status_code, told.headers["Retry-After"]) == (429, "60")
    assert "Content-Security-Policy" in told.headers
    assert [heading.text for heading in Page(told.text).all("h2")] == ["Please wait a minute"]
    assert page.client.get(f"/s/{other}").status_code == 200
    assert page.client.get("/withdraw").status_code == 200


def test_guessing_receipt_codes_is_told_to_wait(app: Flask, page: Visitor) -> None:
    few(app, FLOOD_OF_CODES=1)
    told = [page.client.post("/withdraw", data={"receipt-code": "B" * 12}) for _ in range(2)]
    assert [each.status_code for each in told] == [404, 429]


def test_a_device_that_floods_keeps_its_answers(app: Flask, page: Visitor) -> None:
    few(app, FLOOD_OF_DELIVERIES=0)
    told = page.client.post(f"/offline/{new_code()}", data={})
    assert (told.status_code, told.json["outcome"]) == (429, "later")


@pytest.mark.parametrize(
    ("proxies", "statuses"),
    [(0, [404, 429, 429, 429]), (1, [404, 404, 429, 429])],
    ids=["no proxy of ours", "behind a proxy"],
)
def test_a_forged_forwarded_address_is_no_new_identity(tmp_path, proxies, statuses):
    settings = Settings(SECRET_KEY=SECRET, SECURITY_PASSWORD_SALT=SECRET, PROXY_HOPS=proxies)
    app = create_app(settings, INSTANCE_PATH=str(tmp_path), FLOOD_AT_A_POINT=1)
    forwarded = ["203.0.113.1", "203.0.113.2", "203.0.113.2", "198.51.100.9, 203.0.113.2"]
    client = app.test_client()
    assert statuses == [
        client.get("/s/mistyped", headers={"X-Forwarded-For": address}).status_code
        for address in forwarded
    ]


def test_a_point_has_its_turns_and_its_share_of_the_threads() -> None:
    flights = InFlight(at_once=1, most=2)
    assert flights.enter("one")
    second = threading.Thread(target=flights.enter, args=("one",))
    second.start()
    while flights.places["one"].present < 2:
        second.join(0.001)
    assert not flights.enter("one")
    assert flights.enter("other")
    flights.leave("one")
    second.join(5)
    flights.leave("one")
    flights.leave("other")
    assert flights.places == {}


class Sending:
    """A form on its way over a real connection, read as gunicorn reads."""

    def __init__(self, length: int) -> None:
        self.person, self.server = socket.socketpair()
        reader = LengthReader(SocketUnreader(self.server), length)
        self.request = {
            "CONTENT_LENGTH": str(length),
            "wsgi.input": Body(reader),
            "gunicorn.socket": self.server,
        }
        self.came: list[bool] = []

    def begin(self, bodies: Bodies) -> threading.Thread:
        """Let a thread wait for the form."""
        thread = threading.Thread(target=lambda: self.came.append(bodies.read(self.request)))
        thread.start()
        return thread

    def close(self) -> None:
        """End both ends."""
        self.person.close()
        self.server.close()


def test_a_form_that_comes_in_pieces_is_read_in_full() -> None:
    bodies, form = Bodies(), Sending(10)
    form.person.sendall(b"01234")
    thread = form.begin(bodies)
    while not bodies.waiting:
        thread.join(0.001)
    form.person.sendall(b"56789")
    thread.join(5)
    assert form.came == [True]
    assert form.request["wsgi.input"].read() == b"0123456789"
    form.close()


def test_one_more_slow_form_ends_the_wait_of_the_oldest() -> None:
    bodies, oldest, newest = Bodies(most=1), Sending(10), Sending(10)
    first = oldest.begin(bodies)
    while not bodies.waiting:
        first.join(0.001)
    second = newest.begin(bodies)
    first.join(5)
    assert oldest.came == [False]
    newest.person.sendall(b"0123456789")
    second.join(5)
    assert newest.came == [True]
    oldest.close()
    newest.close()


def test_what_has_arrived_never_waits() -> None:
    bodies, form = Bodies(most=0), Sending(4)
    form.person.sendall(b"a=5&")
    assert bodies.read(form.request)
    assert bodies.read({"CONTENT_LENGTH": "", "wsgi.input": BytesIO()})
    form.close()
