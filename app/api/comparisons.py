"""Comparisons: two groups of one unit's answers, as the page sets them side by side."""

from itertools import combinations
from typing import Any

from marshmallow import Schema, fields, validate

from app.api.breakdowns import BreakdownQuery, chosen_breakdown
from app.api.index_rows import FigureSchema
from app.api.paging import PageSchema, page_fields
from app.api.resources import listing, results_within
from app.models import ApiAct
from app.queries.pages import page_of
from app.services.comparing.groups import compare_origins
from app.services.comparing.records import Apart, Pair, Shared
from app.services.comparing.two import compare_parts
from app.services.reporting.differences import Direction
from app.services.reporting.report import open_report

ORIGIN = "origin"


class ComparisonQuery(BreakdownQuery):
    """Which unit, and by what its answers are divided: `origin`, or a dimension of breakdowns."""

    dimension = fields.String(
        load_default=ORIGIN,
        validate=validate.Length(1, 64),
        metadata={"description": "origin, service, mode, touchpoint, or group- with a code"},
    )


class SharedSchema(Schema):
    """Over which places two groups are compared; `answers` are shares of each group's."""

    places = fields.Integer(required=True)
    by_dossiers = fields.Boolean(required=True)
    dossiers = fields.Float(required=True, allow_none=True)
    answers = fields.Float(required=True)
    other_answers = fields.Float(required=True)


class ComparisonSchema(Schema):
    """Two groups and their difference, as a share of the scale.

    Where `shared` is not null both figures are those of the places that show both groups, weighed
    alike. `not_compared` says why the difference of two figures is null: `no_shared_place`, as it
    could be one of places, or `put_together`, as one of the two is several small groups that are
    others at each place. Then `coverage` and `other_coverage` are the shares of the unit's dossiers
    that belong to places with answers of each group, null where that is not known.
    """

    group = fields.String(required=True)
    other_group = fields.String(required=True)
    figure = fields.Nested(FigureSchema, required=True, allow_none=True)
    other_figure = fields.Nested(FigureSchema, required=True, allow_none=True)
    difference = fields.Float(required=True, allow_none=True)
    difference_low = fields.Float(required=True, allow_none=True)
    difference_high = fields.Float(required=True, allow_none=True)
    shows = fields.String(required=True, validate=validate.OneOf([*Direction]))
    not_compared = fields.String(required=True, allow_none=True, validate=validate.OneOf([*Apart]))
    coverage = fields.Float(required=True, allow_none=True)
    other_coverage = fields.Float(required=True, allow_none=True)
    shared = fields.Nested(SharedSchema, required=True, allow_none=True)


class ComparisonPageSchema(PageSchema):
    """One page of a unit's pairs of groups."""

    survey = fields.String(required=True)
    unit_id = fields.Integer(required=True, allow_none=True)
    formula = fields.String(required=True, allow_none=True)
    dimension = fields.String(required=True)
    confidence_level = fields.Float(required=True)
    pairs = fields.List(fields.Nested(ComparisonSchema), required=True)


@listing("/comparisons", ApiAct.READ_RESULTS, ComparisonQuery, ComparisonPageSchema)
def comparisons(query: dict[str, Any]) -> dict[str, Any]:
    """Compare each two groups of a unit's answers over the whole survey, as the page does."""
    survey, reach, _ = results_within("comparisons", query)
    report = open_report(survey, survey.opens_on, survey.closes_on)
    by = query["dimension"]
    asked = {**query, "dimension": None} if by == ORIGIN else query
    found = chosen_breakdown(report, asked, reach)
    if found is None:
        page = page_of(list[Any](), query["page"], query["page_size"])
    elif by == ORIGIN:
        page = page_of(compare_origins(report, [found.whole]), query["page"], query["page_size"])
    else:
        page = page_of(list(combinations(found.rows, 2)), query["page"], query["page_size"])
    pairs = [one if isinstance(one, Pair) else compare_parts(report, *one) for one in page.things]
    return {
        **page_fields(page, ".comparisons", query),
        "survey": survey.code,
        "unit_id": found.whole.unit.id if found else None,
        "formula": found.whole.formula.id if found else None,
        "dimension": by,
        "confidence_level": survey.confidence_level,
        "pairs": [pair_as_json(pair) for pair in pairs],
    }


def pair_as_json(pair: Pair) -> dict[str, Any]:
    """Give the fields of a pair."""
    gap = pair.difference
    covered, other_covered = pair.coverages or (None, None)
    return {
        "group": pair.part.id if pair.part else str(pair.origin),
        "other_group": pair.other_part.id if pair.other_part else str(pair.other_origin),
        "figure": pair.figure,
        "other_figure": pair.other_figure,
        "difference": gap.value if gap else None,
        "difference_low": gap.interval.low if gap else None,
        "difference_high": gap.interval.high if gap else None,
        "shows": pair.direction.value,
        "not_compared": pair.apart.value if pair.apart else None,
        "coverage": covered,
        "other_coverage": other_covered,
        "shared": _shared(pair.shared),
    }


def _shared(found: Shared | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {name: getattr(found, name) for name in SharedSchema().fields}
