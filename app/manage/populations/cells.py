"""A dossier count as a row of the sheet it can be uploaded with again."""

from app.exports.cells import Cell
from app.models import Channel, Service, UnitKind
from app.queries.dated_units import DatedUnit
from app.queries.populations import DossierCount
from app.words import CHANNELS, UNIT_KINDS


def count_cells(count: DossierCount, unit: DatedUnit, service: Service | None) -> list[Cell]:
    """Give the cells in the order of the documented columns."""
    return [
        unit.code,
        str(UNIT_KINDS[UnitKind(unit.kind)]),
        service.code if service else None,
        str(CHANNELS[Channel(count.channel)]) if count.channel else None,
        count.first,
        count.last,
        count.received,
        count.on_time,
        count.late,
        count.refused,
        count.source,
    ]
