"""Many people scan one counter's code within seconds: the page is looked up once for all of them.

This stands before Flask. It repeats a blank questionnaire that Flask has just answered with,
headers and all, with a fresh token in it; everything else passes through. After two seconds Flask
is asked again, so that a revoked code or a closed survey is not served for longer than that.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask

from app.respond.blank_pages import BlankPage
from app.respond.tokens import sign_new_form
from app.services.funnel import Counted, FunnelCounter

BLANK_PAGE = "langnghe.blank_page"
"""Where in the request's environment the route leaves the blank page it answers with."""
OPENING = "langnghe.opening"
"""Where it leaves what it counted, which every repetition counts again."""

SECONDS = 2.0
MOST_PAGES = 1000
QUERIES = frozenset({"", "lang=vi", "lang=en"})

Environment = dict[str, Any]
StartResponse = Callable[..., Callable[[bytes], object]]
Application = Callable[[Environment, StartResponse], Iterable[bytes]]
Headers = list[tuple[str, str]]
Address = tuple[str, str]


@dataclass(frozen=True, slots=True)
class WarmPage:
    """A page that may be repeated until a moment, with the headers it was given."""

    page: BlankPage
    headers: Headers
    opening: Counted
    until: float


class WarmPages:
    """A WSGI application that repeats blank pages and passes all else on to another one."""

    def __init__(self, application: Application, secret: str, counter: FunnelCounter) -> None:
        self.application = application
        self.secret = secret
        self.counter = counter
        self.pages: OrderedDict[Address, WarmPage] = OrderedDict()

    def __call__(self, environment: Environment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        address = repeatable(environment)
        if address is None:
            return self.application(environment, start)
        warm = self.pages.get(address)
        if warm is None or warm.until < time.monotonic():
            return self.asked(address, environment, start)
        self.counter.add(warm.opening)
        content = warm.page.gzipped(sign_new_form(self.secret))
        start("200 OK", [*warm.headers, ("Content-Length", str(len(content)))])
        return [content]

    def asked(
        self, address: Address, environment: Environment, start: StartResponse
    ) -> Iterable[bytes]:
        """Ask Flask, and remember the answer if it is a blank page."""

        def start_and_remember(status: str, headers: Headers, *more: Any) -> Any:
            if BLANK_PAGE in environment and status.startswith("200"):
                self.remember(address, environment, headers)
            return start(status, headers, *more)

        return self.application(environment, start_and_remember)

    def remember(self, address: Address, environment: Environment, headers: Headers) -> None:
        """Keep a page for two seconds; the oldest goes when there are too many."""
        kept = [header for header in headers if header[0] != "Content-Length"]
        page, opening = environment[BLANK_PAGE], environment[OPENING]
        self.pages[address] = WarmPage(page, kept, opening, time.monotonic() + SECONDS)
        while len(self.pages) > MOST_PAGES:
            self.pages.popitem(last=False)


def repeatable(environment: Environment) -> Address | None:
    """Give the address of a request that a repeated page can answer, else None.

    Never one with a cookie: a member of staff may have chosen another language by it.
    """
    path: str = environment["PATH_INFO"]
    query: str = environment.get("QUERY_STRING", "")
    encodings = environment.get("HTTP_ACCEPT_ENCODING", "").replace(" ", "")
    fits = (
        path.startswith("/s/")
        and environment["REQUEST_METHOD"] == "GET"
        and query in QUERIES
        and "gzip" in encodings
        and "gzip;q=0" not in encodings  # a rare wish, which Flask understands in full
        and "HTTP_COOKIE" not in environment
    )
    return (path, query) if fits else None


def init_app(app: Flask) -> None:
    """Stand before the application."""
    warm = WarmPages(app.wsgi_app, app.config["SECRET_KEY"], app.extensions["funnel"])
    app.extensions["warm_pages"] = warm
    app.wsgi_app = warm  # type: ignore[method-assign, assignment]
