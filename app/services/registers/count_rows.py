"""One row of dossier counts, from a sheet or the API: read, or refused with every reason."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext

from app.models import Service
from app.queries.dated_units import DatedUnit, list_dated_units
from app.queries.services import services_by_code
from app.scope import Scope
from app.services.registers.cells import CellReader, month_named
from app.services.registers.columns import Sheet, SheetRow
from app.services.registers.count_columns import LONGEST_PERIOD, LONGEST_SOURCE
from app.services.registers.count_entries import CountEntry
from app.words import CHANNELS, UNIT_KINDS

Period = tuple[date, date]


@dataclass(frozen=True)
class Register:
    """What rows are read against: the units of a scope, the procedures, today, a default source."""

    units: dict[str, list[DatedUnit]]
    services: dict[str, Service]
    today: date
    source: str = ""
    names: dict[int, DatedUnit] = field(default_factory=dict)


def open_register(scope: Scope, *, today: date, source: str = "") -> Register:
    """Read what all rows need, once; a unit outside the scope is as if it were not there."""
    units: dict[str, list[DatedUnit]] = defaultdict(list)
    names = {}
    for unit in list_dated_units():
        if scope.covers(unit.id):
            units[unit.code].append(unit)
            names[unit.id] = unit
    return Register(dict(units), services_by_code(), today, source, names)


class CountReader(CellReader):
    """Reads the cells of one row of dossier counts."""

    def __init__(self, sheet: Sheet, row: SheetRow, register: Register) -> None:
        super().__init__(sheet, row)
        self.register = register

    def entry(self) -> CountEntry | None:
        """Read the row; None if anything is wrong with it."""
        first, last = self.period()
        unit_id = self.unit(first, last)
        on_time, late = self.count("on_time"), self.count("late")
        entry = CountEntry(
            unit_id=unit_id,
            service_id=self.service(first),
            channel=self.choice("channel", CHANNELS, needed=False) or None,
            first=first,
            last=last,
            received=self.count("received", needed=False),
            on_time=on_time or 0,
            late=late or 0,
            refused=self.count("refused", needed=False) or 0,
            source=self.source(),
        )
        if entry.refused > entry.handled and not self.problems:
            self.refuse("refused", gettext("is more than were handled (%(n)s)", n=entry.handled))
        return None if self.problems else entry

    def period(self) -> Period:
        """Read both days, or a month that stands for both."""
        text = self.text("first_day", longest=64)
        if (month := month_named(text)) and not self.text("last_day", longest=64):
            first, last = month
        else:
            first = self.day("first_day", needed=True) or date.min
            last = self.day("last_day", needed=True) or date.min
        if date.min not in (first, last):
            self.check_period(first, last)
        return first, last

    def check_period(self, first: date, last: date) -> None:
        """Note a period that cannot be."""
        place = "last_day" if self.row.cells.get("last_day") else "first_day"
        if last < first:
            self.refuse(place, gettext("is before the first day"))
        elif (last - first).days >= LONGEST_PERIOD:
            self.refuse(place, gettext("the period is longer than a year"))
        elif last > self.register.today:
            self.refuse(place, gettext("the period is not over yet"))

    def unit(self, first: date, last: date) -> int:
        """Find the unit that had a code during a period; never by the code alone."""
        code = self.text("unit_code", longest=64, needed=True)
        kind = self.choice("unit_kind", UNIT_KINDS, needed=False)
        if not code or self.problems:
            return 0
        found = [
            unit
            for unit in self.register.units.get(code, [])
            if kind in ("", unit.kind) and unit.was_there(first, last)
        ]
        if len(found) == 1:
            return found[0].id
        self.refuse("unit_code", no_one_unit(found))
        return 0

    def service(self, first: date) -> int | None:
        """Find the procedure, in force when the period began; blank is all of them."""
        code = self.text("service_code", longest=64)
        if not code:
            return None
        service = self.register.services.get(code)
        if service is None:
            self.refuse("service_code", gettext("no procedure has this code"))
            return None
        if service.retired_on and first >= service.retired_on:
            self.refuse("service_code", gettext("the procedure was retired before"))
        return service.id

    def source(self) -> str:
        """Read where the count comes from; every count has a source."""
        text = self.text("source", longest=LONGEST_SOURCE) or self.register.source
        if not text and not self.row.problem:
            self.refuse("source", gettext("is empty"))
        return text


def no_one_unit(found: Sequence[DatedUnit]) -> str:
    """Say why a code is not one unit."""
    if found:
        return str(gettext("several units had this code; name the kind of unit"))
    return str(gettext("no unit with this code was there during the whole period"))
