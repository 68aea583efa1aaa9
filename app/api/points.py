"""Collection points within the key's reach; their codes only for a key that may read them."""

from typing import Any

from marshmallow import Schema, fields, validate

from app import clock
from app.access import current_caller, current_scope
from app.api.paging import AN_ID, PageQuery, PageSchema, page_fields
from app.api.reach import check_unit, survey_within
from app.api.resources import listing
from app.models import ApiAct, Mode, Touchpoint
from app.queries.point_list import ListedPoint, PointFilter, list_points
from app.scope import Scope
from app.services.rights.deciding import scope_on, units_below


class PointQuery(PageQuery):
    """Which points."""

    survey = fields.String(validate=validate.Length(1, 64))
    unit_id = fields.Integer(
        validate=AN_ID, metadata={"description": "Points at this unit and below it"}
    )
    touchpoint = fields.String(validate=validate.OneOf(list(Touchpoint)))
    mode = fields.String(validate=validate.OneOf(list(Mode)))


class PointSchema(Schema):
    """One place × answerable body × procedure × touchpoint × mode where a code hangs.

    `service_code` null stands for all procedures, `survey` null for none yet. `access_code` is the
    newest in force; it is there only for keys that allow `codes.read`, and null if there is none.
    """

    id = fields.Integer(required=True)
    unit_id = fields.Integer(required=True)
    unit_code = fields.String(required=True)
    body_id = fields.Integer(required=True, allow_none=True)
    service_code = fields.String(required=True, allow_none=True)
    touchpoint = fields.String(required=True)
    mode = fields.String(required=True)
    survey = fields.String(required=True, allow_none=True)
    has_code = fields.Boolean(required=True)
    access_code = fields.String(allow_none=True)


class PointPageSchema(PageSchema):
    """One page of points, in the order of their units' codes."""

    points = fields.List(fields.Nested(PointSchema), required=True)


@listing("/points", ApiAct.READ_POINTS, PointQuery, PointPageSchema)
def points(query: dict[str, Any]) -> dict[str, Any]:
    """List collection points."""
    now, reach, caller = clock.now(), current_scope(), current_caller()
    wanted = PointFilter(
        survey_id=survey_within(query["survey"], reach).id if "survey" in query else None,
        touchpoint=query.get("touchpoint", ""),
        modes=frozenset({Mode(query["mode"])} if "mode" in query else ()),
        scope=part_of(reach, query["unit_id"]) if "unit_id" in query else reach,
    )
    page = list_points(wanted, now=now, number=query["page"], size=query["page_size"])
    with_codes = caller is not None and ApiAct.READ_CODES in caller.acts
    return {
        **page_fields(page, ".points", query),
        "points": [as_json(point, reach, with_codes=with_codes) for point in page.things],
    }


def part_of(reach: Scope, unit_id: int) -> Scope:
    """Narrow the key's reach to a unit and all below it; raises `NotFound` for one outside."""
    check_unit(unit_id, reach)
    below = scope_on([unit_id], units_below(clock.local_day(clock.now()))).unit_ids or frozenset()
    return Scope(below if reach.unit_ids is None else below & reach.unit_ids)


def as_json(listed: ListedPoint, reach: Scope, *, with_codes: bool) -> dict[str, Any]:
    """Give a point's fields. A code opens the questionnaire: whoever has it can answer there."""
    point, code = listed.point, listed.code
    return {
        "id": point.id,
        "unit_id": point.place_id,
        "unit_code": point.place.code,
        "body_id": point.body_id if reach.covers(point.body_id) else None,
        "service_code": listed.service.code if listed.service else None,
        "touchpoint": point.touchpoint,
        "mode": point.mode,
        "survey": listed.survey.code if listed.survey else None,
        "has_code": code is not None,
        **({"access_code": code.code if code else None} if with_codes else {}),
    }
