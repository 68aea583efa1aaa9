"""Units: the tree on a day, as far as the key reaches."""

from typing import Any

from marshmallow import Schema, fields

from app import clock
from app.access import current_scope
from app.api.paging import PageQuery, PageSchema, page_fields
from app.api.resources import listing
from app.models import ApiAct
from app.queries.dated_units import list_dated_units
from app.queries.pages import page_of
from app.queries.units import parents_on


class UnitQuery(PageQuery):
    """Which day."""

    on = fields.Date(metadata={"description": "The day of the tree; today if left out"})


class UnitSchema(Schema):
    """One unit; codes are unique within a kind on a day, ids for ever."""

    id = fields.Integer(required=True)
    code = fields.String(required=True)
    kind = fields.String(required=True)
    name_vi = fields.String(required=True)
    name_en = fields.String(allow_none=True)
    parent_id = fields.Integer(allow_none=True)
    valid_from = fields.Date(required=True)
    valid_to = fields.Date(allow_none=True)


class UnitPageSchema(PageSchema):
    """One page of the units of a day, each with the unit it stands under."""

    on = fields.Date(required=True)
    units = fields.List(fields.Nested(UnitSchema), required=True)


@listing("/units", ApiAct.READ_UNITS, UnitQuery, UnitPageSchema)
def units(query: dict[str, Any]) -> dict[str, Any]:
    """List the units in force on a day."""
    day = query.get("on") or clock.local_day(clock.now())
    scope, parents = current_scope(), parents_on(day)
    found = [u for u in list_dated_units() if u.was_there(day, day) and scope.covers(u.id)]
    inside = {unit.id for unit in found}
    page = page_of(found, query["page"], query["page_size"])
    return {
        **page_fields(page, ".units", {**query, "on": day}),
        "on": day,
        "units": [as_json(unit, parents.get(unit.id), inside) for unit in page.things],
    }


def as_json(unit: Any, parent_id: int | None, inside: set[int]) -> dict[str, Any]:
    """Give a unit's fields; a parent outside of the key's reach stays unsaid."""
    names = ("id", "code", "kind", "name_vi", "name_en", "valid_from", "valid_to")
    fields_of = {name: getattr(unit, name) for name in names}
    return {**fields_of, "parent_id": parent_id if parent_id in inside else None}
