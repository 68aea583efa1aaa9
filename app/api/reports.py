"""Signed reports within the key's reach: what they are of, their files' digests, their figures."""

import json
from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, fields

from app.access import current_scope
from app.api.authentication import require_key
from app.api.blueprint import blueprint
from app.api.conditional import conditional
from app.api.paging import AN_ID, PageQuery, PageSchema, page_fields
from app.errors import NotFound
from app.models import ApiAct, FrozenReport, FrozenReportFile
from app.queries.pages import page_of
from app.queries.reports import files_of, get_file, list_reports

FIGURES = "report.json"


class ReportQuery(PageQuery):
    """Which reports."""

    report_id = fields.Integer(
        validate=AN_ID, metadata={"description": "This report alone, with its figures"}
    )


class ReportFileSchema(Schema):
    """A file of a report; `digest` is its SHA-256."""

    name = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    digest = fields.String(required=True)


class ReportSchema(Schema):
    """A report that was signed and cannot change; `corrects_id` is the one it corrects.

    `digest` is the SHA-256 of report.json, which holds every figure. `document` is that file, only
    where one report was asked for by its number.
    """

    id = fields.Integer(required=True)
    survey = fields.String(required=True)
    unit_id = fields.Integer(required=True)
    first_day = fields.Date(required=True, attribute="first")
    last_day = fields.Date(required=True, attribute="last")
    formula = fields.String(required=True)
    level = fields.String(required=True)
    signed_at = fields.DateTime(required=True)
    corrects_id = fields.Integer(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    seal_number = fields.Integer(required=True, allow_none=True)
    seal_root = fields.String(required=True, allow_none=True)
    code_version = fields.String(required=True)
    digest = fields.String(required=True)
    files = fields.List(fields.Nested(ReportFileSchema), required=True)
    document = fields.Dict(allow_none=True)


class ReportPageSchema(PageSchema):
    """One page of signed reports, the newest first."""

    reports = fields.List(fields.Nested(ReportSchema), required=True)


@blueprint.get("/reports")
@require_key(ApiAct.READ_RESULTS)
@conditional
@blueprint.arguments(ReportQuery, location="query")
@blueprint.response(200, ReportPageSchema)
def reports(query: dict[str, Any]) -> dict[str, Any]:
    """List signed reports all of whose units lie within the key's reach."""
    wanted = query.get("report_id")
    found = [r for r in list_reports(current_scope()) if r.is_signed and wanted in (None, r.id)]
    if wanted is not None and not found:
        raise NotFound("no signed report of this number within reach")
    page = page_of(found, query["page"], query["page_size"])
    files = files_of([report.id for report in page.things])
    given = [as_json(report, files.get(report.id, ())) for report in page.things]
    if wanted is not None:
        given[0]["document"] = json.loads(get_file(wanted, FIGURES).content)
    return {**page_fields(page, ".reports", query), "reports": given}


def as_json(report: FrozenReport, files: Sequence[FrozenReportFile]) -> dict[str, Any]:
    """Give the fields of a report."""
    names = (
        *("id", "unit_id", "first", "last", "formula", "level", "signed_at", "corrects_id"),
        *("reason", "seal_number", "seal_root", "code_version", "digest"),
    )
    own = {name: getattr(report, name) for name in names}
    return {**own, "survey": report.survey.code, "files": files}
