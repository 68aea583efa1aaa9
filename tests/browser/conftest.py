"""The served product and a browser, once for all tests; a window for each."""

import signal
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.site import Site, serving

LONGEST = 90
"""Seconds a test may take; a browser that waits for itself would wait for ever."""


@pytest.fixture(autouse=True)
def no_endless_wait() -> Iterator[None]:
    """End a test that hangs where Playwright's own time limits do not reach."""

    def give_up(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"no end after {LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(LONGEST)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, or a skip that says what is missing."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    chromium = pytest.importorskip("tests.browser.chromium")
    if chromium.program() is None:
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        running = chromium.launch(playwright)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The server; it is not started where there is no browser to look at it."""
    with serving(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def doors(browser: Any, site: Site) -> Any:
    """Opens windows: ``with doors.window("evaluator", viewport=PHONE) as visitor``."""
    return pytest.importorskip("tests.browser.chromium").Doors(browser, site)
