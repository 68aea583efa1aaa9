"""The product as `make serve` runs it, in a folder of its own, and what the tests know about it."""

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.accounts import Account, prepare_accounts
from tests.browser.province import Province, prepare_province
from tests.postgres import free_port

ROOT = Path(__file__).parents[2]
PARTS = ("app", "surveys", "analysis", "wsgi.py")
SETTINGS = {
    *("SECRET_KEY", "SECURITY_PASSWORD_SALT", "DATABASE_URL", "PUBLIC_URL", "PROXY_HOPS"),
    "DEMONSTRATION",
}


@dataclass(frozen=True)
class Site:
    """A served product: its address, who can sign in, what the province holds, where it lies."""

    base: str
    accounts: dict[str, Account]
    province: Province
    instance: Path


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """Run the product with the demonstration, and with accounts and rare states for tests."""
    with running(folder) as (base, first):
        accounts = prepare_accounts(folder / "instance", first)
        province = prepare_province(folder / "instance", accounts["invited and waiting"].link)
        yield Site(base, accounts, province, folder / "instance")


@contextmanager
def running(folder: Path, **environment: str) -> Iterator[tuple[str, Account]]:
    """Run `python -m app` in a folder that holds the program by links; stop it in the end.

    Gives its address, and the first administrator, who has no second factor yet.
    """
    for part in PARTS:
        (folder / part).symlink_to(ROOT / part)
    port = free_port()
    log = folder / "log"
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    where = {"HOST": "127.0.0.1", "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "app"],
            cwd=folder,
            env={**kept, **where, **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        base = f"http://127.0.0.1:{port}"
        wait_until_healthy(base, process, log)
        first = re.search(r"(\S+@langnghe\.example)\n  (\S+)", log.read_text())
        assert first, log.read_text()
        yield base, Account(first[1], first[2])
    finally:
        process.terminate()
        process.wait(timeout=30)
    assert "Traceback" not in log.read_text(), log.read_text()


def wait_until_healthy(base: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until the health check answers; the province takes a few seconds to load."""
    for _ in range(900):
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{base}/health", timeout=5) as answer:  # noqa: S310
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer within 90 seconds:\n{log.read_text()}")
