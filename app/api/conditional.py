"""Conditional requests: who has the answer already gets 304 and no body (RFC 9110, section 13).

An answer's tag is the digest of its body. Where the body is dear, `answer_if_changed` compares the
state it would be made of first, and nothing is computed for a program that has it.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from flask import Response, abort, g, make_response, request
from flask.typing import ResponseReturnValue

from app.services.reports.code_version import code_version

P = ParamSpec("P")
Answer = Callable[P, ResponseReturnValue]


def conditional(answer: Answer[P]) -> Answer[P]:
    """Give the answer a tag, or 304 to a program that named it in `If-None-Match`."""

    @wraps(answer)
    def tagged(*arguments: P.args, **keywords: P.kwargs) -> ResponseReturnValue:
        g.tag = None
        response = make_response(answer(*arguments, **keywords))
        response.set_etag(g.tag or digest(response.get_data()))
        response.headers.update(KEPT_BY_THE_PROGRAM)
        return response.make_conditional(request)

    # flask-smorest describes the header and the 304 of whatever carries this mark.
    tagged._apidoc = {**getattr(answer, "_apidoc", {}), "etag": True}  # type: ignore[attr-defined]
    return tagged


KEPT_BY_THE_PROGRAM = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}
"""A program may keep the answer and asks each time; no cache between may give it to another."""


def answer_if_changed(*state: Any) -> None:
    """End the request with 304 if the program has the answer that this state makes.

    `state` must hold all that the body depends on besides the address: stored things, who asks,
    the day. The program itself is part of it: a new version may compute otherwise. Only inside a
    function that is `conditional`.
    """
    tag = digest(repr((code_version(), request.full_path, *state)).encode())
    if tag in request.if_none_match:
        unchanged = Response(status=304, headers=KEPT_BY_THE_PROGRAM)
        unchanged.set_etag(tag)
        abort(unchanged)
    g.tag = tag


def digest(content: bytes) -> str:
    """Give a tag; half of SHA-256 is long enough to tell answers apart."""
    return hashlib.sha256(content).hexdigest()[:32]
