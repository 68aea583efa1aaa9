"""Before Flask: what only machines send is told to wait, and each point has a line of its own.

Threat: a program that floods one point. Nothing of a form is looked at here, and nobody is
suspected: what counts is how much comes from one connection, far above a waiting room's
(`services/rushes`). Who is told to wait loses nothing. The server (`serving/buffering.py`) asks
here which line a request stands in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from flask import Flask

from app.respond.refusals import Reason, Refusals
from app.services.access_codes import MistypedAccessCode, normalise_access_code
from app.services.rushes import Counting, Flood

Environment = dict[str, Any]
StartResponse = Callable[..., Callable[[bytes], object]]
Application = Callable[[Environment, StartResponse], Iterable[bytes]]

KINDS = {
    "s": Flood.FORMS,
    "i": Flood.FORMS,
    "kiosk": Flood.FORMS,
    "assisted": Flood.HELP,
    "offline": Flood.DELIVERIES,
    "withdraw": Flood.CODES,
}
"""What comes in under an address, by its first part; nothing else is counted."""

NAMELESS = frozenset({"assisted", "withdraw"})
"""Where no point stands in the address: each counts as one place."""
OWN_LINES = frozenset({"static"})
"""What else does not wait behind pages."""
PAGES = frozenset({"s", "i", "kiosk"})
"""Where a page that is asked for counts as well; making it costs as much as taking a form in."""


@dataclass(frozen=True)
class Place:
    """What a request is counted under: what it brings, and the point or page it is for."""

    kind: Flood
    name: str


class Gate:
    """A WSGI application that passes on what people send and answers floods itself."""

    def __init__(self, application: Application, app: Flask) -> None:
        self.application = application
        self.app = app
        self.refusals = Refusals(app)

    def __call__(self, environment: Environment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if "HTTP_TRANSFER_ENCODING" in environment:
            # No browser sends a form so, and its end would have to be waited for.
            start("411 Length Required", [("Content-Length", "0")])
            return []
        method = environment["REQUEST_METHOD"]
        place = place_of(method, environment["PATH_INFO"])
        counting: Counting = self.app.extensions["rushes"]
        address = environment.get("REMOTE_ADDR", "")
        if place and counting.is_flood(address, place.kind, place.name):
            told = self.refusals.answer(Reason.FLOOD, place.kind, start)
            return [] if method == "HEAD" else told
        return self.application(environment, start)

    def line_of(self, target: str) -> str:
        """Name the line a request stands in: that of its point, or empty for all other pages."""
        first, kind, name = parts_of(unquote(target))
        if kind is None:
            return first if first in OWN_LINES else ""
        return f"{kind} {name}"

    def busy(self, method: str, target: str) -> bytes:
        """Give the whole answer to a request whose line is too long."""
        place = place_of(method, unquote(target))
        return self.refusals.whole(Reason.BUSY, place.kind if place else Flood.FORMS)


def parts_of(path: str) -> tuple[str, Flood | None, str]:
    """Divide a path into its first part, what comes in under it, and the point it is for."""
    _, first, rest = [*path.split("/", 2), "", ""][:3]
    name = "" if first in NAMELESS else point_named(rest.partition("/")[0])
    return first, KINDS.get(first), name


def place_of(method: str, path: str) -> Place | None:
    """Tell where a request is for; None for one that is not counted."""
    first, kind, name = parts_of(path)
    asks = method in {"GET", "HEAD"} and first in PAGES
    return Place(kind, name) if kind and (asks or method == "POST") else None


@lru_cache(maxsize=4096)
def point_named(typed: str) -> str:
    """Give the access code in an address as it is meant; all mistyped ones are one."""
    try:
        return normalise_access_code(typed)
    except MistypedAccessCode:
        return ""


def init_app(app: Flask) -> None:
    """Stand before the application."""
    gate = Gate(app.wsgi_app, app)
    app.extensions["gate"] = gate
    app.wsgi_app = gate  # type: ignore[method-assign, assignment]
