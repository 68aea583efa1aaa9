"""Which unit a code means on a day: a code alone names several units over time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.models import Survey
from app.services.organisation.reading import read_tree


@dataclass(frozen=True, slots=True)
class Holder:
    """A unit that had a code from a day to a day."""

    unit_id: int
    first: date
    last: date | None

    def had_it(self, day: date) -> bool:
        """Tell whether it had the code on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


Holders = Mapping[str, tuple[Holder, ...]]
"""Every unit that had a code while a survey ran, the earliest first."""


def holders_of(kind: str, survey: Survey) -> Holders:
    """Find the units of a kind that had a code while a survey ran, by that code."""
    tree = read_tree()
    found: dict[str, list[Holder]] = {}
    for key, record in tree.records.items():
        for period in record.periods:
            overlaps = period.first <= survey.closes_on and (
                period.last is None or period.last >= survey.opens_on
            )
            if record.kind == kind and overlaps:
                holder = Holder(tree.ids[key], period.first, period.last)
                found.setdefault(period.code, []).append(holder)
    return {
        code: tuple(sorted(holders, key=lambda holder: holder.first))
        for code, holders in found.items()
    }


def unit_on(holders: Holders, code: str, day: date) -> int | None:
    """Tell which unit had a code on a day.

    Where one unit alone had it while the survey ran, that is meant, whatever the day. None where
    several had it and none on that day.
    """
    units = holders.get(code, ())
    on_the_day = next((holder.unit_id for holder in units if holder.had_it(day)), None)
    only = {holder.unit_id for holder in units}
    return on_the_day if on_the_day is not None or len(only) != 1 else only.pop()
