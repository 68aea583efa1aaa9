"""Long lists page by page: the same two arguments and the same four fields everywhere."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from marshmallow import Schema, fields, validate

from app.api.arguments import QueryArguments
from app.queries.pages import LARGEST_ID, Page

LARGEST_PAGE = 1000
AN_ID = validate.Range(1, LARGEST_ID)


class PageQuery(QueryArguments):
    """Which page of a list, and how many things on it."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, 10**6))
    page_size = fields.Integer(load_default=200, validate=validate.Range(1, LARGEST_PAGE))


class PageSchema(Schema):
    """One page of a list; `next` is the address of the one after it, null on the last."""

    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    pages = fields.Integer(required=True)
    next = fields.String(required=True, allow_none=True)


def page_fields(page: Page[Any], endpoint: str, query: Mapping[str, Any]) -> dict[str, Any]:
    """Say where a page stands; the address of the next one keeps every filter of `query`."""
    filters = {name: _in_address(value) for name, value in query.items()}
    more = {**filters, "page": page.number + 1}
    return {
        "total": page.total,
        "page": page.number,
        "pages": page.count,
        "next": url_for(endpoint, **more) if page.number < page.count else None,
    }


def _in_address(value: Any) -> Any:
    """Write a value as an address has it: days as in 2026-01-31."""
    return value.isoformat() if hasattr(value, "isoformat") else value
