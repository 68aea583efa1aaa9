"""Units read in from a list: all of them or none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from flask_babel import gettext
from sqlalchemy import select

from app.actor import Actor
from app.extensions import db
from app.models import Sector, Unit, UnitKind, UnitParent
from app.services.auditing import record_event
from app.services.importing.problems import InvalidFile, InvalidRows, Problem
from app.services.importing.reading import BadRow, Problems, cells_of
from app.services.importing.tables import open_table
from surveys.plain_text import one_line

COLUMNS = ("code", "name_vi", "name_en", "kind", "sector", "parent", "parent_kind", "valid_from")
NEEDED = ("code", "name_vi", "kind", "sector", "valid_from")
LONGEST_CODE, LONGEST_NAME = 64, 200

Identity = tuple[str, str]
"""Kind and code: what tells units in force apart."""


class BadUnits(InvalidRows):
    """Some rows are wrong, so no unit was added; `found` names every problem."""

    def __init__(self, rows: int, found: list[Problem]) -> None:
        self.found = found
        super().__init__(rows, len(found))


@dataclass(frozen=True)
class ListedUnit:
    """A unit as its row says it."""

    line: int
    unit: Unit
    parent: Identity | None


def import_units(path: Path, *, actor: Actor, now: datetime) -> int:
    """Add the units of a CSV file in one transaction; give their number.

    Columns: code, name_vi, name_en, kind, sector, parent (the parent's code), parent_kind, and
    valid_from (YYYY-MM-DD). A parent may stand in the file, before or after, or be there already;
    `parent_kind` is only needed where two units of different kinds have the parent's code.
    Raises `InvalidFile`, or `BadUnits` with every problem; nothing is changed then.
    """
    listed, problems = read_units(path)
    there = units_in_force()
    problems += clashes(listed, there)
    units = {**there, **{identity(entry.unit): entry.unit for entry in listed}}
    parents = dict(found_parents(listed, units, problems))
    if problems:
        problems.sort(key=lambda problem: problem.line)
        raise BadUnits(len({problem.line for problem in problems}), problems)
    db.session.add_all(entry.unit for entry in listed)
    db.session.flush()
    db.session.add_all(
        UnitParent(unit_id=entry.unit.id, parent_id=parent.id, valid_from=entry.unit.valid_from)
        for entry in listed
        if (parent := parents.get(entry.line)) is not None
    )
    record_event(
        "unit.import", actor=actor, thing="units", unit_id=None, now=now, units=len(listed)
    )
    db.session.commit()
    return len(listed)


def read_units(path: Path) -> tuple[list[ListedUnit], list[Problem]]:
    """Read the rows; give the good ones and the problems of the others."""
    listed: list[ListedUnit] = []
    problems: list[Problem] = []
    with open_table(path, wanted=COLUMNS) as table:
        check_columns(table.headings)
        for record in table.records:
            try:
                listed.append(read_unit(record.line, cells_of(record, table.headings)))
            except BadRow as refused:
                problems += refused.problems
    if not listed and not problems:
        raise InvalidFile(gettext("the file has no rows"))
    return listed, problems


def check_columns(headings: tuple[str, ...]) -> None:
    """Raise `InvalidFile` naming the columns that are missing or unknown."""
    missing = [name for name in NEEDED if name not in headings]
    unknown = [name for name in headings if name and name not in COLUMNS]
    if missing or unknown:
        raise InvalidFile(
            gettext(
                "columns missing: %(missing)s; unknown: %(unknown)s",
                missing=", ".join(missing) or "–",
                unknown=", ".join(unknown) or "–",
            )
        )


def read_unit(line: int, cells: Mapping[str, str]) -> ListedUnit:
    """Read one row; raise `BadRow` with all that is wrong with it."""
    problems = Problems(line)
    texts = {name: one_line(cells.get(name, "")) for name in COLUMNS}
    for name in NEEDED:
        if not texts[name]:
            problems.add(name, gettext("is empty"))
    for name, longest in (
        ("code", LONGEST_CODE),
        ("name_vi", LONGEST_NAME),
        ("name_en", LONGEST_NAME),
    ):
        if len(texts[name]) > longest:
            problems.add(name, gettext("is longer than %(most)s characters", most=longest))
    check_word(texts, "kind", tuple(UnitKind), problems)
    check_word(texts, "sector", tuple(Sector), problems)
    check_word(texts, "parent_kind", tuple(UnitKind), problems)
    valid_from = read_day(texts["valid_from"], problems)
    problems.raise_if_any()
    unit = Unit(
        code=texts["code"],
        name_vi=texts["name_vi"],
        name_en=texts["name_en"] or None,
        kind=texts["kind"],
        sector=texts["sector"],
        valid_from=valid_from,
    )
    return ListedUnit(
        line, unit, (texts["parent_kind"], texts["parent"]) if texts["parent"] else None
    )


def check_word(
    texts: Mapping[str, str], name: str, allowed: tuple[str, ...], problems: Problems
) -> None:
    """Note a word that is not one of those allowed."""
    if texts[name] and texts[name] not in allowed:
        problems.add(
            name, gettext("is not one of %(words)s", words=", ".join(allowed)), texts[name]
        )


def read_day(text: str, problems: Problems) -> date:
    """Read an ISO date; note one that is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        if text:
            problems.add("valid_from", gettext("is not a date such as 2025-07-01"), text)
        return date.min


def identity(unit: Unit) -> Identity:
    """Give what tells a unit in force from the others."""
    return unit.kind, unit.code


def units_in_force() -> dict[Identity, Unit]:
    """Find every unit that has not ended."""
    query = select(Unit).where(Unit.valid_to.is_(None))
    return {identity(unit): unit for unit in db.session.scalars(query)}


def clashes(listed: list[ListedUnit], there: Mapping[Identity, Unit]) -> Iterator[Problem]:
    """Name the units that are there already or stand twice."""
    lines: dict[Identity, int] = {}
    for entry in listed:
        key = identity(entry.unit)
        if key in there:
            reason = gettext("a unit of this kind and code is in force already")
            yield Problem(entry.line, "code", reason, entry.unit.code)
        elif key in lines:
            reason = gettext("stands on line %(line)s already", line=lines[key])
            yield Problem(entry.line, "code", reason, entry.unit.code)
        lines.setdefault(key, entry.line)


def found_parents(
    listed: list[ListedUnit], units: Mapping[Identity, Unit], problems: list[Problem]
) -> Iterator[tuple[int, Unit]]:
    """Find the parent of every row that names one; note those that cannot be told or found."""
    by_code: dict[str, list[Unit]] = {}
    for (_, code), unit in units.items():
        by_code.setdefault(code, []).append(unit)
    for entry in listed:
        if entry.parent is None:
            continue
        kind, code = entry.parent
        found = [unit for unit in by_code.get(code, []) if kind in ("", unit.kind)]
        if len(found) == 1 and found[0] is not entry.unit:
            yield entry.line, found[0]
            continue
        reason = (
            gettext("several units have this code; name parent_kind")
            if len(found) > 1
            else gettext("no other unit in force has this code")
        )
        problems.append(Problem(entry.line, "parent", reason, code))
