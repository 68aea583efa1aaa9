"""Offline answers arrive once each after the network returns: one run of `tests.load.offline`.

Truth leaned on: the receipts that the kiosk showed, against the rows in the database file.
"""

import subprocess
import sys
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

pytestmark = pytest.mark.browser


def test_a_kiosk_loses_and_doubles_nothing_in_a_run(browser: Any) -> None:
    """A clock is set and the battery goes flat around the same answer."""
    command = [sys.executable, "-m", "tests.load.offline", "1", "29"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
