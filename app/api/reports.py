"""Signed reports within the key's reach: what they are of, their files' digests, their figures."""

import json
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from flask import Response, g, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema, fields

from app import clock
from app.access import current_actor, current_scope
from app.api.arguments import QueryArguments
from app.api.authentication import note_reading, require_key
from app.api.blueprint import blueprint
from app.api.conditional import conditional
from app.api.paging import AN_ID, PageQuery, PageSchema, page_fields
from app.api.resources import listing
from app.errors import NotFound
from app.models import ApiAct, FrozenReport, FrozenReportFile
from app.queries.pages import page_of
from app.queries.reports import files_of, get_file, list_reports
from app.services.auditing import record_at_once

FIGURES = "report.json"
MEDIA_TYPES = (
    "application/json",
    "application/pdf",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
FILE: dict[str, Any] = {
    "description": "The file, byte for byte",
    "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in MEDIA_TYPES},
    "headers": {
        "Repr-Digest": {
            "description": "SHA-256 of the file (RFC 9530)",
            "schema": {"type": "string"},
        }
    },
}


class ReportQuery(PageQuery):
    """Which reports."""

    report_id = fields.Integer(
        validate=AN_ID, metadata={"description": "This report alone, with its figures"}
    )


class ReportFileSchema(Schema):
    """A file of a report; `digest` is its SHA-256, `address` where it is given."""

    name = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    digest = fields.String(required=True)
    address = fields.Function(
        lambda file: url_for("api.report_file", report_id=file.report_id, name=file.name),
        metadata={"type": "string"},
        required=True,
    )


class ReportSchema(Schema):
    """A report that was signed and cannot change; `corrects_id` is the one it corrects.

    `digest` is the SHA-256 of report.json, which holds every figure. `document` is that file, only
    where one report was asked for by its number. `input_digest` is of the answers, corrections,
    dossiers, targets, units and survey it was computed from, `code_version` of the program; both
    stand in the report too. It is null in reports made before such digests were kept.
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
    input_digest = fields.String(required=True, allow_none=True)
    digest = fields.String(required=True)
    files = fields.List(fields.Nested(ReportFileSchema), required=True)
    document = fields.Dict(allow_none=True)


class ReportPageSchema(PageSchema):
    """One page of signed reports, the newest first."""

    reports = fields.List(fields.Nested(ReportSchema), required=True)


@listing("/reports", ApiAct.READ_RESULTS, ReportQuery, ReportPageSchema)
def reports(query: dict[str, Any]) -> dict[str, Any]:
    """List signed reports all of whose units lie within the key's reach."""
    wanted = query.get("report_id")
    found = [r for r in list_reports(current_scope()) if r.is_signed and wanted in (None, r.id)]
    if wanted is not None and not found:
        raise NotFound("no signed report of this number within reach")
    note_reading("reports" if wanted is None else f"report {wanted}")
    page = page_of(found, query["page"], query["page_size"])
    files = files_of([report.id for report in page.things])
    given = [as_json(report, files.get(report.id, ())) for report in page.things]
    if wanted is not None:
        given[0]["document"] = json.loads(get_file(wanted, FIGURES).content)
    return {**page_fields(page, ".reports", query), "reports": given}


@blueprint.get("/reports/<int:report_id>/files/<name>")
@require_key(ApiAct.READ_RESULTS)
@conditional
@blueprint.arguments(QueryArguments, location="query")
@blueprint.doc(responses={200: FILE})
def report_file(_query: dict[str, Any], report_id: int, name: str) -> ResponseReturnValue:
    """Give a file of a signed report as it was frozen.

    Its tag is its SHA-256, the same that the list of reports and the page of the report tell.
    """
    report = next((r for r in list_reports(current_scope()) if r.id == report_id), None)
    if report is None or not report.is_signed:
        raise NotFound("no signed report of this number within reach")
    file = get_file(report_id, name)
    g.tag = file.digest
    if file.digest in request.if_none_match:
        return Response(mimetype=file.media_type)
    note_download(report, file)
    response = Response(file.content, mimetype=file.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="report-{report_id}-{name}"'
    octets = b64encode(bytes.fromhex(file.digest)).decode()
    response.headers["Repr-Digest"] = f"sha-256=:{octets}:"  # RFC 9530
    return response


def note_download(report: FrozenReport, file: FrozenReportFile) -> None:
    """Record that a program took a file, as is recorded of a person."""
    record_at_once(
        "report.download",
        actor=current_actor(),
        thing=f"report:{report.id}",
        unit_id=report.unit_id,
        now=clock.now(),
        name=file.name,
        digest=file.digest,
    )


def as_json(report: FrozenReport, files: Sequence[FrozenReportFile]) -> dict[str, Any]:
    """Give the fields of a report."""
    names = (
        *("id", "unit_id", "first", "last", "formula", "level", "signed_at", "corrects_id"),
        *("reason", "seal_number", "seal_root", "code_version", "input_digest", "digest"),
    )
    own = {name: getattr(report, name) for name in names}
    return {**own, "survey": report.survey.code, "files": files}
