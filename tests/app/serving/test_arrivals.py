"""A request is whole when gunicorn's reader would find its end; in doubt nothing may follow it."""

import pytest

from app.serving.arrivals import MOST_BODY, MOST_HEAD, Arrival

HEAD = b"POST /s/22222222?lang=vi HTTP/1.1\r\nHost: x\r\n"


def arrived(*pieces: bytes) -> Arrival:
    arrival = Arrival()
    for piece in pieces:
        arrival.add(piece)
    return arrival


def test_a_request_in_single_bytes_is_whole_with_its_last_one() -> None:
    request = HEAD + b"Content-Length: 4\r\n\r\na=5&"
    arrival = Arrival()
    seen = []
    for number in range(len(request)):
        arrival.add(request[number : number + 1])
        seen.append(arrival.is_whole)
    assert seen == [False] * (len(request) - 1) + [True]
    assert arrival.target == ("POST", "/s/22222222")
    assert (arrival.take(), arrival.came) == (request, b"")


def test_what_came_after_a_request_is_the_beginning_of_the_next() -> None:
    first = HEAD + b"CONTENT-LENGTH:\t1 \r\n\r\na"
    arrival = arrived(first + b"GET / HTTP/1.1\r\n\r\nGET")
    assert arrival.take() == first
    assert arrival.is_whole
    assert arrival.take() == b"GET / HTTP/1.1\r\n\r\n"
    assert (arrival.is_whole, arrival.came) == (False, b"GET")


@pytest.mark.parametrize(
    "line",
    [
        b"Transfer-Encoding: chunked",
        b"Content-Length: 5\r\nTransfer-Encoding: chunked",
        b"Content-Length: 5\r\nContent-Length: 5",
        b"Content-Length : 5",
        b"Content-Length: +5",
        b"X: y\nContent-Length: 5",
        b"Content-Length: %d" % (MOST_BODY + 1),
    ],
)
def test_where_two_readers_could_differ_nothing_follows(line: bytes) -> None:
    arrival = arrived(HEAD + line + b"\r\n\r\nGET / HTTP/1.1\r\n\r\n")
    assert arrival.is_whole
    assert arrival.is_last
    arrival.take()
    assert (arrival.came, arrival.is_whole) == (b"", False)


def test_a_head_without_an_end_is_not_kept_for_ever() -> None:
    arrival = arrived(HEAD, b"x" * MOST_HEAD)
    assert (arrival.is_whole, arrival.is_last) == (True, True)


def test_a_line_that_is_none_has_no_address() -> None:
    assert arrived(b"rubbish\r\n\r\n").target == ("", "")
