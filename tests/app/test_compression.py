"""Long answers are compressed, unless a session's secret could be read from their length."""

import gzip

from flask import Flask
from flask.testing import FlaskClient

from tests.sign_in import sign_in

GZIP = {"Accept-Encoding": "gzip, br"}


def test_a_long_page_is_compressed_for_whoever_understands_it(client: FlaskClient) -> None:
    plain = client.get("/privacy")
    packed = client.get("/privacy", headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data) == plain.data


def test_a_short_answer_is_left_as_it_is(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/health", headers=GZIP).headers


def test_a_static_file_is_compressed(client: FlaskClient) -> None:
    with client.get("/static/staff.css", headers=GZIP) as packed:
        assert packed.headers["Content-Encoding"] == "gzip"
        content = gzip.decompress(packed.data)
    with client.get("/static/staff.css") as plain:
        assert content == plain.data


def test_a_page_with_a_session_is_not_compressed(app: Flask) -> None:
    staff = sign_in(app.test_client())
    answer = staff.get("/results/", headers=GZIP)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
