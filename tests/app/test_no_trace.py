"""After a busy day nothing that is kept tells who was there, neither plainly nor as a hash.

Visitors come with marks that would be found: an address, a browser's name, a cookie, a dossier
number. Then every file is searched for them, for their common hashes, and for those hashes salted
or keyed with the secret of the installation.
"""

import base64
import hashlib
import hmac
import http.client
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from tests import postgres
from tests.app.respond.citizen import document, new_code
from tests.load.servers import SECRET, new_place, running
from tests.load.visitors import token_in

MARKS = {
    "address": "203.0.113.77",
    "browser": "Mozilla/5.0 (Trace 77; NeverSeenPhone)",
    "cookie": "nevergivencookie77",
    "dossier": "000.00.12.H44-261126-0077",
}
HEADERS = {
    "X-Forwarded-For": MARKS["address"],
    "User-Agent": MARKS["browser"],
    "Cookie": f"session={MARKS['cookie']}",
    "Referer": f"https://dichvucong.gov.vn/?hoso={MARKS['dossier']}",
}
HASHES = ("md5", "sha1", "sha256", "sha512")


def traces(mark: str) -> Iterator[bytes]:
    """Everything that would give a mark away: itself, and hashes in the forms they are written."""
    value, secret = mark.encode(), SECRET.encode()
    yield value
    for name in HASHES:
        for text in (value, secret + value, value + secret, secret + b":" + value):
            yield from written(hashlib.new(name, text).digest())
        yield from written(hmac.digest(secret, value, name))


def written(digest: bytes) -> tuple[bytes, ...]:
    """A hash as bytes, in hexadecimal, and in base 64."""
    return digest, digest.hex().encode(), base64.b64encode(digest), base64.urlsafe_b64encode(digest)


def found_in(texts: dict[str, bytes]) -> list[str]:
    """Which marks stand where."""
    return [
        f"{kind} in {name}"
        for name, text in texts.items()
        for kind, mark in MARKS.items()
        if any(trace in text for trace in traces(mark))
    ]


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def visits(code: str) -> list[tuple[str, str, str]]:
    """What people do: method, address, form; `TOKEN` stands for the token of the page before."""
    here, looking = f"/s/{code}", f"/s/{code}?hoso={MARKS['dossier']}"
    return [
        ("GET", looking, ""),
        ("POST", here, "form-move=send"),
        ("POST", here, "q_overall=5&form-token=forged"),
        ("GET", looking, ""),
        ("POST", here, "q_overall=5&form-website=x&form-token=TOKEN"),
        ("GET", f"/nowhere/{MARKS['dossier']}", ""),
        ("GET", f"/s/{MARKS['dossier']}", ""),
        ("POST", "/withdraw", "receipt-code=ABCD"),
        ("POST", "/account/sign-in", "email=a@example.vn&password=x"),
    ]


def test_the_search_finds_what_is_there() -> None:
    digest = hmac.digest(SECRET.encode(), MARKS["address"].encode(), "sha256")
    assert found_in({"log": MARKS["cookie"].encode()}) == ["cookie in log"]
    assert found_in({"row": b"x" + digest.hex().encode()}) == ["address in row"]


def ask(port: int, code: str) -> list[int]:
    """Make the visits over the network; give the statuses."""
    statuses, token = [], ""
    for method, address, form in visits(code):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        connection.request(method, address, form.replace("TOKEN", token), {**HEADERS, **kind})
        answer = connection.getresponse()
        statuses.append(answer.status)
        token = token_in(answer.read()).decode() or token
        connection.close()
    return statuses


@contextmanager
def running_redis(folder: Path) -> Iterator[str]:
    """Redis as we tell operators to run it: without a file on disk."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed")
    folder.mkdir()
    port = postgres.free_port()
    options = ("--port", str(port), "--save", "", "--appendonly", "no", "--dir", str(folder))
    log = str(folder / "redis.log")
    server = subprocess.Popen([program, *options, "--logfile", log, "--bind", "127.0.0.1"])
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


def test_nothing_tells_who_was_there_in_files_logs_and_redis(tmp_path: Path) -> None:
    place = new_place(tmp_path / "instance", document())
    with running_redis(tmp_path / "redis") as url:
        with (place.folder / "config.py").open("a") as config:
            config.write(f'REDIS_URL = "{url}"\nPROXY_HOPS = 1\n')
        with running("tests.load.applications:product()", place) as (_, port):
            statuses = ask(port, place.access_code)
            assert statuses[4] == 303, statuses
            kept = files_below(tmp_path)  # with the WAL, while the server runs
        client = ["redis-cli", "-u", url]
        keys = subprocess.run([*client, "KEYS", "*"], capture_output=True, check=True).stdout
        assert b"langnghe:salt" in keys
        subprocess.run([*client, "SAVE"], capture_output=True, check=True)
        kept |= {f"{name} later": text for name, text in files_below(tmp_path).items()}
    assert any(name.endswith(".sqlite") for name in kept)
    assert any("dump.rdb" in name for name in kept)
    assert found_in(kept) == []


@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_nothing_tells_who_was_there_in_a_dump_of_postgresql(
    app: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    program = postgres.program("pg_dump")
    if program is None:
        pytest.skip("pg_dump is not installed")
    client, token = app.test_client(), ""
    from_there = {"REMOTE_ADDR": MARKS["address"]}
    code = new_code()
    for method, address, form in visits(code):
        answer = client.open(
            address,
            method=method,
            data=form.replace("TOKEN", token),
            content_type="application/x-www-form-urlencoded",
            headers={**HEADERS, "Accept-Encoding": "gzip"},
            environ_overrides=from_there,
        )
        token = token_in(answer.data).decode() or token
    url = app.config["SQLALCHEMY_DATABASE_URI"].replace("+psycopg", "")
    dump = subprocess.run([program, url], capture_output=True, check=True).stdout
    assert b"hidden_field" in dump  # the answer is there
    assert found_in({"dump": dump, "log": caplog.text.encode(), **files_below(tmp_path)}) == []
