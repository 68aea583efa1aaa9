"""`python -m app` and `make serve`, run for real in a folder of their own.

Truth leaned on: what a newcomer sees; each obstacle is really put in the way.
"""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from app.config import checked_settings
from app.errors import InvalidSetting
from app.serving.address import read_address
from tests.postgres import free_port

ROOT = Path(__file__).parents[2]
FOLDERS = ("app", "surveys", "analysis")
FILES = ("wsgi.py", "Makefile", "requirements.txt")
SENTENCE = re.compile(r"Lắng Nghe không khởi động được / cannot start: .+\n\Z")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with the program in it and nothing else, as after a clone."""
    for folder in FOLDERS:
        (tmp_path / folder).symlink_to(ROOT / folder)
    # `flask` follows a link of wsgi.py and would find the instance of this working copy.
    for file in FILES:
        shutil.copy2(ROOT / file, tmp_path / file)
    return tmp_path


def environment(**changes: str) -> dict[str, str]:
    """The environment of a newcomer: no setting of ours."""
    unset = {"SECRET_KEY", "DATABASE_URL", "PUBLIC_URL", "HOST", "PORT", "PROXY_HOPS"}
    # A `make` that runs the tests speaks to the one they start by variables of its own.
    unset |= {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return {**kept, "PYTHONUNBUFFERED": "1", **changes}


def start(folder: Path, user: str | None = None, **changes: str) -> subprocess.CompletedProcess:
    """Run the program to its end, which an obstacle must bring about."""
    return subprocess.run(
        [sys.executable, "-m", "app"],
        cwd=folder,
        env=environment(**changes),
        user=user,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def assert_one_sentence(result: subprocess.CompletedProcess, *words: str) -> None:
    """The program stopped, said one sentence, and showed no traceback."""
    assert result.returncode == 1
    assert result.stdout == ""
    assert SENTENCE.match(result.stderr), result.stderr
    assert result.stderr.count("\n") == 1
    for word in words:
        assert word in result.stderr


@contextmanager
def serving(folder: Path, **changes: str) -> Iterator[str]:
    """Run the program until its page answers; give what it printed; then stop it as Ctrl+C does."""
    port = str(free_port())
    log = folder / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "app"],
            cwd=folder,
            env=environment(PORT=port, **changes),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for_answer(port, process, log)
            yield log.read_text()
        finally:
            process.terminate()
            assert process.wait(timeout=30) == 0
    assert "Traceback" not in log.read_text()


def wait_for_answer(port: str, process: subprocess.Popen, log: Path) -> None:
    """Wait until somebody listens on the port."""
    for _ in range(600):
        assert process.poll() is None, log.read_text()
        with closing(socket.socket()) as probe:
            # Without a listener a socket can meet itself: the system may give it this very port.
            if (
                probe.connect_ex(("127.0.0.1", int(port))) == 0
                and probe.getsockname() != probe.getpeername()
            ):
                return
        time.sleep(0.1)
    pytest.fail(log.read_text())


def fetch(url: str, form: dict[str, str] | None = None) -> tuple[int, str]:
    """Get a page, or post a form to it; no redirect is followed."""
    parts = urlsplit(url)
    with closing(HTTPConnection(parts.netloc, timeout=30)) as connection:
        body = urlencode(form) if form else None
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        connection.request("POST" if form else "GET", parts.path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")


def printed_addresses(printed: str) -> list[str]:
    """The addresses in the order printed: questionnaire, poster, results, sign-in."""
    return re.findall(r"http://\S+", printed)


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden inputs of a form."""
    inputs = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page)
    pairs = [
        (re.search(r'name="([^"]*)"', one), re.search(r'value="([^"]*)"', one)) for one in inputs
    ]
    return {name[1]: value[1] for name, value in pairs if name and value}


def count(folder: Path, table: str) -> int:
    """How many rows a table of the folder's database has."""
    with closing(sqlite3.connect(folder / "instance" / "langnghe.sqlite")) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


def test_it_serves_a_demonstration_and_keeps_what_was_entered(copy: Path) -> None:
    with serving(copy) as printed:
        questionnaire, poster, results, sign_in = printed_addresses(printed)
        password = re.search(r"admin@langnghe\.example\n  (\S{20,})\n", printed)
        assert password
        status, page = fetch(questionnaire)
        assert status == 200
        assert [fetch(poster)[0], fetch(results)[0]] == [302, 302]
        assert fetch(sign_in)[0] == 200
        before, forms = count(copy, "response"), count(copy, "funnel_count")
        assert before > 10_000
        rating = re.search(r'name="(\w*overall)"', page)[1]
        status, page = fetch(
            questionnaire, {**hidden_fields(page), rating: "4", "form-move": "send"}
        )
        assert status == 303, page
        assert count(copy, "response") == before + 1
    assert count(copy, "funnel_count") > forms  # written at the latest when it ends
    secrets = (copy / "instance" / "config.py").read_text()
    with serving(copy) as printed:
        assert printed_addresses(printed)[0].endswith(urlsplit(questionnaire).path)
        assert "admin@langnghe.example" not in printed
        assert "flask users create" in printed
    assert count(copy, "response") == before + 1
    assert count(copy, "user") == 1
    assert (copy / "instance" / "config.py").read_text() == secrets
    remove = [sys.executable, "-m", "flask", "demonstration", "remove"]
    subprocess.run(remove, cwd=copy, env=environment(), check=True, capture_output=True)
    with serving(copy):
        assert count(copy, "unit") == 0
    assert oct((copy / "instance" / "config.py").stat().st_mode)[-3:] == "600"


