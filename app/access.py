"""Who may open which page: one table, one decision; what is not in the table is closed.

Later, rights are role × unit × time; then `allowed` learns them and nothing else changes.
"""

from typing import Protocol

from flask import Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from app.actor import Actor
from app.services.accounts import RoleName


class Visitor(Protocol):
    """A person with an account, or nobody in particular."""

    @property
    def is_authenticated(self) -> bool:
        """Whether the person has signed in."""

    def has_role(self, role: str) -> bool:
        """Tell whether the person has a role."""


EVERYBODY = None
STAFF = frozenset(RoleName)
READERS = frozenset({RoleName.EVALUATOR, RoleName.ADMINISTRATOR})
ADMINISTRATORS = frozenset({RoleName.ADMINISTRATOR})
DESIGNERS = frozenset({RoleName.DESIGNER, RoleName.ADMINISTRATOR})
NOBODY: frozenset[RoleName] = frozenset()

DOORS: dict[str, frozenset[RoleName] | None] = {
    "static": EVERYBODY,
    "bootstrap.static": EVERYBODY,
    "respond.*": EVERYBODY,
    "public.*": EVERYBODY,
    "security.login": EVERYBODY,
    "security.logout": STAFF,
    "results.*": READERS,
    "staff.start": STAFF,
    "services.*": ADMINISTRATORS,
    "points.*": DESIGNERS,
    "points.reissue": ADMINISTRATORS,
    "points.revoke": ADMINISTRATORS,
}
"""Who may use an endpoint, or every endpoint of a room (`room.*`); an endpoint's own line wins."""


def init_app(app: Flask) -> None:
    """Stand before every page; give templates `allowed` so that they offer no closed door."""
    app.before_request(guard)
    app.context_processor(lambda: {"may_open": lambda endpoint: allowed(current_user, endpoint)})


def roles_for(endpoint: str) -> frozenset[RoleName] | None:
    """Look up who may use an endpoint; None is everybody, an unlisted one is for nobody."""
    room = f"{endpoint.rpartition('.')[0]}.*"
    return DOORS[endpoint] if endpoint in DOORS else DOORS.get(room, NOBODY)


def allowed(visitor: Visitor, endpoint: str) -> bool:
    """Decide whether a person may use an endpoint; the only place that decides."""
    roles = roles_for(endpoint)
    if roles is EVERYBODY:
        return True
    return visitor.is_authenticated and any(visitor.has_role(role) for role in roles)


def guard() -> ResponseReturnValue | None:
    """Let the request in, or lead to the sign-in page, or answer 403.

    The public pages are decided before `current_user` is touched: citizens' pages must not even
    look for a session.
    """
    endpoint = request.endpoint
    if endpoint is None or roles_for(endpoint) is EVERYBODY:
        return None
    if not current_user.is_authenticated:
        # Only a page can be come back to; a form that was sent has to be filled in again.
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("security.login", next=back))
    if not allowed(current_user, endpoint):
        abort(403)
    return None


def current_actor() -> Actor:
    """Give whoever has signed in, for the audit."""
    return Actor.person(current_user.id, current_user.email)
