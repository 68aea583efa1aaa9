"""How large a request may be: a megabyte, more where signed-in staff upload files.

It is decided before anything reads the form, which CSRF protection does first of all.
"""

from flask import Request
from flask_security import current_user

MEGABYTE = 1024 * 1024

LARGE_BODIES = {
    "services.upload": 10 * MEGABYTE,
    "points.upload": 10 * MEGABYTE,
    "populations.upload": 10 * MEGABYTE,
    "imports.new": 10 * MEGABYTE,
}
"""Endpoints that take files, and the largest request each takes."""


def allow_large_body(request: Request) -> None:
    """Raise the limit of an upload by somebody who has signed in; nobody else's is raised."""
    limit = LARGE_BODIES.get(request.endpoint or "")
    if limit is not None and current_user.is_authenticated:
        request.max_content_length = limit
