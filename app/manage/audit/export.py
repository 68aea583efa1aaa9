"""The audit as a sheet, complete enough for anybody to compute the digests anew."""

from collections.abc import Mapping

from flask_babel import lazy_gettext

from app.audit_acts import ACTS
from app.exports.cells import Cell
from app.models import AuditEvent, Unit
from app.services.auditing.chain import moment_text
from app.services.registers.columns import SheetColumn

HEADINGS = {
    "number": lazy_gettext("Number"),
    "at": lazy_gettext("Moment (UTC)"),
    "act": lazy_gettext("Act"),
    "act_words": lazy_gettext("Act in words"),
    "actor": lazy_gettext("Actor’s id"),
    "actor_kind": lazy_gettext("Kind of actor"),
    "actor_name": lazy_gettext("Actor"),
    "thing": lazy_gettext("Thing"),
    "unit": lazy_gettext("Unit’s number"),
    "unit_code": lazy_gettext("Unit code"),
    "unit_name": lazy_gettext("Unit"),
    "details": lazy_gettext("Details"),
    "previous": lazy_gettext("Digest before"),
    "digest": lazy_gettext("Digest"),
}
COLUMNS = [SheetColumn(name, heading, explanation="") for name, heading in HEADINGS.items()]


def cells_of(event: AuditEvent, units: Mapping[int, Unit]) -> list[Cell]:
    """Give one line of the sheet."""
    unit = units.get(event.unit_id) if event.unit_id is not None else None
    return [
        event.id,
        moment_text(event.at),
        event.act,
        str(ACTS.get(event.act, event.act)),
        event.actor_id,
        event.actor.kind,
        event.actor.name,
        event.thing,
        event.unit_id,
        unit.code if unit else None,
        unit.name_vi if unit else None,
        event.details,
        event.previous,
        event.digest,
    ]
