"""Errors for programs: problem details (RFC 9457), the same shape whatever went wrong."""

from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from flask import Response, jsonify, request

PROGRAM_PATHS = "/api/"
MEDIA_TYPE = "application/problem+json"


def wants_problem_details() -> bool:
    """Tell whether the request is a program's: it gets no page, whatever it asks for."""
    return request.path.startswith(PROGRAM_PATHS)


def problem(
    status: int,
    detail: str,
    *,
    errors: Sequence[Mapping[str, Any]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Make the answer; `errors` say one by one what is wrong in the request and where."""
    document: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if errors:
        document["errors"] = [dict(error) for error in errors]
    response = jsonify(document)
    response.status_code = status
    response.mimetype = MEDIA_TYPE
    response.headers.update(headers or {})
    return response


def http_problem(status: int, detail: str | None, data: Mapping[str, Any] | None) -> Response:
    """Make the answer to an HTTP error; `data` is what the reading of arguments left in it."""
    places = (data or {}).get("messages", {})
    errors = [error for place in places.values() for error in pointed_errors(place)]
    words = detail or HTTPStatus(status).description or HTTPStatus(status).phrase
    headers = (data or {}).get("headers")
    return problem(status, words, errors=errors, headers=headers)


def pointed_errors(messages: Any, pointer: str = "") -> Iterator[dict[str, str]]:
    """Go through nested messages and point at the place that each is about."""
    if isinstance(messages, Mapping):
        for name, inside in messages.items():
            yield from pointed_errors(inside, f"{pointer}/{name}")
    elif isinstance(messages, list):
        for message in messages:
            yield from pointed_errors(message, pointer)
    else:
        yield {"pointer": pointer, "detail": str(messages)}
