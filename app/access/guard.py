"""The guard before every page, and what a page may ask about the person before it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Flask, abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app import clock
from app.access import staff_sessions
from app.access.callers import Caller, caller_of_request, refusal
from app.access.doors import Door, door_of
from app.access.staff_sessions import has_open_session, is_proven
from app.access.subjects import SUBJECTS
from app.actor import Actor
from app.errors import NotFound
from app.models import RoleName
from app.scope import Scope
from app.services.rights.deciding import NO_RIGHTS, Decision, Rights, decide, load_rights


def init_app(app: Flask) -> None:
    """Stand before every page; give templates `may_open` so that they offer no closed door."""
    staff_sessions.init_app(app)
    app.before_request(guard)
    app.context_processor(lambda: {"may_open": may_open})


def guard() -> ResponseReturnValue | None:
    """Let the request in, or lead to the sign-in page, or answer 403 or 404.

    The public pages are decided before `current_user` is touched: citizens' pages must not even
    look for a session.
    """
    endpoint = request.endpoint
    if endpoint is None or is_public(endpoint):
        return None
    door = door_of(endpoint)
    if door.needs_key:
        return None if current_caller() else refusal(401)
    # Only a page can be come back to; a form that was sent has to be filled in again.
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    if not current_user.is_authenticated or not has_open_session():
        return redirect(url_for("security.login", next=back))
    if not door.before_proof and not is_proven():
        return redirect(url_for("account.second_step", next=back))
    decision = decided(door, {**request.args, **(request.view_args or {})})
    if decision is not Decision.ALLOWED:
        abort(404 if decision is Decision.OUTSIDE else 403)
    return None


def is_public(endpoint: str) -> bool:
    """Tell whether an endpoint asks for no account."""
    return not door_of(endpoint).needs_account


def may_open(endpoint: str, **values: object) -> bool:
    """Tell whether this person may open a page; without `values`, whether for anything at all."""
    door = door_of(endpoint)
    if not door.needs_account:
        return True
    if not current_user.is_authenticated:
        return False
    return decided(door if values else Door(door.roles, needs_role=door.needs_role), values) is (
        Decision.ALLOWED
    )


def decided(door: Door, values: Mapping[str, Any]) -> Decision:
    """Ask the one decision about a door."""
    if not door.needs_role:
        return Decision.LACKS_ROLE if door.needs_key else Decision.ALLOWED
    return decide(current_rights(), door.roles, lambda: SUBJECTS[door.subject](values))


def current_caller() -> Caller | None:
    """Give the program whose key came with this request; None for everybody else."""
    if not door_of(request.endpoint or "").needs_key:
        return None
    if "caller" not in g:
        g.caller = caller_of_request()
    caller: Caller | None = g.caller
    return caller


def current_rights() -> Rights:
    """Give what this person may do today, read once a request."""
    if not current_user.is_authenticated or not is_proven():
        return NO_RIGHTS
    if "rights" not in g:
        g.rights = load_rights(current_user.id, clock.local_day(clock.now()))
    rights: Rights = g.rights
    return rights


def current_scope() -> Scope:
    """Give the units that this page may show: those of the roles that open its door, or the key."""
    if caller := current_caller():
        return caller.scope
    scope = current_rights().scope_of(door_of(request.endpoint or "").roles)
    return Scope(frozenset()) if scope is None else scope


def current_role(roles: Sequence[RoleName], unit_id: int) -> RoleName:
    """Give the first of some roles that this person holds at a unit; raises `NotFound`."""
    for role in roles:
        scope = current_rights().scope_of((role,))
        if scope is not None and scope.covers(unit_id):
            return role
    raise NotFound("none of these roles is held there")


def current_actor() -> Actor:
    """Give who acts in this request: a member of staff, or a program with a key."""
    if caller := current_caller():
        return caller.actor
    return Actor.person(current_user.id, current_user.email)
