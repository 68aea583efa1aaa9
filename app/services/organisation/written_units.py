"""The units of a file: the rows of each put together, and compared with what is stored of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext

from app.services.importing.problems import Problem
from app.services.organisation.findings import Column
from app.services.organisation.reading import StoredTree
from app.services.organisation.records import Period, UnitKey, UnitRecord
from app.services.organisation.tree_reading import ReadFile, Row


@dataclass(frozen=True, slots=True)
class WrittenUnit:
    """A unit of the file: its rows by day, and its life so far without the other units."""

    rows: tuple[Row, ...]
    record: UnitRecord

    def line(self, place: int) -> int:
        """Tell on which line a period stands."""
        first = self.record.periods[min(place, len(self.record.periods) - 1)].first
        return next((row.line for row in self.rows if row.first == first), self.rows[0].line)


def written_units(read: ReadFile, problems: list[Problem]) -> Iterator[tuple[UnitKey, WrittenUnit]]:
    """Put the rows of each unit together; a row that contradicts the first one is a problem."""
    groups: dict[UnitKey, list[Row]] = defaultdict(list)
    for row in read.rows:
        groups[row.key].append(row)
    for key, rows in groups.items():
        rows.sort(key=lambda row: row.first)
        first = rows[0]
        if (key.code, key.since) != (first.code, first.first):
            reason = gettext("is not the code and first day of the unit's first row")
            problems.append(Problem(first.line, Column.UNIT, reason, str(key)))
            read.broken.add(str(key))
            continue
        problems += [
            Problem(row.line, column, gettext("differs from the unit's first row"), value)
            for row in rows
            for column, value, same in (
                (Column.SECTOR, row.sector, row.sector == first.sector),
                (Column.ONE_PERSON, "", row.one_person == first.one_person),
            )
            if not same
        ]
        problems += [
            Problem(row.line, Column.SUCCESSORS, gettext("belong to the unit's last row"))
            for row in rows[:-1]
            if row.successors
        ]
        periods = tuple(Period(r.first, r.last, r.code, r.name_vi, r.name_en, None) for r in rows)
        record = UnitRecord(key.kind, first.sector, periods, one_person=first.one_person or False)
        yield key, WrittenUnit(tuple(rows), record)


def rewritten_history(
    units: Mapping[UnitKey, WrittenUnit], stored: StoredTree, after: Mapping[UnitKey, UnitRecord]
) -> Iterator[Problem]:
    """Refuse what would change the past: a file continues a unit's life, it does not retell it."""
    for key, record in after.items():
        old = stored.records.get(key)
        if old is None:
            continue
        for place, column in _retold(old, record):
            reason = gettext("differs from what is stored; what was recorded before stays")
            yield Problem(units[key].line(place), column, reason)


def _retold(old: UnitRecord, new: UnitRecord) -> Iterator[tuple[int, Column]]:
    if old.sector != new.sector:
        yield 0, Column.SECTOR
    if len(new.periods) < len(old.periods):
        yield len(new.periods) - 1, Column.FROM
    for place, (was, now) in enumerate(zip(old.periods, new.periods, strict=False)):
        is_open = was.last is None
        pairs = {
            Column.FROM: was.first == now.first,
            Column.TO: is_open or was.last == now.last,
            Column.CODE: was.code == now.code,
            Column.PARENT: was.parent == now.parent,
            Column.NAME_VI: is_open or was.name_vi == now.name_vi,
            Column.NAME_EN: is_open or was.name_en == now.name_en,
        }
        yield from ((place, column) for column, same in pairs.items() if not same)
    if old.last is not None and old.successors != new.successors:
        yield len(new.periods) - 1, Column.SUCCESSORS
