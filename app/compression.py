"""Answers above a kilobyte go out as gzip: a citizen's phone may be on a slow network.

Only to people without a session: a page that holds a secret of its reader beside words of a
stranger must not be compressed, or its length tells the secret (the BREACH attack).
"""

import gzip
from http import HTTPStatus

from flask import Flask, Response, current_app, request

SMALLEST = 1024
COMPRESSIBLE = frozenset(
    {"text/html", "text/css", "text/csv", "text/javascript", "application/json", "image/svg+xml"}
)


def init_app(app: Flask) -> None:
    """Compress after everything else has had its say."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """Compress an answer if it is worth it, safe, and the browser understands it."""
    if not (is_text(response) and is_safe() and request.accept_encodings["gzip"] > 0):
        return response
    response.direct_passthrough = False  # a static file is read here instead of by the server
    response.set_data(gzip.compress(response.get_data(), compresslevel=6, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response


def is_text(response: Response) -> bool:
    """Tell whether an answer is a whole text, long enough and not compressed yet."""
    if response.is_streamed and not response.direct_passthrough:
        return False  # asking for its length would read it into memory as a whole
    return (
        (response.content_length or response.calculate_content_length() or 0) >= SMALLEST
        and response.status_code not in (HTTPStatus.NOT_MODIFIED, HTTPStatus.PARTIAL_CONTENT)
        and response.mimetype in COMPRESSIBLE
        and "Content-Encoding" not in response.headers
    )


def is_safe() -> bool:
    """Tell whether the answer can hold no secret of a session; our static files never do."""
    session = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
    return not session or (request.endpoint or "").endswith("static")
