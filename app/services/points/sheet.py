"""A list of collection points read in from a sheet: first a plan, then all of it or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from flask_babel import gettext, lazy_gettext
from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import Mode, Survey, Touchpoint, Unit
from app.queries.services import services_by_code
from app.queries.surveys import surveys_meant_for
from app.queries.unit_tree import valid_on
from app.scope import Scope
from app.services.importing.problems import Problem
from app.services.points.creating import PointEntry, create_points, stored_entries, usual_mode
from app.services.registers.cells import CellReader
from app.services.registers.columns import Sheet, SheetColumn, SheetRow, open_sheet
from app.words import MODES, TOUCHPOINTS, UNIT_KINDS

LONGEST_CODE = 64
CHOICES = {t: words for t, words in TOUCHPOINTS.items() if t is not Touchpoint.IMPORT}
MODE_CHOICES = {m: words for m, words in MODES.items() if m is not Mode.IMPORTED}

COLUMNS = (
    SheetColumn(
        "place",
        lazy_gettext("Place"),
        lazy_gettext("Official code of the unit where the code hangs or is handed out."),
        needed=True,
    ),
    SheetColumn(
        "place_kind",
        lazy_gettext("Kind of the place"),
        lazy_gettext("Only where units of two kinds have the same code."),
    ),
    SheetColumn(
        "body",
        lazy_gettext("Answerable body"),
        lazy_gettext("Official code of the unit that answers for the service; blank: the place."),
    ),
    SheetColumn(
        "service",
        lazy_gettext("Service"),
        lazy_gettext("Code of the procedure; blank: all services."),
    ),
    SheetColumn(
        "touchpoint",
        lazy_gettext("Where the code is met"),
        lazy_gettext("Poster at the counter, Receipt slip, Refusal slip and so on."),
        needed=True,
    ),
    SheetColumn(
        "mode",
        lazy_gettext("How it is answered"),
        lazy_gettext("Blank: as usual there, mostly on one's own phone."),
    ),
    SheetColumn(
        "surveys",
        lazy_gettext("Surveys"),
        lazy_gettext("Codes of the surveys it collects for, with semicolons between them."),
    ),
    SheetColumn(
        "last_day",
        lazy_gettext("Works until"),
        lazy_gettext("The last day on which the code works, or blank."),
    ),
)


@dataclass(frozen=True)
class PlannedPoint:
    """A point that a row asks for."""

    line: int
    place: Unit
    entry: PointEntry
    survey_ids: tuple[int, ...]
    last_day: date | None


@dataclass(frozen=True)
class PointPlan:
    """What a sheet would do, or why it cannot be read in."""

    added: tuple[PlannedPoint, ...]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]

    @property
    def does_something(self) -> bool:
        """Whether confirming it would make anything."""
        return not self.problems and bool(self.added)


class Register:
    """What rows name by code: the units of today, procedures, and the surveys of a person."""

    def __init__(self, scope: Scope, now: datetime) -> None:
        self.scope = scope
        self.by_code: dict[str, list[Unit]] = {}
        today = clock.local_day(now)
        for unit in db.session.scalars(select(Unit).where(*valid_on(today))):
            self.by_code.setdefault(unit.code, []).append(unit)
        self.services = services_by_code()
        self.surveys: Mapping[str, Survey] = {
            survey.code: survey for survey in surveys_meant_for(scope, today)
        }

    def unit(self, read: CellReader, column: str, code: str, kind: str = "") -> Unit | None:
        """Find the one unit in force with a code; note why not."""
        found = [unit for unit in self.by_code.get(code, []) if kind in ("", unit.kind)]
        if len(found) == 1:
            return found[0]
        if code:
            read.refuse(
                column,
                gettext("several units have this code; name the kind")
                if found
                else gettext("no unit in force has this code"),
            )
        return None

    def place(self, read: CellReader) -> Unit | None:
        """Read the place; one outside a person's own units looks as if it were not there."""
        code = read.text("place", longest=LONGEST_CODE, needed=True)
        kind = read.choice("place_kind", UNIT_KINDS, needed=False)
        found = self.unit(read, "place", code, kind)
        if found is not None and not self.scope.covers(found.id):
            read.refuse("place", gettext("no unit in force has this code"))
            return None
        return found


def plan_points(path: Path, *, scope: Scope, now: datetime) -> PointPlan:
    """Read a sheet against what is stored; nothing is changed. Raises `InvalidFile`."""
    register = Register(scope, now)
    planned: dict[PointEntry, PlannedPoint] = {}
    problems: list[Problem] = []
    with open_sheet(path, COLUMNS) as sheet:
        for row in sheet.rows:
            point, found = read_row(sheet, row, register)
            problems += found
            if point is not None and not found:
                note(sheet, point, planned, problems)
        unread = sheet.unread
    there = stored_entries(point.entry.place_id for point in planned.values())
    for entry in planned.keys() & there.keys():
        reason = gettext("this place has such a point already")
        problems.append(sheet.problem(planned[entry].line, "touchpoint", reason))
    problems.sort(key=lambda problem: problem.line)
    return PointPlan(tuple(planned.values()), tuple(problems), unread)


def note(
    sheet: Sheet,
    point: PlannedPoint,
    planned: dict[PointEntry, PlannedPoint],
    problems: list[Problem],
) -> None:
    """Take a row up, or note that its combination stands on an earlier line."""
    if point.entry in planned:
        reason = gettext("stands on line %(line)s already", line=planned[point.entry].line)
        problems.append(sheet.problem(point.line, "touchpoint", reason))
    else:
        planned[point.entry] = point


def read_row(
    sheet: Sheet, row: SheetRow, register: Register
) -> tuple[PlannedPoint | None, list[Problem]]:
    """Read one point and everything that is wrong with its row."""
    read = CellReader(sheet, row)
    place = register.place(read)
    body_code = read.text("body", longest=LONGEST_CODE)
    body = register.unit(read, "body", body_code) if body_code else place
    service_id = read_service(read, register)
    touchpoint = read.choice("touchpoint", CHOICES)
    mode = read.choice("mode", MODE_CHOICES, needed=False)
    survey_ids = read_surveys(read, register)
    last_day = read.day("last_day")
    if read.problems or place is None or body is None:
        return None, read.problems
    entry = PointEntry(
        place.id, body.id, service_id, touchpoint, mode or usual_mode(touchpoint).value
    )
    return PlannedPoint(row.line, place, entry, survey_ids, last_day), []


def read_service(read: CellReader, register: Register) -> int | None:
    """Read the procedure, None for all services."""
    code = read.text("service", longest=LONGEST_CODE)
    service = register.services.get(code)
    if code and service is None:
        read.refuse("service", gettext("no procedure has this code"))
    return service.id if service else None


def read_surveys(read: CellReader, register: Register) -> tuple[int, ...]:
    """Read the codes of surveys; note every one that is not there."""
    text = read.text("surveys", longest=10 * LONGEST_CODE)
    codes = [code.strip() for code in text.replace(",", ";").split(";") if code.strip()]
    for code in codes:
        if code not in register.surveys:
            read.refuse("surveys", gettext("there is no survey %(code)s", code=code))
    return tuple(register.surveys[code].id for code in codes if code in register.surveys)


def import_points_sheet(path: Path, *, scope: Scope, actor: Actor, now: datetime) -> PointPlan:
    """Make the points of a sheet in one transaction; one with problems makes none."""
    plan = plan_points(path, scope=scope, now=now)
    if plan.does_something:
        wanted = [(p.entry, list(p.survey_ids), p.last_day) for p in plan.added]
        create_points(wanted, unit_id=None, actor=actor, now=now)
    return plan
