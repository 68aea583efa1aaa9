"""Programs that come in with a key: ``Authorization: Bearer langnghe_…``."""

from dataclasses import dataclass

from flask import Response, request

from app import clock
from app.actor import Actor
from app.models import ApiAct
from app.problem_details import problem
from app.scope import Scope
from app.services.service_accounts import account_with_key, service_scope

REASONS = {
    401: "Send a key in force: 'Authorization: Bearer <key>'. "
    "Khóa không có, đã hết hạn hoặc đã bị thu hồi.",
    403: "This key does not allow it. Khóa này không được phép làm việc này.",
}


@dataclass(frozen=True)
class Caller:
    """A program whose key is in force: who it is, what it may do, and where."""

    actor: Actor
    acts: frozenset[ApiAct]
    scope: Scope


def caller_of_request() -> Caller | None:
    """Read the key of the request; None if there is none in force."""
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token:
        return None
    now = clock.now()
    account = account_with_key(given.token, now=now)
    if account is None:
        return None
    return Caller(
        Actor.service(account.id, account.name),
        frozenset(ApiAct(act) for act in account.acts if act in set(ApiAct)),
        service_scope(account, clock.local_day(now)),
    )


def refusal(status: int) -> Response:
    """Say why a program is not let in."""
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return problem(status, REASONS[status], headers=headers)
