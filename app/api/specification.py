"""The document that describes the API (OpenAPI 3.1): how to come in, how errors look."""

from http import HTTPStatus
from typing import Any

from flask import Response, request
from flask_smorest import Api
from marshmallow import Schema, fields

from app.api.conditional import digest
from app.problem_details import MEDIA_TYPE
from app.services.reports.code_version import code_version

INTRODUCTION = """\
Send the key of a service account with every request: `Authorization: Bearer langnghe_…`.
What a key may do, and within which unit, is set where it was issued. A unit outside of it is
answered like one that does not exist. Every error is a problem document (RFC 9457).
"""


class ErrorSchema(Schema):
    """One thing that is wrong in a request."""

    pointer = fields.String(metadata={"description": "JSON pointer or parameter it is about"})
    detail = fields.String(required=True)


class ProblemSchema(Schema):
    """Problem details of RFC 9457."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    errors = fields.List(fields.Nested(ErrorSchema))


class DescribedApi(Api):
    """flask-smorest without its error handlers: `app/errors.py` answers every error alike."""

    ERROR_SCHEMA = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME = "PROBLEM"

    def __init__(self, app: Any) -> None:
        key = {"type": "http", "scheme": "bearer", "description": "Key of a service account"}
        options = {
            "info": {"description": INTRODUCTION},
            "components": {"securitySchemes": {"key": key}},
            "security": [{"key": []}],
        }
        super().__init__(app, spec_kwargs=options)
        self.spec.components.response("PROBLEM", _described("What went wrong", has_body=True))

    def _openapi_json(self) -> Response:
        """Give the document; it changes with the program, and so does its tag."""
        response: Response = super()._openapi_json()
        response.set_etag(digest(code_version().encode() + response.get_data()))
        response.headers["Cache-Control"] = "public, no-cache"
        response.make_conditional(request)
        return response

    def _register_responses(self) -> None:
        """Describe each error as what it is: the library would say plain JSON."""
        for status in HTTPStatus:
            described = _described(status.phrase, has_body=status >= HTTPStatus.BAD_REQUEST)
            self.spec.components.response(status.name, described, lazy=True)

    def _register_error_handlers(self) -> None:
        """Register none."""


def _described(description: str, *, has_body: bool) -> dict[str, Any]:
    body = {"content": {MEDIA_TYPE: {"schema": ProblemSchema}}}
    return {"description": description, **(body if has_body else {})}
