"""Procedures, by the codes that dossier counts name."""

from typing import Any

from marshmallow import Schema, fields

from app.api.paging import PageQuery, PageSchema, page_fields
from app.api.resources import listing
from app.models import ApiAct
from app.queries.pages import page_of
from app.queries.services import list_services


class ServiceSchema(Schema):
    """One procedure; `retired_on` is the day from which it is no longer offered."""

    code = fields.String(required=True)
    name_vi = fields.String(required=True)
    name_en = fields.String(allow_none=True)
    sector = fields.String(required=True)
    retired_on = fields.Date(allow_none=True)


class ServicePageSchema(PageSchema):
    """One page of procedures."""

    services = fields.List(fields.Nested(ServiceSchema), required=True)


@listing("/services", ApiAct.READ_SERVICES, PageQuery, ServicePageSchema)
def services(query: dict[str, Any]) -> dict[str, Any]:
    """List the procedures in the order of their codes."""
    page = page_of(list_services(), query["page"], query["page_size"])
    return {**page_fields(page, ".services", query), "services": page.things}
