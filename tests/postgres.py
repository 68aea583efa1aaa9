"""A PostgreSQL of the tests' own: in a temporary folder, on a free port, gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def program(name: str) -> str | None:
    """Find a program of PostgreSQL on the path or where Debian puts it."""
    folders = os.pathsep.join([os.environ.get("PATH", ""), *map(str, PROGRAMS)])
    return shutil.which(name, path=folders)


def why_not() -> str | None:
    """Say why no PostgreSQL can be started here, or None if one can."""
    if not program("initdb") or not program("postgres"):
        return "PostgreSQL is not installed"
    if os.geteuid() == 0 and not account():
        return "PostgreSQL does not run as root and there is no account 'postgres'"
    return None


def account() -> str | None:
    """The account that may run the server when we are root, who may not."""
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return None


def free_port() -> int:
    """Ask the system for a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server in a folder of its own and give the address of its empty database.

    Not in pytest's folder: each run that starts closes that one to other accounts, and a server
    which another run started as `postgres` would lose its data under way.
    """
    with (
        tempfile.TemporaryDirectory(prefix="langnghe-postgres-") as folder,
        server_in(Path(folder)) as url,
    ):
        yield url


@contextmanager
def server_in(folder: Path) -> Iterator[str]:
    """Start a server in `folder`, as its account where we are root."""
    user = account() if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    data, port = folder / "data", free_port()

    def run(name: str, *arguments: str) -> None:
        subprocess.run(
            [program(name), *arguments], check=True, user=user, capture_output=True, cwd=folder
        )

    run("initdb", "-D", str(data), "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C")
    # No fsync: the data are thrown away, and durability is PostgreSQL's promise, not ours.
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql://tester@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