def test_a_busy_port_is_one_sentence_with_another_to_try(copy: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        result = start(copy, PORT=str(port))
    assert_one_sentence(result, f"PORT={port + 1 if port < 65535 else 8000}")
    assert not (copy / "instance").exists()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"HOST": "192.0.2.77"}, "HOST=192.0.2.77"),
        ({"PUBLIC_URL": "langnghe.example.vn"}, "PUBLIC_URL"),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}, "cơ sở dữ liệu"),
    ],
)
def test_a_wrong_setting_is_one_sentence(copy: Path, changes: dict[str, str], word: str) -> None:
    assert_one_sentence(start(copy, **{"PORT": str(free_port()), **changes}), word)


@pytest.mark.parametrize("port", ["eighty", "70000", "0", "-1", "80.5", "８０"])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(InvalidSetting, match="PORT"):
        read_address({"PORT": port})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECURITY_PASSWORD_SALT", ""),
        ("PROXY_HOPS", "some"),
        ("DATABASE_URL", "mysql://host/name"),
        ("PUBLIC_URL", "https://langnghe.example.vn/path"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    good = {"SECRET_KEY": "s" * 32, "SECURITY_PASSWORD_SALT": "s" * 32}
    with pytest.raises(InvalidSetting, match=name):
        checked_settings({**good, name: value})


def test_the_address_printed_is_one_another_device_can_open() -> None:
    assert read_address({}).public_url == "http://127.0.0.1:8000"
    assert read_address({"HOST": "::1", "PORT": "80"}).public_url == "http://[::1]"
    everywhere = read_address({"HOST": "::"})
    assert "[::]" not in everywhere.public_url
    assert everywhere.bind == "[::]:8000"


def test_a_broken_config_file_is_one_sentence(copy: Path) -> None:
    (copy / "instance").mkdir()
    (copy / "instance" / "config.py").write_text("SECRET_KEY = \n")
    assert_one_sentence(start(copy, PORT=str(free_port())), "instance/config.py")


def test_a_database_file_that_is_none_is_one_sentence(copy: Path) -> None:
    (copy / "instance").mkdir()
    (copy / "instance" / "langnghe.sqlite").write_text("no database, though long enough" * 100)
    assert_one_sentence(start(copy, PORT=str(free_port())), "not a database")


def test_an_unwritable_instance_folder_is_one_sentence(copy: Path) -> None:
    (copy / "instance").write_text("a file where the folder should be")
    assert_one_sentence(start(copy, PORT=str(free_port())), "instance")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not write")
def test_a_folder_without_the_right_to_write_is_one_sentence(copy: Path) -> None:
    for folder in (copy, copy.parent, copy.parent.parent):
        folder.chmod(0o755)
    if not can_run(copy, "nobody"):
        pytest.skip("the account 'nobody' cannot run this Python")
    assert_one_sentence(start(copy, "nobody", PORT=str(free_port())), "instance")


def can_run(folder: Path, user: str) -> bool:
    """Whether a user can run our Python at all: it may lie in a folder closed to others."""
    try:
        probe = subprocess.run(
            [sys.executable, "-c", "import app"], cwd=folder, user=user, check=False
        )
    except (PermissionError, LookupError):
        return False
    return probe.returncode == 0


def make(folder: Path, python: str, *arguments: str) -> subprocess.CompletedProcess:
    """Run `make serve` with a Python of the test's choice."""
    program = shutil.which("make")
    if program is None:
        pytest.skip("make is not installed")
    return subprocess.run(
        [program, "serve", *arguments],
        cwd=folder,
        env={**environment(), "PATH": python},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def fake_python(folder: Path, script: str) -> str:
    """A folder to be the PATH, whose `python3` does what `script` says."""
    programs = folder / "programs"
    programs.mkdir()
    program = programs / "python3"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(programs)


@pytest.mark.parametrize(
    ("script", "word"),
    [
        ("exit 1", "Python 3.11"),
        ('case "$*" in *ensurepip*) exit 1;; esac', "python3-venv"),
    ],
)
def test_make_names_what_python_lacks(copy: Path, script: str, word: str) -> None:
    result = make(copy, fake_python(copy, script))
    assert result.returncode == 2
    sentence, makes_own = result.stderr.splitlines()
    assert word in sentence
    assert makes_own.startswith("make: ***")
    assert not (copy / ".venv").exists()


def test_every_package_that_is_installed_has_its_reason() -> None:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    pinned = [line for line in lines if not line.startswith("#")]
    assert [line for line in pinned if not re.fullmatch(r"\S+==\S+  # .{8,}", line)] == []
