"""The one place that reads the time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import current_app


def now() -> datetime:
    """Tell the present moment, aware, in UTC."""
    return datetime.now(UTC)


def local_zone() -> ZoneInfo:
    """Give the time zone in which days and periods are counted."""
    return ZoneInfo(current_app.config["BABEL_DEFAULT_TIMEZONE"])


def local_day(moment: datetime) -> date:
    """Tell the local day of a moment."""
    return moment.astimezone(local_zone()).date()


def day_bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """Give the moments ``[start, end)`` of the local days from `first` to `last`, both included."""
    zone = local_zone()
    start = datetime.combine(first, time.min, tzinfo=zone)
    end = datetime.combine(last + timedelta(days=1), time.min, tzinfo=zone)
    return start.astimezone(UTC), end.astimezone(UTC)
