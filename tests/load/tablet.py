"""A kiosk's tablet: Chromium with a profile that outlives it, and a clock that is wrong."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, Playwright

from tests.browser import chromium

CLOCK = """(() => {
  if (self.tabletClock) return;
  const wall = Date.now.bind(Date), steady = performance.now.bind(performance);
  self.tabletClock = %s;
  Date.now = () => wall() + tabletClock.ahead + tabletClock.asleep + tabletClock.wrong;
  performance.now = () => steady() + tabletClock.ahead;
})()"""


class Tablet:
    """A tablet; `clock` holds milliseconds: time that passed awake and asleep, and the error."""

    def __init__(self, playwright: Playwright, profile: Path, address: str) -> None:
        self.playwright, self.profile, self.address = playwright, profile, address
        self.clock = {"ahead": 0.0, "asleep": 0.0, "wrong": 0.0}
        self.process: subprocess.Popen[bytes] | None = None
        self.browser: Any = None
        self.page: Page

    def start(self) -> None:
        """Start the browser and open the kiosk, with or without a network."""
        port_file = self.profile / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [
                *(str(chromium.program()), "--headless=new", "--remote-debugging-port=0"),
                *(f"--user-data-dir={self.profile}", *chromium.FLAGS, "about:blank"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + 30
        while not (port_file.exists() and "\n" in port_file.read_text()):
            assert time.monotonic() < deadline, "Chromium does not start"
            time.sleep(0.05)
        port = port_file.read_text().splitlines()[0]
        self.browser = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        context = self.browser.contexts[0]
        context.set_default_timeout(20_000)
        context.add_init_script(CLOCK % self.clock)
        self.page = context.pages[0] if context.pages else context.new_page()
        self.page.goto(self.address)
        self.page.wait_for_selector("body[data-begun]")

    def kill(self) -> None:
        """End the browser as a flat battery does."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(20)
            self.process = None
        with contextlib.suppress(Error):
            self.browser.close()

    def pass_time(self, **milliseconds: float) -> None:
        """Let time pass, or set the clock, at once."""
        for name, more in milliseconds.items():
            self.clock[name] += more
        if self.process is not None:
            self.page.evaluate("clock => Object.assign(tabletClock, clock)", self.clock)

    def screen(self) -> str:
        """Tell what the kiosk shows."""
        return self.page.get_attribute("body", "data-screen") or ""

    def fill_in(self, levels: list[int]) -> None:
        """Answer all questions and press the last button, without waiting for what it does."""
        self.page.click("#begin")
        for level in levels:
            self.page.locator("#form-place > form > :not(.away) label.r").nth(level).click()
            self.page.click("#next", no_wait_after=True)

    def receipt(self) -> str:
        """Read the receipt that is shown, and press "Done"."""
        self.page.wait_for_selector("body[data-screen=saved]")
        code = self.page.inner_text("#receipt")
        self.page.click("#saved button")
        self.page.wait_for_selector("body[data-screen=welcome]")
        return code

    def waiting(self) -> int:
        """Tell how many answers the kiosk says are waiting."""
        return int(self.page.get_attribute("body", "data-waiting") or -1)
