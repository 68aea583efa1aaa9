"""What the audit takes note of by itself: signing in and out, failing to, and being refused.

Everything is recorded after the answer was made, in a transaction of its own: what the request did
is committed by then, and a page that was refused has nothing to commit. Citizens' pages never come
here. The address somebody typed in vain is not kept: it may be a password in the wrong field.
"""

import math
import threading
import time
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, g, request
from flask_login import user_logged_out
from flask_security import current_user
from flask_security.signals import user_failed_authn

from app import clock
from app.access import current_actor, is_public
from app.actor import Actor
from app.extensions import db
from app.models import User
from app.services.auditing import record_at_once

REFUSALS = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
STRANGER = Actor.system("not signed in")
SIGN_IN = "security.login"
SECONDS_BETWEEN = 10.0
"""At most one failure with an unknown address is recorded in this time."""


def init_app(app: Flask) -> None:
    """Listen to the signals of signing out and failing, and look at every answer to staff.

    Signing in is noted by `app.access.staff_sessions`, once the second factor was shown.
    """
    user_logged_out.connect(note_sign_out, app)
    user_failed_authn.connect(note_failure, app)
    app.after_request(record_request)


def note_sign_out(_app: Flask, user: User, **_: Any) -> None:
    """Remember who has just signed out."""
    if isinstance(getattr(user, "id", None), int):
        g.audited = ("session.sign_out", Actor.person(user.id, user.email), user.id)


def note_failure(_app: Flask, user: User, **_: Any) -> None:
    """Remember for which account somebody has just failed to sign in."""
    g.audited = ("session.fail", STRANGER, user.id)


def record_request(response: Response) -> Response:
    """Record what was noted during the request, or that it was refused."""
    noted = g.pop("audited", None)
    if noted is not None:
        act, actor, account_id = noted
        record(act, actor, f"account:{account_id}")
    elif is_failed_sign_in(response):
        record_stranger()
    elif is_refusal(response):
        numbers = {k: v for k, v in (request.view_args or {}).items() if isinstance(v, int)}
        record(
            "access.refuse",
            current_actor(),
            f"page:{request.endpoint}",
            status=response.status_code,
            method=request.method,
            arguments=numbers,
        )
    return response


def record(act: str, actor: Actor, thing: str, **details: Any) -> None:
    """Record an event of the request; whatever it left unfinished is given up first."""
    db.session.rollback()
    record_at_once(act, actor=actor, thing=thing, unit_id=None, now=clock.now(), **details)


def record_stranger() -> None:
    """Record that somebody failed with an address nobody has, at most one in some seconds.

    Every one of them would let whoever tries addresses fill the audit; those passed over are
    counted in the next event. Wrong passwords of an account are all recorded: it locks after five.
    """
    failures: StrangeFailures = current_app.extensions.setdefault(
        "strange_failures", StrangeFailures()
    )
    passed_over = failures.count()
    if passed_over is not None:
        record("session.fail", STRANGER, "account:unknown", passed_over=passed_over)


class StrangeFailures:
    """Counts failures with unknown addresses in this process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.recorded_at = -math.inf
        self.passed_over = 0

    def count(self) -> int | None:
        """Count one; give how many were passed over before it, or None to pass over this one."""
        with self.lock:
            if time.monotonic() - self.recorded_at < SECONDS_BETWEEN:
                self.passed_over += 1
                return None
            passed_over, self.passed_over = self.passed_over, 0
            self.recorded_at = time.monotonic()
            return passed_over


def is_failed_sign_in(response: Response) -> bool:
    """Tell whether the sign-in form came back instead of leading on."""
    return (
        request.endpoint == SIGN_IN
        and request.method == "POST"
        and response.status_code == HTTPStatus.OK
        and not current_user.is_authenticated
    )


def is_refusal(response: Response) -> bool:
    """Tell whether somebody who has signed in was refused a page of staff, or found nothing."""
    endpoint = request.endpoint
    return (
        response.status_code in REFUSALS
        and endpoint is not None
        and not is_public(endpoint)
        and bool(current_user.is_authenticated)
    )
