"""The dossiers handled beside a point's forms: of its place and its service, in the same days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.queries.populations import DossierCount, list_dossier_counts
from app.services.reporting.dossiers import channels_together, without_overlaps

ByService = Mapping[int | None, list[DossierCount]]


@dataclass(frozen=True, slots=True)
class Handled:
    """Dossiers handled, counted from `first` to `last`."""

    n: int
    first: date
    last: date


def counts_by_unit(
    first: date, last: date, unit_ids: Iterable[int]
) -> dict[int, dict[int | None, list[DossierCount]]]:
    """Give the counts of some units whose period lies within these days, by service."""
    wanted = set(unit_ids)
    found: dict[int, dict[int | None, list[DossierCount]]] = {}
    for count in list_dossier_counts(first, last):
        if count.unit_id in wanted:
            found.setdefault(count.unit_id, {}).setdefault(count.service_id, []).append(count)
    return found


def handled(services: ByService, service_id: int | None) -> Handled | None:
    """Add up the dossiers of a service, or of all of them; None where nothing was counted.

    A count of all services together holds those of single ones already.
    """
    if service_id is not None or None in services:
        chosen = [services.get(service_id, [])]
    else:
        chosen = list(services.values())
    taken = [row for rows in chosen for row in without_overlaps(channels_together(rows))]
    return added(Handled(row.handled, row.first, row.last) for row in taken)


def added(parts: Iterable[Handled | None]) -> Handled | None:
    """Add dossiers up, those that are known; None if none are."""
    known = [part for part in parts if part is not None]
    if not known:
        return None
    return Handled(
        sum(part.n for part in known),
        min(part.first for part in known),
        max(part.last for part in known),
    )
