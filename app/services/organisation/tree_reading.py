"""Reading a file of units, row by row; what it says of units is put together in `tree_import`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from flask_babel import gettext

from app.services.importing.files import open_file
from app.services.importing.problems import InvalidFile, Problem
from app.services.importing.reading import BadRow, Problems, cells_of
from app.services.organisation.findings import Column
from app.services.organisation.records import UnitKey
from app.services.organisation.tree_file import HEADINGS, NO, YES, unshielded
from surveys.plain_text import one_line

NEEDED = (Column.KIND, Column.SECTOR, Column.CODE, Column.NAME_VI, Column.FROM)
LINK = re.compile(r"(?P<kind>\S+)\s+(?P<unit>\S.*?)(?:\s+(?P<share>[0-9.,eE+-]+))?")


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A successor as it stands in a cell."""

    kind: str
    unit: str
    share: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a period of a unit, with other units still named as the file names them.

    `one_person` is None where the file does not say.
    """

    line: int
    key: UnitKey
    sector: str
    code: str
    name_vi: str
    name_en: str | None
    parent: str
    first: date
    last: date | None
    successors: tuple[WrittenLink, ...]
    one_person: bool | None = None


@dataclass
class ReadFile:
    """What was read: good rows, problems of the others, and the codes of the units these are of."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)


def read_file(path: Path) -> ReadFile:
    """Read every row. Raises `InvalidFile` for what is no file of units at all."""
    found = ReadFile()
    with open_file(path, wanted=HEADINGS) as table:
        check_headings(table.headings)
        for record in table.records:
            try:
                cells = cells_of(record, table.headings)
                texts = {name: unshielded(one_line(cells.get(name, ""))) for name in HEADINGS}
            except BadRow as refused:
                found.problems += refused.problems
                continue
            try:
                found.rows.append(read_row(record.line, texts))
            except BadRow as refused:
                found.problems += refused.problems
                found.broken |= {texts[Column.UNIT], texts[Column.CODE]}
    if not found.rows and not found.problems:
        raise InvalidFile(gettext("the file has no rows"))
    return found


def check_headings(headings: tuple[str, ...]) -> None:
    """Raise `InvalidFile` naming the columns that are missing or unknown."""
    missing = [name for name in NEEDED if name not in headings]
    unknown = [name for name in headings if name and name not in set(HEADINGS)]
    if missing or unknown:
        raise InvalidFile(
            gettext(
                "columns missing: %(missing)s; unknown: %(unknown)s",
                missing=", ".join(missing) or "–",
                unknown=", ".join(unknown) or "–",
            )
        )


def read_row(line: int, texts: Mapping[Column, str]) -> Row:
    """Read one row; raises `BadRow` with all that is wrong with it."""
    problems = Problems(line)
    for name in NEEDED:
        if not texts[name]:
            problems.add(name, gettext("is empty"))
    first = _day(texts, Column.FROM, problems)
    last = _day(texts, Column.TO, problems)
    key = _key(texts, first or date.min, problems)
    successors = _links(texts[Column.SUCCESSORS], problems)
    one_person = _yes_or_no(texts, Column.ONE_PERSON, problems)
    problems.raise_if_any()
    return Row(
        line=line,
        key=key,
        sector=texts[Column.SECTOR],
        code=texts[Column.CODE],
        name_vi=texts[Column.NAME_VI],
        name_en=texts[Column.NAME_EN] or None,
        parent=texts[Column.PARENT],
        first=first or date.min,
        last=last,
        successors=successors,
        one_person=one_person,
    )


def _yes_or_no(texts: Mapping[Column, str], column: Column, problems: Problems) -> bool | None:
    text = texts[column].lower()
    if text not in ("", YES, NO):
        problems.add(column, gettext("is neither yes nor no"), texts[column])
    return None if not text else text == YES


def _day(texts: Mapping[Column, str], column: Column, problems: Problems) -> date | None:
    text = texts[column]
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems.add(column, gettext("is not a date such as 2025-07-01"), text)
        return None


def _key(texts: Mapping[Column, str], first: date, problems: Problems) -> UnitKey:
    """Tell which unit a row is of: it says so, or it begins in this row."""
    text, kind = texts[Column.UNIT], texts[Column.KIND]
    if not text:
        return UnitKey(kind, texts[Column.CODE], first)
    try:
        key = UnitKey.parse(text)
    except ValueError:
        problems.add(Column.UNIT, gettext("is not written as kind/code/first day"), text)
        return UnitKey(kind, texts[Column.CODE], first)
    if key.kind != kind:
        problems.add(Column.KIND, gettext("is not the kind that stands in column “unit”"), kind)
    return key


def _links(text: str, problems: Problems) -> tuple[WrittenLink, ...]:
    found = []
    for part in (part.strip() for part in text.split(";")):
        match = LINK.fullmatch(part)
        share = _share(match["share"]) if match else None
        if match is None or share is None:
            if part:
                reason = gettext("is not written as merge kind/code/first day share")
                problems.add(Column.SUCCESSORS, reason, part)
            continue
        found.append(WrittenLink(match["kind"], match["unit"], share))
    return tuple(found)


def _share(text: str | None) -> float | None:
    if text is None:
        return 1.0
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
