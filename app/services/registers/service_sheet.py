"""A list of procedures read in from a sheet: first a plan, then all of it or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from flask_babel import gettext, lazy_gettext

from app.actor import Actor
from app.extensions import db
from app.models import Sector, Service
from app.queries.services import services_by_code
from app.services.auditing import record_event
from app.services.importing.problems import Problem
from app.services.registers.cells import CellReader
from app.services.registers.columns import Sheet, SheetColumn, SheetRow, open_sheet
from app.services.registers.services import (
    ServiceEntry,
    changes,
    new_service,
    write_entry,
)
from app.words import SECTORS

LONGEST_CODE, LONGEST_NAME = 64, 300

COLUMNS = (
    SheetColumn(
        "code",
        lazy_gettext("Code"),
        lazy_gettext("The code in the official list, for instance 1.000656. Never used again."),
        needed=True,
    ),
    SheetColumn(
        "name_vi",
        lazy_gettext("Name in Vietnamese"),
        lazy_gettext("The full name, at most 300 characters."),
        needed=True,
    ),
    SheetColumn("name_en", lazy_gettext("Name in English"), lazy_gettext("May be left blank.")),
    SheetColumn(
        "sector",
        lazy_gettext("Sector"),
        lazy_gettext("Administration, Education or Health."),
        needed=True,
    ),
    SheetColumn(
        "retired_on",
        lazy_gettext("Retired on"),
        lazy_gettext("The day from which it is no longer offered, or blank."),
    ),
)


@dataclass(frozen=True, slots=True)
class PlannedService:
    """A row that changes something: the entry, and the fields that differ (empty if it is new)."""

    line: int
    entry: ServiceEntry
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServicePlan:
    """What a sheet would do, or why it cannot be read in."""

    added: tuple[PlannedService, ...]
    changed: tuple[PlannedService, ...]
    unchanged: int
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]

    @property
    def does_something(self) -> bool:
        """Whether confirming it would change anything."""
        return not self.problems and bool(self.added or self.changed)


def plan_services(path: Path) -> ServicePlan:
    """Read a sheet against what is stored; nothing is changed. Raises `InvalidFile`."""
    stored = services_by_code()
    problems: list[Problem] = []
    entries: dict[str, tuple[int, ServiceEntry]] = {}
    with open_sheet(path, COLUMNS) as sheet:
        for row in sheet.rows:
            entry, found = read_row(sheet, row)
            problems += found
            if entry.code in entries and not found:
                first = entries[entry.code][0]
                reason = gettext("stands on line %(line)s already", line=first)
                problems.append(sheet.problem(row.line, "code", reason, entry.code))
            entries.setdefault(entry.code, (row.line, entry))
        unread = sheet.unread
    planned = [] if problems else list(planned_rows(entries, stored))
    return ServicePlan(
        added=tuple(row for row in planned if row.entry.code not in stored),
        changed=tuple(row for row in planned if row.entry.code in stored),
        unchanged=len(entries) - len(planned) if not problems else 0,
        problems=tuple(problems),
        unread=unread,
    )


def planned_rows(
    entries: dict[str, tuple[int, ServiceEntry]], stored: dict[str, Service]
) -> Iterator[PlannedService]:
    """Go through the rows that change something."""
    for code, (line, entry) in entries.items():
        differing = changes(stored[code], entry) if code in stored else []
        if code not in stored or differing:
            yield PlannedService(line, entry, tuple(differing))


def read_row(sheet: Sheet, row: SheetRow) -> tuple[ServiceEntry, list[Problem]]:
    """Read one procedure and everything that is wrong with its row."""
    read = CellReader(sheet, row)
    entry = ServiceEntry(
        code=read.text("code", longest=LONGEST_CODE, needed=True),
        name_vi=read.text("name_vi", longest=LONGEST_NAME, needed=True),
        name_en=read.text("name_en", longest=LONGEST_NAME) or None,
        sector=read.choice("sector", SECTORS),
        retired_on=read.day("retired_on"),
    )
    return entry, read.problems


def import_services(path: Path, *, actor: Actor, now: datetime) -> ServicePlan:
    """Apply a sheet in one transaction; one with problems changes nothing."""
    plan = plan_services(path)
    if not plan.does_something:
        return plan
    stored = services_by_code()
    for row in plan.changed:
        write_entry(stored[row.entry.code], row.entry)
    db.session.add_all(new_service(row.entry) for row in plan.added)
    record_event(
        "service.import",
        actor=actor,
        thing="service:*",
        unit_id=None,
        now=now,
        added=len(plan.added),
        changed=len(plan.changed),
    )
    db.session.commit()
    return plan


def service_cells(service: Service) -> list[str | date | None]:
    """Give the cells of a procedure in the order of `COLUMNS`."""
    sector = str(SECTORS[Sector(service.sector)])
    return [service.code, service.name_vi, service.name_en, sector, service.retired_on]
