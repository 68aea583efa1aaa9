"""What a key must allow: `require_key(act)` stands on every function that answers a program.

The guard has already asked for a key in force (`app.access`, door `PROGRAMS`) and answered 401
without one; `current_actor()` and `current_scope()` are the program's.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import ParamSpec

from flask import current_app, make_response, request
from flask.typing import ResponseReturnValue

from app import clock
from app.access import current_caller
from app.access.callers import Caller, refusal
from app.api.blueprint import blueprint
from app.models import ApiAct
from app.services.auditing import record_at_once

P = ParamSpec("P")
Answer = Callable[P, ResponseReturnValue]


def require_key(act: ApiAct) -> Callable[[Answer[P]], Answer[P]]:
    """Answer 403 unless the key allows the act."""

    def decorated(answer: Answer[P]) -> Answer[P]:
        @wraps(answer)
        def guarded(*arguments: P.args, **keywords: P.kwargs) -> ResponseReturnValue:
            caller = current_caller()
            if caller is None:
                return make_response(refusal(401))
            if act not in caller.acts:
                note_refusal(caller)
                return make_response(refusal(403))
            note_use(caller, act)
            return answer(*arguments, **keywords)

        described: Answer[P] = blueprint.doc(**{"x-right": act.value})(guarded)
        return described

    return decorated


def note_use(caller: Caller, act: ApiAct) -> None:
    """Record once a day and process that a key was used for an act: a reading stays a reading."""
    _note_once("service_account.use", caller, right=act.value)


def note_reading(what: str) -> None:
    """Record once a day and process which results a key read: ``indices of mot-cua-2026``."""
    caller = current_caller()
    if caller is not None:
        _note_once("service_account.read", caller, name=what)


def _note_once(act: str, caller: Caller, **details: str) -> None:
    now = clock.now()
    noted: dict[date, set[object]] = current_app.extensions.setdefault("noted_uses", {})
    today = clock.local_day(now)
    for day in noted.keys() - {today}:
        noted.pop(day, None)
    used, known = (caller.actor.id, act, *details.values()), noted.setdefault(today, set())
    if used in known:
        return
    known.add(used)
    record_at_once(
        act,
        actor=caller.actor,
        thing=f"service_account:{caller.actor.id}",
        unit_id=None,
        now=now,
        **details,
    )


def note_refusal(caller: Caller) -> None:
    """Record that a program asked for what its key does not allow."""
    record_at_once(
        "access.refuse",
        actor=caller.actor,
        thing=f"page:{request.endpoint}",
        unit_id=None,
        now=clock.now(),
        status=403,
        method=request.method,
    )
