"""The rows of the page and its files: forms by point, by point and day, by question and reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.models import CollectionPoint
from app.queries.dated_units import DatedUnit, list_dated_units
from app.queries.funnel import FunnelFilter, PointCount, list_point_counts, points_by_id
from app.services.funnel.dossiers import Handled, added, counts_by_unit, handled
from app.services.funnel.numbers import Numbers, added_up, numbers_of


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """Forms of a point at the unit where it stood; `day` None for all days together."""

    point: CollectionPoint
    unit: DatedUnit
    day: date | None
    numbers: Numbers
    dossiers: Handled | None


@dataclass(frozen=True, slots=True)
class FunnelTotal:
    """All rows together; the dossiers of a unit count once, however many points it has."""

    numbers: Numbers
    dossiers: Handled | None
    units: int
    counted_units: int


def funnel_rows(wanted: FunnelFilter, *, by_day: bool = False) -> list[FunnelRow]:
    """Give the rows in the order of the units' codes, the latest day of each point first."""
    counts: dict[tuple[int, int, date | None], list[PointCount]] = {}
    for count in list_point_counts(wanted, by_day=by_day):
        counts.setdefault((count.point_id, count.unit_id, count.day), []).append(count)
    units = {unit.id: unit for unit in list_dated_units()}
    points = points_by_id(point_id for point_id, _, _ in counts)
    in_period = counts_by_unit(wanted.first, wanted.last, {unit_id for _, unit_id, _ in counts})
    rows = []
    for (point_id, unit_id, day), of_row in counts.items():
        point = points[point_id]
        services = {
            service: [c for c in of_service if day is None or (c.first, c.last) == (day, day)]
            for service, of_service in in_period.get(unit_id, {}).items()
        }
        numbers = numbers_of({(count.step, count.detail): count.n for count in of_row})
        dossiers = handled(services, point.service_id)
        rows.append(FunnelRow(point, units[unit_id], day, numbers, dossiers))
    return sorted(rows, key=in_order)


def in_order(row: FunnelRow) -> tuple[str, str, int, int]:
    """Put a row in its place."""
    latest_first = -row.day.toordinal() if row.day else 0
    return row.unit.code, row.point.touchpoint, row.point.id, latest_first


def funnel_total(wanted: FunnelFilter, rows: Sequence[FunnelRow]) -> FunnelTotal:
    """Add rows up."""
    unit_ids = {row.unit.id for row in rows}
    counts = counts_by_unit(wanted.first, wanted.last, unit_ids)
    return FunnelTotal(
        added_up(row.numbers for row in rows),
        added(handled(services, None) for services in counts.values()),
        len(unit_ids),
        len(counts),
    )
