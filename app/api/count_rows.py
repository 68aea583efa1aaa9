"""A dossier count as a program sends it, read by the rule of the sheets."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema, fields, validate

from app.models import Channel, UnitKind
from app.services.registers.cells import LARGEST_COUNT
from app.services.registers.columns import SheetRow

AT_LEAST_NONE = validate.Range(0, LARGEST_COUNT)


class CountRowSchema(Schema):
    """Dossiers of a unit in a period; fields are called as the columns of a sheet."""

    unit_code = fields.String(required=True, validate=validate.Length(1, 64))
    unit_kind = fields.String(allow_none=True, validate=validate.OneOf(list(UnitKind)))
    service_code = fields.String(allow_none=True, validate=validate.Length(max=64))
    channel = fields.String(allow_none=True, validate=validate.OneOf(list(Channel)))
    first_day = fields.Date(required=True)
    last_day = fields.Date(required=True)
    received = fields.Integer(allow_none=True, strict=True, validate=AT_LEAST_NONE)
    on_time = fields.Integer(required=True, strict=True, validate=AT_LEAST_NONE)
    late = fields.Integer(required=True, strict=True, validate=AT_LEAST_NONE)
    refused = fields.Integer(allow_none=True, strict=True, validate=AT_LEAST_NONE)
    source = fields.String(allow_none=True, validate=validate.Length(max=300))


class CountPlanSchema(Schema):
    """What came of a batch: counts that are new, that correct one, that were known."""

    added = fields.Integer(required=True)
    corrected = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    stored = fields.Boolean(required=True)


def rows_of(counts: Sequence[Mapping[str, Any]]) -> list[SheetRow]:
    """Give counts as rows, numbered from 0 as in the request."""
    return [
        SheetRow(
            place, {name: str(value).strip() for name, value in count.items() if value is not None}
        )
        for place, count in enumerate(counts)
    ]
