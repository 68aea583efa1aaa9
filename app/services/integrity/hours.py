"""When the counters of a unit are open, and setting that for a unit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app import clock
from app.actor import Actor
from app.errors import NotFound
from app.extensions import db
from app.models import OpeningHours
from app.opening_hours import Span, Week, read_week
from app.queries.dated_units import get_unit
from app.queries.opening_hours import last_hours_entry, list_opening_hours
from app.queries.units import parents_on
from app.scope import Scope
from app.services.auditing import record_event
from app.services.integrity.sheets import Hours
from app.services.rights.independence import OfTheRatedOffice, is_of_office_around
from app.services.settings import setting

SETTING = "opening_hours"


@dataclass(frozen=True)
class Since:
    """A week that holds from the number of a day on; None: the hours of the unit above."""

    day: int
    week: Week | None


def hours_of_units(unit_ids: Iterable[int], day: date) -> dict[int, Hours]:
    """Give the opening hours of units by the tree of a day."""
    usual, own, parents = read_week(setting(SETTING)), own_hours(), parents_on(day)
    return {unit_id: hours_on_any_day(unit_id, usual, own, parents) for unit_id in unit_ids}


def own_hours() -> dict[int, list[Since]]:
    """Read the hours of every unit that has its own."""
    found: dict[int, list[Since]] = {}
    for entry in list_opening_hours():
        week = None if entry.hours is None else read_week(entry.hours)
        found.setdefault(entry.unit_id, []).append(Since(entry.valid_from.toordinal(), week))
    return found


def hours_on_any_day(
    unit_id: int, usual: Week, own: Mapping[int, Sequence[Since]], parents: Mapping[int, int]
) -> Hours:
    """Give the hours of a unit by the number of a day: its own, else those of the nearest above."""
    way: list[int] = []
    at: int | None = unit_id
    while at is not None and at not in way:
        way.append(at)
        at = parents.get(at)
    entries = [own[unit] for unit in way if unit in own]

    def hours(day: int) -> tuple[Span, ...]:
        in_force = (last_before(of_unit, day) for of_unit in entries)
        week = next((week for week in in_force if week is not None), usual)
        return week.days[date.fromordinal(day).weekday()]

    return hours


def last_before(entries: Sequence[Since], day: int) -> Week | None:
    """Give the week that was entered last of those that hold on a day."""
    return next((entry.week for entry in reversed(entries) if entry.day <= day), None)


def hours_stamp() -> tuple[str, int]:
    """Give what changes whenever any opening hours change."""
    return setting(SETTING), last_hours_entry()


def set_hours(
    unit_id: int, valid_from: date, hours: str | None, *, actor: Actor, scope: Scope, now: datetime
) -> OpeningHours:
    """Set the hours of a unit from a day on; None goes back to those of the unit above.

    Only somebody above the unit does, who holds no role at the office: whoever is rated would not
    say when it is closed. Raises `NotFound`, `OfTheRatedOffice`, and `WrongHours` for what cannot
    be read.
    """
    today = clock.local_day(now)
    above = parents_on(today).get(unit_id)
    if not scope.is_everything and (above is None or not scope.covers(above)):
        raise NotFound("hours are set by somebody above the unit")
    account, kind = actor.account_id, get_unit(unit_id).kind
    if account is not None and is_of_office_around(account, unit_id, kind, today):
        raise OfTheRatedOffice("hours are set by somebody who is not of the office")
    if hours is not None:
        read_week(hours)
    entry = OpeningHours(unit_id=unit_id, valid_from=valid_from, hours=hours, entered_at=now)
    db.session.add(entry)
    record_event(
        "hours.set",
        actor=actor,
        thing=f"unit:{unit_id}",
        unit_id=unit_id,
        now=now,
        hours=hours,
        valid_from=valid_from.isoformat(),
    )
    db.session.commit()
    return entry
