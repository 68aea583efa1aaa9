"""What the gate says instead of passing a request on: constant bytes, made once, in two languages.

A device that keeps answers is told "later" in the form it understands, and keeps them.
"""

import json
from collections.abc import Callable, Iterable
from enum import Enum
from functools import cached_property
from http import HTTPStatus
from typing import Any

from flask import Flask, render_template
from flask_babel import LazyString, force_locale, lazy_gettext

from app.config import LANGUAGES
from app.services.rushes import Flood

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
        lazy_gettext("Please press Send once more"),
        lazy_gettext(
            "Very many forms are being sent at this moment, and yours did not get through. Nothing "
            "of yours is lost: please go back and press Send once more."
        ),
    )

    def __init__(self, status: HTTPStatus, seconds: int, title: LazyString, text: LazyString):
        self.status = status
        self.seconds = seconds
        self.title = title
        self.text = text


class Refusals:
    """Answers with pages that were made before."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def answer(self, reason: Reason, kind: Flood, start: StartResponse) -> Iterable[bytes]:
        """Answer a request that brought something of a kind."""
        status, headers, content = self.made[reason, kind is Flood.DELIVERIES]
        start(status, list(headers))
        return [content]

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
