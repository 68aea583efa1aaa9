"""Servers for the load programs: one gunicorn process with sixteen threads over a fresh SQLite."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flask_migrate import upgrade

from app import create_app
from app.config import Settings
from app.extensions import db
from app.services.access_codes import new_access_code
from tests.factories import create_point, create_survey, create_unit, create_version
from tests.postgres import free_port

SECRET = "0123456789abcdef" * 4
ROOT = Path(__file__).parents[2]
THREADS = 16
WORKER = "app.serving.buffering.BufferingWorker"
SCALE = {
    "code": "satisfaction",
    "options": [
        {"code": str(level), "text": {"vi": words}}
        for level, words in enumerate(
            ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"], 1
        )
    ],
}


def long_document(items: int) -> dict[str, Any]:
    """A questionnaire of one page: the overall item and more ratings, `items` in all."""
    overall = {"code": "overall", "role": "overall", "required": True, "satisfied": [4, 5]}
    others = [
        {"code": f"item{n}", "na_allowed": True, "satisfied": [4, 5]} for n in range(2, items + 1)
    ]
    text = {"vi": "Mức độ hài lòng của Ông/Bà về mặt này"}
    questions = [
        {"type": "rating5", "scale": "satisfaction", "text": text, **question}
        for question in [overall, *others]
    ]
    words = {"vi": "Phiếu dài trên một trang"}
    return {
        "schema_version": 1,
        "code": "load",
        "languages": ["vi"],
        "minutes": 3,
        **dict.fromkeys(("title", "introduction", "readers"), words),
        "na_text": {"vi": "Không biết / không áp dụng"},
        "source": {"programme": words, "note": words},
        "scales": [SCALE],
        "sections": [{"code": "all", "questions": questions}],
    }


@dataclass(frozen=True)
class Place:
    """An instance folder with a database, and the access codes of its points, most often one."""

    folder: Path
    access_codes: tuple[str, ...]

    @property
    def access_code(self) -> str:
        """The code of the first point."""
        return self.access_codes[0]


def new_place(folder: Path, document: dict[str, Any], points: int = 1) -> Place:
    """Make a migrated SQLite database with one open survey at some points."""
    folder.mkdir(parents=True)
    (folder / "config.py").write_text(
        f'SECRET_KEY = "{SECRET}"\nSECURITY_PASSWORD_SALT = "{SECRET}"\n'
    )
    settings = Settings(SECRET_KEY=SECRET, SECURITY_PASSWORD_SALT=SECRET)
    with create_app(settings, INSTANCE_PATH=str(folder)).app_context():
        upgrade()
        survey = create_survey(
            version=create_version(document), opens_on=date(2020, 1, 1), closes_on=date(2099, 1, 1)
        )
        codes = tuple(new_access_code() for _ in range(points))
        for code in codes:
            create_point(survey, place=create_unit(), code=code)
        db.session.remove()
        db.engine.dispose()
    return Place(folder, codes)


def start(application: str, place: Place, port: int) -> "subprocess.Popen[bytes]":
    """Start gunicorn with an application, without waiting for its first answer."""
    with (place.folder / "server.log").open("ab") as log:
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", application, "--no-control-socket"),
                *("--bind", f"127.0.0.1:{port}", "--worker-class", WORKER),
                *("--workers", "1", "--threads", str(THREADS), "--keep-alive", "5"),
                *("--worker-tmp-dir", str(place.folder)),
            ],
            cwd=ROOT,
            env={**os.environ, "LOAD_INSTANCE": str(place.folder)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


@contextlib.contextmanager
def running(application: str, place: Place) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Start gunicorn with an application, give the process and its port, and stop it."""
    port = free_port()
    server = start(application, place, port)
    try:
        wait_until_it_answers(server, port)
        yield server, port
    finally:
        if server.poll() is None:
            server.terminate()
            server.wait(20)


def wait_until_it_answers(server: "subprocess.Popen[bytes]", port: int) -> None:
    """Wait for the server's first answer; a dead one is an error at once."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError("the server stopped; see server.log in its folder")
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).close()
            return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")
