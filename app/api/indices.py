"""Indices: the rows of the results page, after disclosure control, for programs."""

from typing import Any

from marshmallow import fields, validate

from app.api.index_rows import IndexSchema, index_as_json
from app.api.paging import AN_ID, PageQuery, PageSchema, page_fields
from app.api.resources import listing, results_within
from app.errors import NotFound
from app.models import ApiAct
from app.queries.pages import page_of
from app.scope import Scope
from app.services.reporting.choices import (
    OFFICIAL_ORDER,
    SORTS,
    TreeView,
    chosen_formula,
    chosen_level,
    shown_rows,
)
from app.services.reporting.readable_periods import check_period
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report, open_report
from app.services.reporting.rows import index_rows


class IndexQuery(PageQuery):
    """Which indices; left out is the whole survey, its first formula and its topmost level."""

    survey = fields.String(required=True, validate=validate.Length(1, 64))
    first_day = fields.Date(metadata={"description": "First day of a month, or of the survey"})
    last_day = fields.Date(metadata={"description": "Last day of a month, or of the survey"})
    formula = fields.String(validate=validate.Length(1, 64))
    level = fields.String(metadata={"description": "Kind of unit: commune, counter, …"})
    under = fields.Integer(validate=AN_ID, metadata={"description": "Units below this one"})
    unit_id = fields.Integer(validate=AN_ID, metadata={"description": "This unit alone"})
    tree = fields.Enum(
        TreeView,
        by_value=True,
        load_default=TreeView.THEN,
        metadata={"description": "Units as in the period (then) or as they are today (now)"},
    )
    sort = fields.String(load_default=OFFICIAL_ORDER, validate=validate.OneOf(list(SORTS)))


class IndexPageSchema(PageSchema):
    """One page of indices of one survey, level and formula."""

    survey = fields.String(required=True)
    formula = fields.String(required=True)
    formulas = fields.List(fields.String(), required=True)
    level = fields.String(required=True, allow_none=True)
    levels = fields.List(fields.String(), required=True)
    indices = fields.List(fields.Nested(IndexSchema), required=True)


@listing("/indices", ApiAct.READ_RESULTS, IndexQuery, IndexPageSchema)
def indices(query: dict[str, Any]) -> dict[str, Any]:
    """List the indices of a level of units, as the page of results shows them.

    Nothing is computed again for a program that names the tag of its last answer in
    `If-None-Match` while no answer, correction or deed has come that may move a figure.
    """
    survey, reach, today = results_within("indices", query)
    first, last = query.get("first_day", survey.opens_on), query.get("last_day", survey.closes_on)
    check_period(survey, first, last, names=("first_day", "last_day"))
    tree_of = today if query["tree"] is TreeView.NOW else None
    report = open_report(survey, first, last, tree_of=tree_of)
    formula = chosen_formula(report, query.get("formula"))
    level, rows = chosen_rows(report, formula, query, reach)
    page = page_of(rows, query["page"], query["page_size"])
    return {
        **page_fields(page, ".indices", {**query, "tree": query["tree"].value}),
        "survey": survey.code,
        "formula": formula,
        "formulas": report.formulas,
        "level": level,
        "levels": list(report.data.scope.kinds(reach)),
        "indices": [index_as_json(row, reach) for row in page.things],
    }


def chosen_rows(
    report: Report, formula: str, query: dict[str, Any], reach: Scope
) -> tuple[str | None, list[IndexRow]]:
    """Give the level and the rows that were asked for; a unit alone brings its own level."""
    alone = report.data.scope.units.get(query["unit_id"]) if "unit_id" in query else None
    if "unit_id" in query and alone is None:
        raise NotFound("the unit is not in the survey")
    under = query.get("under")
    level = alone.kind if alone else chosen_level(report, query.get("level"), under, reach)
    every = index_rows(report, formula, level) if level else []
    rows = shown_rows(every, report, under, query["sort"], reach)
    return level, [row for row in rows if alone is None or row.unit.id == alone.id]
