"""When the counters of a unit are open."""

from collections.abc import Iterable
from datetime import date

from app.opening_hours import Span, Week, read_week
from app.services.integrity.sheets import Hours
from app.services.settings import setting


def hours_of_units(unit_ids: Iterable[int], day: date) -> dict[int, Hours]:
    """Give the opening hours of units by the tree of a day."""
    usual = read_week(setting("opening_hours"))
    return dict.fromkeys(unit_ids, week_on_any_day(usual))


def hours_stamp() -> str:
    """Give what changes whenever any opening hours change."""
    return str(setting("opening_hours"))


def week_on_any_day(week: Week) -> Hours:
    """Give the hours of a week for each day by its number; day 1 was a Monday."""

    def hours(day: int) -> tuple[Span, ...]:
        return week.days[(day - 1) % len(week.days)]

    return hours
