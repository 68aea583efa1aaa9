"""The list of dossiers a sample is drawn from: read against what is stored, and never stored.

A row is a dossier: its number, the code of the unit that handled it, and its procedure if the list
tells it. Every unit and procedure must have a collection point of the survey, where the answer
counts.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from flask_babel import gettext, lazy_gettext
from sqlalchemy import select

from app.extensions import db
from app.models import (
    AccessCode,
    CollectionPoint,
    Mode,
    Service,
    Survey,
    SurveyPoint,
    Touchpoint,
    Unit,
)
from app.queries.point_list import in_force
from app.queries.services import services_by_code
from app.scope import Scope
from app.services.importing.problems import Problem
from app.services.registers.cells import CellReader
from app.services.registers.columns import Sheet, SheetColumn, SheetRow, open_sheet

LONGEST = 64
MOST_ROWS = 200_000

COLUMNS = (
    SheetColumn(
        "dossier",
        lazy_gettext("Dossier number"),
        lazy_gettext("As it stands on the receipt; it is not stored."),
        needed=True,
    ),
    SheetColumn(
        "unit",
        lazy_gettext("Unit"),
        lazy_gettext("Official code of the unit that handled the dossier."),
        needed=True,
    ),
    SheetColumn(
        "service",
        lazy_gettext("Service"),
        lazy_gettext("Code of the procedure; blank: not told apart."),
    ),
)


@dataclass(frozen=True)
class Headings:
    """What a list calls its columns, where it does not call them as we do; blank: as we do."""

    dossier: str = ""
    unit: str = ""
    service: str = ""

    def columns(self) -> tuple[SheetColumn, ...]:
        """Give the columns under the headings of the list."""
        return tuple(
            replace(column, heading=getattr(self, column.id) or column.heading)
            for column in COLUMNS
        )


PREFERRED = (
    *(Touchpoint.POST, Touchpoint.ONLINE, Touchpoint.RESULT_SLIP, Touchpoint.RECEIPT_SLIP),
    *(Touchpoint.DESK_POSTER, Touchpoint.SUPPLEMENT_SLIP, Touchpoint.REFUSAL_SLIP),
)
"""Where an invited person's answer counts if a unit has several points: the first of these."""

BY_ONESELF = frozenset({Mode.SELF_PHONE, Mode.ONLINE})


@dataclass(frozen=True, order=True)
class FrameStratum:
    """Dossiers of a unit and a service, and the point whose questionnaire they are asked."""

    unit_code: str
    service_code: str
    point_id: int
    service_id: int | None


@dataclass(frozen=True)
class Frame:
    """What was read: the dossiers by stratum, and everything that is wrong with the list."""

    dossiers: dict[FrameStratum, list[str]]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]

    @property
    def sizes(self) -> dict[FrameStratum, int]:
        """How many dossiers each stratum holds."""
        return {stratum: len(listed) for stratum, listed in sorted(self.dossiers.items())}

    @property
    def total(self) -> int:
        """How many dossiers there are."""
        return sum(map(len, self.dossiers.values()))


class Asked:
    """The points of a survey by the code of their unit and by service, and the procedures."""

    def __init__(self, survey: Survey, scope: Scope, now: datetime) -> None:
        self.services: dict[str, Service] = services_by_code()
        self.points: dict[str, dict[int | None, int]] = defaultdict(dict)
        query = (
            select(CollectionPoint.id, CollectionPoint.service_id, CollectionPoint.touchpoint)
            .add_columns(Unit.code)
            .join(Unit, Unit.id == CollectionPoint.place_id)
            .join(SurveyPoint, SurveyPoint.point_id == CollectionPoint.id)
            .where(
                SurveyPoint.survey_id == survey.id,
                CollectionPoint.mode.in_(BY_ONESELF),
                CollectionPoint.touchpoint.in_(PREFERRED),
                CollectionPoint.id.in_(select(AccessCode.point_id).where(in_force(now))),
                scope.clause(CollectionPoint.place_id),
            )
        )
        rows = db.session.execute(query).all()
        for row in sorted(rows, key=lambda row: PREFERRED.index(Touchpoint(row.touchpoint))):
            self.points[row.code].setdefault(row.service_id, row.id)

    def point(self, unit_code: str, service_id: int | None) -> int | None:
        """Give the point of a unit for a service, else the one for all its services."""
        here = self.points.get(unit_code, {})
        return here.get(service_id) or here.get(None)


def read_frame(
    path: Path, survey: Survey, headings: Headings, *, scope: Scope, now: datetime
) -> Frame:
    """Read a list of dossiers; nothing of it is stored. Raises `InvalidFile`."""
    asked = Asked(survey, scope, now)
    dossiers: dict[FrameStratum, list[str]] = defaultdict(list)
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    with open_sheet(path, headings.columns()) as sheet:
        for count, row in enumerate(sheet.rows, 1):
            if count > MOST_ROWS:
                reason = gettext("the list has more than %(most)s rows", most=MOST_ROWS)
                problems.append(Problem(row.line, "", reason))
                break
            stratum, number, found = read_dossier(sheet, row, asked, lines)
            problems += found
            if stratum is not None and not found:
                dossiers[stratum].append(number)
        unread = sheet.unread
    return Frame(dict(dossiers), tuple(problems), unread)


def read_dossier(
    sheet: Sheet, row: SheetRow, asked: Asked, lines: dict[str, int]
) -> tuple[FrameStratum | None, str, list[Problem]]:
    """Read one dossier and everything that is wrong with its row."""
    read = CellReader(sheet, row)
    number = read.text("dossier", longest=LONGEST, needed=True)
    if number and lines.setdefault(number, row.line) != row.line:
        read.refuse("dossier", gettext("stands on line %(line)s already", line=lines[number]))
    unit_code = read.text("unit", longest=LONGEST, needed=True)
    service_code = read.text("service", longest=LONGEST)
    service = asked.services.get(service_code)
    if service_code and service is None:
        read.refuse("service", gettext("no procedure has this code"))
    if read.problems:
        return None, number, read.problems
    service_id = service.id if service else None
    point_id = asked.point(unit_code, service_id)
    if point_id is None:
        read.refuse("unit", gettext("the survey has no collection point at this unit for it"))
        return None, number, read.problems
    return FrameStratum(unit_code, service_code, point_id, service_id), number, []
