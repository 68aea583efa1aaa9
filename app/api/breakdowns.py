"""Breakdowns: one unit's index by the parts of a dimension, as the page shows them."""

from typing import Any

from marshmallow import fields, validate

from app import part_words
from app.api.index_rows import IndexSchema, NamedPartSchema, index_as_json
from app.api.paging import AN_ID, PageQuery, PageSchema, page_fields
from app.api.resources import listing, results_within
from app.errors import InvalidFilter, NotFound
from app.models import ApiAct
from app.queries.pages import page_of
from app.scope import Scope
from app.services.breakdowns.hiding import dimensions
from app.services.breakdowns.rows import Breakdown, breakdown
from app.services.reporting.choices import chosen_formula
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report, open_report


class BreakdownQuery(PageQuery):
    """Which unit and by what; left out are the topmost unit and the first dimension."""

    survey = fields.String(required=True, validate=validate.Length(1, 64))
    unit_id = fields.Integer(validate=AN_ID, metadata={"description": "The unit to divide"})
    dimension = fields.String(
        validate=validate.Length(1, 64),
        metadata={"description": "service, mode, touchpoint, or group- with a question's code"},
    )
    formula = fields.String(validate=validate.Length(1, 64))


class BreakdownRowSchema(IndexSchema):
    """A part of a unit's answers: an index like all others, and which part it is."""

    part = fields.Nested(NamedPartSchema, required=True)


class BreakdownPageSchema(PageSchema):
    """One page of a unit's parts.

    `hidden_parts` counts those that do not stand by themselves: they are one row together, or
    nothing is shown of any. `whole` is the unit itself.
    """

    survey = fields.String(required=True)
    formula = fields.String(required=True, allow_none=True)
    dimension = fields.String(required=True, allow_none=True)
    dimensions = fields.List(fields.String(), required=True)
    hidden_parts = fields.Integer(required=True)
    whole = fields.Nested(IndexSchema, required=True, allow_none=True)
    parts = fields.List(fields.Nested(BreakdownRowSchema), required=True)


@listing("/breakdowns", ApiAct.READ_RESULTS, BreakdownQuery, BreakdownPageSchema)
def breakdowns(query: dict[str, Any]) -> dict[str, Any]:
    """List the parts of a unit's index over the whole survey, as the page shows them."""
    survey, reach, _ = results_within("breakdowns", query)
    report = open_report(survey, survey.opens_on, survey.closes_on)
    found = chosen_breakdown(report, query, reach)
    page = page_of(list(found.rows) if found else [], query["page"], query["page_size"])
    return {
        **page_fields(page, ".breakdowns", query),
        "survey": survey.code,
        "formula": found.whole.formula.id if found else None,
        "dimension": found.dimension.id if found else None,
        "dimensions": [named.id for named in dimensions(report)],
        "hidden_parts": found.hidden if found else 0,
        "whole": index_as_json(found.whole, reach) if found else None,
        "parts": [part_as_json(row, reach) for row in page.things],
    }


def chosen_breakdown(report: Report, query: dict[str, Any], reach: Scope) -> Breakdown | None:
    """Divide what was asked for; None where the survey has no unit within reach."""
    tree = report.data.scope
    unit_id = query.get("unit_id") or next(filter(reach.covers, reversed(tree.bottom_up)), None)
    if unit_id is None:
        return None
    if unit_id not in tree.units:
        raise NotFound("the unit is not in the survey")
    named = [known.id for known in dimensions(report)]
    dimension = query.get("dimension") or named[0]
    if dimension not in named:
        raise InvalidFilter(f"the survey is not divided by {dimension!r}", name="dimension")
    return breakdown(report, chosen_formula(report, query.get("formula")), unit_id, dimension)


def part_as_json(row: IndexRow, reach: Scope) -> dict[str, Any]:
    """Give the fields of a part; names stand in the language asked for."""
    part = row.part
    if part is None:
        raise NotFound("no part")
    names = ("dimension", "id", "kind", "values", "coverage")
    named = {name: getattr(part, name) for name in names} | {"name": part_words.part_name(part)}
    return {**index_as_json(row, reach), "part": named}
