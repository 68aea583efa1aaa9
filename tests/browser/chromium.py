"""Chromium as Debian ships it, and windows whose every request and complaint is watched."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
    WebError,
)

from tests.browser.accounts import Account
from tests.browser.site import Site

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing but our own server has an address.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
ZOOMED = {"width": 640, "height": 450}
"""The desktop window at 200 %: half as many CSS pixels."""
SMALLEST = {"width": 320, "height": 640}
"""WCAG 2.2, 1.4.10: no scrolling in two directions at 320 CSS pixels."""
SAYS_4XX = "the server responded with a status of 4"
HANDHELD = {"viewport": PHONE, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}


def program() -> str | None:
    """Find Chromium."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def launch(playwright: Playwright) -> Browser:
    """Start Chromium without a screen."""
    return playwright.chromium.launch(executable_path=program(), args=FLAGS)


class Window:
    """A window of its own cookies; it notes whatever the product's pages must never cause.

    `complaints` are errors and warnings of the console, among them what the content security policy
    stopped, errors of scripts, and requests to anybody but the server.
    """

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context, self.base = context, base
        self.complaints: list[tuple[str, str]] = []
        self.requests: list[str] = []
        self.documents: set[str] = set()
        context.on("request", self.note_request)
        context.on("console", self.note_message)
        context.on("weberror", self.note_error)
        self.page: Page = context.new_page()

    def begin(self, cookies: Any) -> None:
        """Begin anew with a page and some cookies, and forget what earlier pages complained of."""
        self.context.clear_cookies()
        self.context.add_cookies(cookies)
        before, self.page = self.page, self.context.new_page()
        before.close()
        self.complaints.clear()

    def note_request(self, request: Request) -> None:
        """Note a request; one to another host is a complaint."""
        if request.url.startswith("data:"):
            return
        self.requests.append(request.url)
        if request.is_navigation_request():
            self.documents.add(request.url)
        if not request.url.startswith(f"{self.base}/"):
            self.complaints.append(("asks another host", request.url))

    def note_message(self, message: ConsoleMessage) -> None:
        """Note what stands in the console."""
        if message.type in ("error", "warning"):
            url = message.location.get("url", "").split("#")[0]
            self.complaints.append((message.text, url))

    def note_error(self, error: WebError) -> None:
        """Note an error of a script."""
        self.complaints.append((str(error.error), self.base))

    def open(self, path: str, *, status: int = 200) -> Response:
        """Open an address of the server, and check the status."""
        answer = self.page.goto(path if path.startswith("http") else self.base + path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}, not {status}"
        return answer

    def perform(self, deed: Callable[[Page], None]) -> None:
        """Do something that ends with a form that is sent, and wait for the page that answers."""
        with self.page.expect_navigation():
            deed(self.page)

    def grave_complaints(self) -> list[str]:
        """The complaints, but for Chromium's own note that a page we asked for is an error page."""
        return [
            f"{text} ({url})"
            for text, url in self.complaints
            if not (SAYS_4XX in text and url in self.documents)
        ]

    def check(self) -> None:
        """Hold the pages to what they promise."""
        complaints = self.grave_complaints()
        assert not complaints, complaints


@contextmanager
def window(browser: Browser, base: str, **choices: Any) -> Iterator[Window]:
    """Open a window, and hold its pages to what they promise when it is closed again."""
    context = new_context(browser, **choices)
    opened = Window(context, base)
    try:
        yield opened
        opened.check()
    finally:
        context.close()


def new_context(browser: Browser, **choices: Any) -> BrowserContext:
    """Begin with no cookies and no cache; `choices` are Playwright's."""
    usual = {"viewport": DESKTOP, "locale": "vi-VN", "reduced_motion": "reduce"}
    context = browser.new_context(**{**usual, **choices})
    context.set_default_timeout(15_000)
    return context


def sign_in(opened: Window, account: Account) -> None:
    """Sign in through the pages, as staff do; some accounts stop halfway on purpose."""
    opened.open("/account/sign-in")
    opened.page.fill("#email", account.email)
    opened.page.fill("#password", account.password)
    opened.page.click("main button[type=submit]")
    opened.page.wait_for_url(account.after_password)
    if account.secret and not account.stops_halfway:
        opened.page.fill("#code", account.fresh_code())
        opened.page.click("main form:has(#code) button")
        opened.page.wait_for_url(lambda url: "/account/second-step" not in url)


class Doors:
    """Opens windows: of a visitor without an account, or of staff who have signed in once."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.states: dict[str, Any] = {}
        self.open: dict[str, Window] = {}

    def window(self, who: str = "everybody", **choices: Any) -> AbstractContextManager[Window]:
        """Open a window for a visitor, or for one of the site's accounts."""
        if who != "everybody":
            choices = {"storage_state": self.state(who), **choices}
        return window(self.browser, self.site.base, **choices)

    @contextmanager
    def page(self, who: str) -> Iterator[Window]:
        """Open a page in a window that stays open for all pages of an account.

        Styles and scripts are fetched once, as for staff at work; cookies are each time as they
        were just after signing in. A visitor's window is a new one.
        """
        if who == "everybody":
            with self.window() as opened:
                yield opened
            return
        if who not in self.open:
            context = new_context(self.browser, storage_state=self.state(who))
            self.open[who] = Window(context, self.site.base)
        opened = self.open[who]
        opened.begin(self.state(who)["cookies"])
        yield opened
        opened.check()

    def state(self, who: str) -> Any:
        """The cookies of a role's account."""
        if who not in self.states:
            with window(self.browser, self.site.base) as opened:
                sign_in(opened, self.site.accounts[who])
                self.states[who] = opened.context.storage_state()
        return self.states[who]
