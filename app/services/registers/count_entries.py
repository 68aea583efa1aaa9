"""Dossier counts: what is written down of one, and what it would add to what is stored."""

from dataclasses import dataclass
from datetime import date, datetime

from app.models import EnteredVia, Population
from app.queries.populations import DossierCount

CountKey = tuple[int, int | None, str | None, date, date]
"""Unit, service, channel, first and last day: what a count is of."""


@dataclass(frozen=True, slots=True)
class CountEntry:
    """Dossiers of a unit in a period, as they were written down.

    received : dossiers that came in, None if nobody counted them
    on_time, late : dossiers handled within and after the time they may take
    refused : those among the handled that were refused
    """

    unit_id: int
    service_id: int | None
    channel: str | None
    first: date
    last: date
    received: int | None
    on_time: int
    late: int
    refused: int
    source: str

    @property
    def key(self) -> CountKey:
        """What it is a count of."""
        return self.unit_id, self.service_id, self.channel, self.first, self.last

    @property
    def handled(self) -> int:
        """Dossiers handled, late or not."""
        return self.on_time + self.late

    def says_the_same_as(self, stored: DossierCount) -> bool:
        """Tell whether a stored count has the same numbers and source."""
        return (self.received, self.on_time, self.late, self.refused, self.source) == (
            stored.received,
            stored.on_time,
            stored.late,
            stored.refused,
            stored.source,
        )

    def row(self, *, via: EnteredVia, now: datetime) -> Population:
        """Make the row; nothing that is stored is changed."""
        return Population(
            unit_id=self.unit_id,
            service_id=self.service_id,
            channel=self.channel,
            period_start=self.first,
            period_end=self.last,
            received=self.received,
            handled=self.handled,
            on_time=self.on_time,
            late=self.late,
            refused=self.refused,
            source=self.source,
            entered_at=now,
            via=via,
        )


def key_of(stored: DossierCount) -> CountKey:
    """Say what a stored count is of."""
    return stored.unit_id, stored.service_id, stored.channel, stored.first, stored.last
