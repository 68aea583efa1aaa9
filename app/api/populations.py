"""Dossier counts: read as they stand, and sent in batches that are safe to send again."""

from typing import Any

from flask import make_response
from flask.typing import ResponseReturnValue
from marshmallow import Schema, fields, validate

from app import clock
from app.access import current_actor, current_scope
from app.api.arguments import QueryArguments
from app.api.authentication import require_key
from app.api.blueprint import blueprint
from app.api.count_rows import CountPlanSchema, CountRowSchema, rows_of
from app.api.paging import AN_ID, PageQuery, PageSchema, page_fields
from app.api.reach import check_unit
from app.api.resources import listing
from app.models import ApiAct, EnteredVia
from app.problem_details import problem
from app.queries.populations import page_of_counts
from app.services.importing.problems import Problem
from app.services.registers.columns import rows_by_hand
from app.services.registers.count_columns import LONGEST_SOURCE
from app.services.registers.count_plan import enter_counts, plan_counts
from app.services.registers.count_rows import open_register

MOST_ROWS = 2000
SOME_ARE_WRONG = "Nothing was stored: some counts are wrong."


class CountQuery(PageQuery):
    """Which counts."""

    unit_id = fields.Integer(validate=AN_ID)
    first_day = fields.Date(metadata={"description": "Periods that begin then or later"})
    last_day = fields.Date(metadata={"description": "Periods that end then or earlier"})


class CountSchema(Schema):
    """A count in force. `service_code` null counts all procedures, `channel` null all channels."""

    id = fields.Integer(required=True)
    unit_id = fields.Integer(required=True)
    service_id = fields.Integer(allow_none=True)
    channel = fields.String(allow_none=True)
    first_day = fields.Date(required=True, attribute="first")
    last_day = fields.Date(required=True, attribute="last")
    received = fields.Integer(allow_none=True)
    handled = fields.Integer(required=True)
    on_time = fields.Integer(required=True)
    late = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    source = fields.String(required=True)
    entered_at = fields.DateTime(required=True)
    entries = fields.Integer(metadata={"description": "Rows of this count, corrections among them"})


class CountPageSchema(PageSchema):
    """One page of counts."""

    counts = fields.List(fields.Nested(CountSchema), required=True)


class CountBatchSchema(Schema):
    """Counts to enter, all of them or none; `source` stands for rows that name none."""

    source = fields.String(load_default="", validate=validate.Length(max=LONGEST_SOURCE))
    counts = fields.List(
        fields.Nested(CountRowSchema), required=True, validate=validate.Length(1, MOST_ROWS)
    )


class EnteringQuery(QueryArguments):
    """Whether it is in earnest."""

    dry_run = fields.Boolean(load_default=False, metadata={"description": "Check, store nothing"})


@listing("/populations", ApiAct.READ_POPULATIONS, CountQuery, CountPageSchema)
def populations(query: dict[str, Any]) -> dict[str, Any]:
    """List dossier counts in force, corrections applied."""
    check_unit(query.get("unit_id"), current_scope())
    wanted = {name: query.get(name) for name in ("unit_id", "first_day", "last_day")}
    page = page_of_counts(current_scope(), **wanted, number=query["page"], size=query["page_size"])
    return {**page_fields(page, ".populations", query), "counts": page.things}


@blueprint.post("/populations")
@require_key(ApiAct.WRITE_POPULATIONS)
@blueprint.arguments(EnteringQuery, location="query")
@blueprint.arguments(CountBatchSchema)
@blueprint.response(200, CountPlanSchema)
def enter_populations(query: dict[str, Any], batch: dict[str, Any]) -> ResponseReturnValue:
    """Enter dossier counts.

    A count is known by unit, procedure, channel and period: one that is stored with the same
    numbers and source is left as it is, so that a batch can be sent again; other numbers are a
    correction, and the old row stays.
    """
    now = clock.now()
    register = open_register(
        current_scope(), today=clock.local_day(now), source=batch["source"].strip()
    )
    rows = rows_of(batch["counts"])
    plan = plan_counts(rows_by_hand(rows), rows, register)
    if plan.problems:
        errors = [pointed(found) for found in plan.problems]
        return make_response(problem(422, SOME_ARE_WRONG, errors=errors))
    if not query["dry_run"]:
        enter_counts(plan, via=EnteredVia.API, actor=current_actor(), now=now)
    return {
        "added": len(plan.added),
        "corrected": len(plan.corrected),
        "unchanged": plan.unchanged,
        "stored": not query["dry_run"],
    }


def pointed(found: Problem) -> dict[str, str]:
    """Point at the place in the request that a problem is about."""
    return {"pointer": f"/counts/{found.line}/{found.column}", "detail": found.reason}
