"""Headers that tell a browser what our pages never do."""

from flask import Flask, Response, current_app, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self' 'unsafe-inline'",
        "script-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

FRAMED_BY_US = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
"""For what the designer shows in a frame, the preview of a questionnaire, and for nothing else."""

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # An access code stands in the address: no other site may learn it.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init_app(app: Flask) -> None:
    """Put the headers on every answer, and insist on HTTPS where the address says so."""
    https = {"Strict-Transport-Security": "max-age=31536000"}
    is_https = app.extensions["settings"].is_https
    app.extensions["security_headers"] = {**HEADERS, **(https if is_https else {})}
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """Add what an answer does not say itself; what says nothing of caches is kept by none."""
    ours: dict[str, str] = current_app.extensions["security_headers"]
    said = {name.lower() for name, _ in response.headers}
    response.headers.extend((name, ours[name]) for name in ours if name.lower() not in said)
    if "cache-control" not in said and not request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    return response
