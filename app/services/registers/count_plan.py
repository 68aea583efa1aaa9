"""What rows of dossier counts would add: new counts, corrections, or every mistake."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask_babel import gettext

from app.actor import Actor
from app.extensions import db
from app.models import EnteredVia
from app.queries.populations import DossierCount, list_counts_of_units
from app.services.auditing import record_event
from app.services.importing.problems import Problem
from app.services.registers.columns import Sheet, SheetRow, open_sheet
from app.services.registers.count_columns import COLUMNS
from app.services.registers.count_entries import CountEntry, CountKey, key_of
from app.services.registers.count_rows import CountReader, Period, Register


@dataclass(frozen=True, slots=True)
class PlannedCount:
    """A row that would be added, and what it would correct, if anything."""

    line: int
    entry: CountEntry
    before: DossierCount | None


@dataclass(frozen=True, slots=True)
class CountPlan:
    """What rows would add, or why they cannot be read in."""

    planned: tuple[PlannedCount, ...]
    unchanged: int
    problems: tuple[Problem, ...]
    unread: tuple[str, ...] = ()

    @property
    def added(self) -> tuple[PlannedCount, ...]:
        """Counts of what was not counted before."""
        return tuple(row for row in self.planned if row.before is None)

    @property
    def corrected(self) -> tuple[PlannedCount, ...]:
        """Counts that correct one."""
        return tuple(row for row in self.planned if row.before is not None)

    @property
    def does_something(self) -> bool:
        """Whether confirming it would add anything."""
        return not self.problems and bool(self.planned)


def plan_sheet(path: Path, register: Register) -> CountPlan:
    """Read a sheet against what is stored; nothing is changed. Raises `InvalidFile`."""
    with open_sheet(path, COLUMNS) as sheet:
        return plan_counts(sheet, sheet.rows, register)


def plan_counts(sheet: Sheet, rows: Iterable[SheetRow], register: Register) -> CountPlan:
    """Read rows against what is stored; the same row twice is a mistake."""
    problems: list[Problem] = []
    entries: dict[CountKey, tuple[int, CountEntry]] = {}
    for row in rows:
        reader = CountReader(sheet, row, register)
        entry = reader.entry()
        if entry is not None and entry.key in entries:
            reason = gettext("stands on line %(line)s already", line=entries[entry.key][0])
            reader.refuse("unit_code", reason)
        elif entry is not None:
            entries[entry.key] = (row.line, entry)
        problems += reader.problems
    stored = list_counts_of_units(key[0] for key in entries)
    problems += crossings(sheet, list(entries.values()), stored)
    problems.sort(key=lambda problem: problem.line)
    if problems:
        return CountPlan((), 0, tuple(problems), sheet.unread)
    planned = tuple(changed_counts(entries.values(), stored))
    return CountPlan(planned, len(entries) - len(planned), (), sheet.unread)


def changed_counts(
    entries: Iterable[tuple[int, CountEntry]], stored: Sequence[DossierCount]
) -> Iterable[PlannedCount]:
    """Go through the entries that say something new."""
    by_key = {key_of(count): count for count in stored}
    for line, entry in entries:
        before = by_key.get(entry.key)
        if before is None or not entry.says_the_same_as(before):
            yield PlannedCount(line, entry, before)


def crossings(
    sheet: Sheet, entries: Sequence[tuple[int, CountEntry]], stored: Sequence[DossierCount]
) -> Iterable[Problem]:
    """Name periods that lie partly in another one of the same unit, service and channel.

    A half-year may hold its months; of two that cross, no one could say which dossiers are both.
    """
    periods: dict[tuple[object, ...], set[Period]] = defaultdict(set)
    for key in [key_of(count) for count in stored] + [entry.key for _, entry in entries]:
        periods[key[:3]].add(key[3:])
    for line, entry in entries:
        crossed = next(
            (p for p in sorted(periods[entry.key[:3]]) if crosses(p, entry.key[3:])), None
        )
        if crossed:
            first, last = (f"{day:%d/%m/%Y}" for day in crossed)
            reason = gettext(
                "the period lies partly in another one, %(first)s – %(last)s",
                first=first,
                last=last,
            )
            yield sheet.problem(line, "first_day", reason, f"{entry.first:%d/%m/%Y}")


def crosses(one: Period, other: Period) -> bool:
    """Tell whether two periods share days and neither holds the other."""
    shares = one[0] <= other[1] and other[0] <= one[1]
    holds = (one[0] <= other[0] and other[1] <= one[1]) or (
        other[0] <= one[0] and one[1] <= other[1]
    )
    return shares and not holds


def enter_counts(plan: CountPlan, *, via: EnteredVia, actor: Actor, now: datetime) -> None:
    """Add what is planned in one transaction; a plan with problems adds nothing."""
    if not plan.does_something:
        return
    db.session.add_all(row.entry.row(via=via, now=now) for row in plan.planned)
    units = {row.entry.unit_id for row in plan.planned}
    only = units.pop() if len(units) == 1 else None
    record_event(
        "population.enter",
        actor=actor,
        thing=f"unit:{only or '*'}",
        unit_id=only,
        now=now,
        via=via.value,
        added=len(plan.added),
        corrected=len(plan.corrected),
    )
    db.session.commit()
