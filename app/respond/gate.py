"""Before Flask: what only machines send is told to wait, and no point takes every thread.

Threats: a program that floods one point, and one that holds threads by sending its forms slowly.
Nothing of a form is looked at here, and nobody is suspected: what counts is how much comes from one
connection, far above a waiting room's (`services/rushes`), how many forms of one point are worked
on at the same moment, and how many threads wait for bytes. Who is told to wait loses nothing.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flask import Flask

from app.respond.bodies import Bodies
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
    "assisted": Flood.FORMS,
    "offline": Flood.DELIVERIES,
    "withdraw": Flood.CODES,
}
"""What comes in under an address, by its first part; nothing else is counted."""

STAFF = "assisted"
PAGES = frozenset({"s", "i", "kiosk"})
"""Where a page that is asked for counts as well; making it costs as much as taking a form in."""


@dataclass(frozen=True)
class Place:
    """What a request is counted under: what it brings, and the point or page it is for."""

    kind: Flood
    name: str


@dataclass
class Turns:
    """Who works on one place: some at a time, some more in line."""

    at_once: threading.Semaphore
    present: int = 0


@dataclass
class InFlight:
    """Requests of one place take turns, so that threads and the processor stay free for others.

    at_once : how many are worked on at the same moment
    most : how many may be here, those in line included; the numbers are high until
        `share_threads` is told how many threads there are
    """

    at_once: int = 1_000_000
    most: int = 1_000_000
    places: dict[str, Turns] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def enter(self, name: str) -> bool:
        """Begin one more at a place when its turn comes; false if too many are in line."""
        with self.lock:
            turns = self.places.setdefault(name, Turns(threading.Semaphore(self.at_once)))
            if turns.present >= self.most:
                return False
            turns.present += 1
        turns.at_once.acquire()
        return True

    def leave(self, name: str) -> None:
        """End one; a place without any is forgotten."""
        with self.lock:
            turns = self.places[name]
            turns.present -= 1
            turns.at_once.release()
            if not turns.present:
                del self.places[name]


class Gate:
    """A WSGI application that passes on what people send and answers floods itself."""

    def __init__(self, application: Application, app: Flask) -> None:
        self.application = application
        self.app = app
        self.refusals = Refusals(app)
        self.bodies = Bodies()
        self.in_flight = InFlight()

    def __call__(self, environment: Environment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        place = place_of(environment)
        if place is None:
            return self.application(environment, start)
        counting: Counting = self.app.extensions["rushes"]
        if counting.is_flood(environment.get("REMOTE_ADDR", ""), place.kind, place.name):
            self.bodies.drop(environment)
            return self.refusals.answer(Reason.FLOOD, place.kind, start)
        if not self.bodies.read(environment):
            return self.refusals.answer(Reason.BUSY, place.kind, start)
        if not self.in_flight.enter(place.name):
            return self.refusals.answer(Reason.BUSY, place.kind, start)
        try:
            return self.application(environment, start)
        finally:
            self.in_flight.leave(place.name)

    def share_threads(self, threads: int) -> None:
        """Leave a quarter of the threads to other places, and half to who does not wait for bytes.

        More than a quarter at once would make no place faster: one processor serves them all.
        """
        self.in_flight.at_once = max(1, threads // 4)
        self.in_flight.most = max(1, threads * 3 // 4)
        self.bodies.most = max(1, threads // 2)


def place_of(environment: Environment) -> Place | None:
    """Tell where a request is for; None for one that is not counted."""
    _, first, rest = [*environment["PATH_INFO"].split("/", 2), ""][:3]
    kind, method = KINDS.get(first), environment["REQUEST_METHOD"]
    if kind is None or not (method == "POST" or (method == "GET" and first in PAGES)):
        return None
    return Place(kind, rest if first == STAFF else point_named(rest.partition("/")[0]))


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
