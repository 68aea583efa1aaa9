"""What the gate says instead of passing a request on: constant bytes, made once, in two languages.

A device that keeps answers is told "later" in the form it understands, and keeps them.
"""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, render_template
from flask_babel import LazyString, force_locale, lazy_gettext

from app.config import LANGUAGES
from app.services.rushes import Flood

log = structlog.get_logger()

MINUTE = 60.0

StartResponse = Callable[..., Callable[[bytes], object]]
Headers = list[tuple[str, str]]


class Reason(Enum):
    """Why a request waits: the status, the seconds until it may come again, and the words."""

    FLOOD = (
        HTTPStatus.TOO_MANY_REQUESTS,
        60,
        lazy_gettext("Please wait a minute"),
        lazy_gettext(
            "Hundreds of forms came through this network connection within a minute. Nothing of "
            "yours is lost: please wait a minute, then load this page again and agree to send the "
            "form once more, or go back and press Send."
        ),
    )
    BUSY = (
        HTTPStatus.SERVICE_UNAVAILABLE,
        5,
        lazy_gettext("Please try once more"),
        lazy_gettext(
            "Hundreds of people are waiting for this page at this moment. Nothing of yours is "
            "lost: if you pressed Send, please go back and press it once more; otherwise please "
            "load this page again."
        ),
    )

    def __init__(self, status: HTTPStatus, seconds: int, title: LazyString, text: LazyString):
        self.status = status
        self.seconds = seconds
        self.title = title
        self.text = text


@dataclass
class Told:
    """How many were told to wait, for the log: at most a line a minute, and numbers only."""

    counts: Counter[str] = field(default_factory=Counter)
    silent_until: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def one_more(self, reason: Reason) -> None:
        """Count one, and say so if it is time."""
        with self.lock:
            self.counts[reason.name.lower()] += 1
            if time.monotonic() < self.silent_until:
                return
            said, self.counts = self.counts, Counter()
            self.silent_until = time.monotonic() + MINUTE
        log.warning("Requests were told to wait since the last such line", **said)


class Refusals:
    """Answers with pages that were made before."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.told = Told()

    def answer(self, reason: Reason, kind: Flood, start: StartResponse) -> Iterable[bytes]:
        """Answer a request that brought something of a kind."""
        self.told.one_more(reason)
        status, headers, content = self.made[reason, kind is Flood.DELIVERIES]
        start(status, list(headers))
        return [content]

    def whole(self, reason: Reason, kind: Flood) -> bytes:
        """Give the answer as it goes over a connection that ends with it."""
        self.told.one_more(reason)
        status, headers, content = self.made[reason, kind is Flood.DELIVERIES]
        lines = [f"{name}: {value}" for name, value in [*headers, ("Connection", "close")]]
        return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + content

    @cached_property
    def made(self) -> dict[tuple[Reason, bool], tuple[str, Headers, bytes]]:
        """Every answer, as a page and as JSON, made at the first one."""
        with self.app.test_request_context():
            return {
                (reason, is_json): self._make(reason, is_json=is_json)
                for reason in Reason
                for is_json in (False, True)
            }

    def _make(self, reason: Reason, *, is_json: bool) -> tuple[str, Headers, bytes]:
        words = [words_in(language, reason) for language in LANGUAGES]
        told = {"outcome": "later", "words": " / ".join(each["title"] for each in words)}
        page = json.dumps(told) if is_json else render_template("respond/wait.html", words=words)
        content = page.encode()
        kind = "application/json" if is_json else "text/html; charset=utf-8"
        headers = {
            **self.app.extensions["security_headers"],
            "Content-Type": kind,
            "Content-Length": str(len(content)),
            "Cache-Control": "no-store",
            "Retry-After": str(reason.seconds),
        }
        return f"{reason.status.value} {reason.status.phrase}", list(headers.items()), content


def words_in(language: str, reason: Reason) -> dict[str, Any]:
    """Give the words of a reason in a language."""
    with force_locale(language):
        return {"language": language, "title": str(reason.title), "text": str(reason.text)}
