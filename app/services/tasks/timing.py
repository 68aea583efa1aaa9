"""When a task is due again."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from app import clock


@dataclass(frozen=True)
class Every:
    """Due again some time after the last start."""

    pause: timedelta

    def after(self, now: datetime) -> datetime:
        """Give the next moment after `now`."""
        return now + self.pause


@dataclass(frozen=True)
class Daily:
    """Due once a local day, at a time when few people work."""

    at: time

    def after(self, now: datetime) -> datetime:
        """Give the next moment after `now`."""
        local = now.astimezone(clock.local_zone())
        today = datetime.combine(local.date(), self.at, tzinfo=clock.local_zone())
        found = today if today > local else today + timedelta(days=1)
        return found.astimezone(UTC)
