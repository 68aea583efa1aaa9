"""How many dossiers each unit of the tree handled, how many on time, and on which days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.queries.populations import DossierCount
from app.services.reporting.scope import Scope


@dataclass(frozen=True, slots=True)
class Dossiers:
    """Dossiers counted from `first` to `last`; `sources` name where the counts come from."""

    handled: int
    on_time: int
    first: date
    last: date
    sources: tuple[str, ...]

    @property
    def on_time_rate(self) -> float | None:
        """The share handled on time; None without dossiers."""
        return self.on_time / self.handled if self.handled else None


def dossiers_of_units(
    counts: Iterable[DossierCount], scope: Scope, answered: Mapping[int, int]
) -> dict[int, Dossiers]:
    """Find the dossiers of every unit of the tree that has counts.

    A unit's own count goes before the sum of those below it. The sum is left out where a unit
    below has answers and no count: it would understate the population.

    Parameters
    ----------
    counts
        Counts inside the period, of any units.
    scope
        The tree.
    answered
        Answers in each unit and below it.
    """
    found = {u: own for u, own in _own_counts(counts).items() if u in scope.units}
    for unit_id in scope.bottom_up:
        below = scope.children.get(unit_id, ())
        uncounted = any(answered.get(u, 0) and u not in found for u in below)
        known = [found[u] for u in below if u in found]
        if unit_id not in found and known and not uncounted:
            found[unit_id] = added_up(known)
    return found


def _own_counts(counts: Iterable[DossierCount]) -> dict[int, Dossiers]:
    by_unit: dict[int, dict[int | None, list[DossierCount]]] = {}
    for count in counts:
        by_unit.setdefault(count.unit_id, {}).setdefault(count.service_id, []).append(count)
    result = {}
    for unit_id, services in by_unit.items():
        # A count of all services together holds those of single services already.
        chosen = [services[None]] if None in services else list(services.values())
        taken = [
            _as_dossiers(row)
            for rows in chosen
            for row in without_overlaps(channels_together(rows))
        ]
        result[unit_id] = added_up(taken)
    return result


def channels_together(counts: list[DossierCount]) -> list[DossierCount]:
    """Make one count of those of a period that differ in channel alone.

    A count of all channels together holds the others already. What is added up of channels keeps
    the name of one, which tells it from a count of all.
    """
    by_period: dict[tuple[date, date], list[DossierCount]] = {}
    for count in counts:
        by_period.setdefault((count.first, count.last), []).append(count)
    return [
        next((count for count in alike if count.channel is None), None)
        or replace(
            alike[0],
            handled=sum(count.handled for count in alike),
            on_time=sum(count.on_time for count in alike),
            source="; ".join(dict.fromkeys(count.source for count in alike)),
        )
        for alike in by_period.values()
    ]


def without_overlaps(counts: list[DossierCount]) -> list[DossierCount]:
    """Take long periods before short ones and none twice: a half-year holds its months.

    Counts of all channels go before sums of channels, which may lack one.
    """
    taken: list[DossierCount] = []
    for count in sorted(counts, key=lambda c: (c.channel is not None, c.first - c.last, c.first)):
        if all(count.last < other.first or count.first > other.last for other in taken):
            taken.append(count)
    return taken


def _as_dossiers(count: DossierCount) -> Dossiers:
    return Dossiers(count.handled, count.on_time, count.first, count.last, (count.source,))


def added_up(parts: list[Dossiers]) -> Dossiers:
    """Add dossiers of several units up."""
    return Dossiers(
        handled=sum(part.handled for part in parts),
        on_time=sum(part.on_time for part in parts),
        first=min(part.first for part in parts),
        last=max(part.last for part in parts),
        sources=tuple(dict.fromkeys(source for part in parts for source in part.sources)),
    )
