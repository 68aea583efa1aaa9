"""Before Flask: a machine's rate is told to wait, and every request knows its line."""

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.respond import refusals
from app.respond.gate import Place, place_of
from app.services.rushes import Flood, counting
from tests.app.respond.citizen import fill, new_code
from tests.pages import Page, Visitor

SECRET = "0123456789abcdef" * 4


def few(app: Flask, **limits: int) -> None:
    """Let a flood begin after a few forms."""
    app.config.update(limits)
    counting.init_app(app)


@pytest.mark.parametrize(
    ("method", "path", "kind", "name"),
    [
        ("POST", "/s/22222222", Flood.FORMS, "22222222"),
        ("GET", "/s/2222-2222", Flood.FORMS, "22222222"),
        ("HEAD", "/s/22222222", Flood.FORMS, "22222222"),
        ("POST", "/s/abc", Flood.FORMS, ""),
        ("POST", "/i/22222222/anything", Flood.FORMS, "22222222"),
        ("POST", "/kiosk/22222222/leave", Flood.FORMS, "22222222"),
        ("POST", "/offline/22222222/booklet", Flood.DELIVERIES, "22222222"),
        ("POST", "/assisted/counters/7", Flood.HELP, ""),
        ("POST", "/withdraw", Flood.CODES, ""),
    ],
)
def test_what_comes_in_is_counted_by_the_point_it_is_for(method, path, kind, name):
    assert place_of(method, path) == Place(kind, name)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/withdraw"), ("GET", "/"), ("POST", "/account/sign-in"), ("HEAD", "/withdraw")],
)
def test_what_brings_nothing_in_is_not_counted(method: str, path: str) -> None:
    assert place_of(method, path) is None


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


def test_every_page_stands_in_the_line_of_its_point(app: Flask) -> None:
    gate = app.extensions["gate"]
    code = new_code()
    assert gate.line_of(f"/s/{code}") == gate.line_of(f"/kiosk/{code[:4]}-{code[4:]}/leave")
    assert gate.line_of("/s/%61bc") == gate.line_of("/i/mistyped") != gate.line_of("/withdraw")
    assert [gate.line_of(path) for path in ("/", "/login", "/static/citizen.css", "")] == [
        *("", "", "static", "")
    ]


def test_who_finds_a_line_too_long_is_told_so_in_one_piece(app: Flask) -> None:
    head, _, body = app.extensions["gate"].busy("GET", "/s/abc").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
    assert f"Content-Length: {len(body)}".encode() in head
    assert "xin tải lại trang này" in body.decode()


def test_a_form_without_a_length_is_refused_unread(app: Flask, page: Visitor) -> None:
    sent = page.client.post("/login", headers={"Transfer-Encoding": "chunked"})
    assert sent.status_code == 411


def test_how_many_are_told_to_wait_is_logged_once_a_minute(monkeypatch) -> None:
    said: list[dict[str, int]] = []
    monkeypatch.setattr(refusals.log, "warning", lambda _words, **counts: said.append(counts))
    told = refusals.Told()
    for _ in range(3):
        told.one_more(refusals.Reason.FLOOD)
    assert (said, told.counts) == ([{"flood": 1}], {"flood": 2})
