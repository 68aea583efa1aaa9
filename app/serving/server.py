"""The web server: gunicorn, in place of this process."""

import os
import sys
from pathlib import Path
from typing import NoReturn

from app.serving.address import Address

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
"""What a serving process is told unless it is told otherwise.

Our matrices are small: a second thread of the linear algebra only waits for the first. Threads that
each keep a pool of memory of their own (glibc) hold 90 MB more of a very large survey, and Python's
lock lets them ask for memory one after the other anyway.
"""


def gunicorn_command(address: Address, *, processes: int = 1, threads: int = 16) -> list[str]:
    """Give the command that serves the application at `address`.

    On SQLite one process: its one writer thread gathers the answers of all 16 request threads into
    shared commits, while several writing processes would wait for each other (design, section 7).
    There is no access log: it would hold addresses and access codes. Below the level "error"
    gunicorn would also name the network address of whoever sends something malformed.
    """
    return [
        *(sys.executable, "-m", "gunicorn", "wsgi:application"),
        *("--config", "python:app.serving.worker"),
        *("--chdir", str(ROOT), "--bind", address.bind),
        *("--worker-class", "app.serving.buffering.BufferingWorker"),
        *("--workers", str(processes), "--threads", str(threads)),
        *("--no-control-socket", "--log-level", "error"),
    ]


def replace_process(address: Address, *, on_sqlite: bool) -> NoReturn:
    """Become the web server, so that signals reach it directly."""
    command = gunicorn_command(
        address, processes=1 if on_sqlite else 2, threads=16 if on_sqlite else 8
    )
    sys.stdout.flush()
    os.execve(sys.executable, command, {**ENVIRONMENT, **os.environ})  # noqa: S606  # our own
