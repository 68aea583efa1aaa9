"""The Flask application class: requests of citizens run without anything that knows sessions.

Flask-Login, Flask-Security and CSRF protection each look for a session before and after every
request. On citizens' pages there is none to be found: nothing that could read or set a cookie is
run there, which keeps the promise of no trace even against a mistake of ours, and is three times
as fast. Their routes are open to everybody in `app.access`, and a test holds that it stays so.
"""

from typing import Any

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.typing import ResponseReturnValue

from app.access.guard import guard
from app.body_limits import allow_large_body
from app.compression import compress
from app.security_headers import add_headers

SESSIONLESS = frozenset(
    {"respond", "invited", "trial", "offline", "kiosk", "published", "mails_off"}
)
"""Blueprints whose pages have no session."""

PROGRAMS = frozenset({"api", "api-docs", "api_guide"})
"""Blueprints that answer programs: a key stands in every request, and no session is looked for."""


class CookieSessions(SecureCookieSessionInterface):
    """Flask's sessions, except that without a cookie no key is derived only to find nothing."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Open the session of a cookie, or an empty one."""
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


class LangNghe(Flask):
    """Flask, with a shorter way for requests that have no session."""

    session_interface = CookieSessions()

    def preprocess_request(self) -> ResponseReturnValue | None:
        """Run what extensions want before a request, but not before a citizen's."""
        if request.blueprint in SESSIONLESS:
            return None
        if request.blueprint in PROGRAMS:
            return guard()
        allow_large_body(request)
        return super().preprocess_request()

    def process_response(self, response: Response) -> Response:
        """Run what extensions want after a request; a citizen's gets headers and compression."""
        if request.blueprint in SESSIONLESS | PROGRAMS:
            return compress(add_headers(response))
        return super().process_response(response)

    def log_exception(self, exc_info: Any) -> None:
        """Log an error under the name of its page: the address would hold an access code."""
        self.logger.error("Error in %s [%s]", request.endpoint, request.method, exc_info=exc_info)
