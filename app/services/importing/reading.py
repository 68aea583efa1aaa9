"""What reading one row of a file needs, whichever kind of file it is."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from app import clock
from app.services.importing.cells import (
    Cells,
    RefusedCell,
    read_language,
    read_time,
    read_unit,
)
from app.services.importing.keys import Occurrences
from app.services.importing.plan import Plan
from app.services.importing.problems import Problem
from app.services.importing.tables import Record
from app.services.importing.unit_codes import unit_on
from surveys.definitions import StoredValue


class BadRow(ValueError):
    """A row cannot be taken; `problems` says everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} problems")


@dataclass(frozen=True, slots=True)
class ReadResponse:
    """One response of the file, checked, not yet stored."""

    key: uuid.UUID
    unit_id: int
    answered_at: datetime
    language: str
    answers: Mapping[str, StoredValue]
    comments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where, when and in which language the answers of a row were given."""

    unit_code: str
    unit_id: int
    moment: datetime
    language: str

    def response(
        self,
        key: uuid.UUID,
        answers: Mapping[str, StoredValue],
        comments: Mapping[str, str] | None = None,
    ) -> ReadResponse:
        """Make a response given in this frame."""
        return ReadResponse(key, self.unit_id, self.moment, self.language, answers, comments or {})


@dataclass(frozen=True)
class Reading:
    """The plan, the rows seen so far, and what is stored already.

    `is_stored` tells whether a response with a key is stored.
    """

    plan: Plan
    seen: Occurrences
    now: datetime
    is_stored: Callable[[uuid.UUID], bool]


class Problems:
    """Gathers what is wrong with one row, so that all of it is said at once."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.found: list[Problem] = []

    def add(self, column: str, reason: str, value: str = "") -> None:
        """Note one problem."""
        self.found.append(Problem(self.line, column, reason, value))

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Note a refused cell and go on behind the `with` statement."""
        try:
            yield
        except RefusedCell as refused:
            self.add(refused.column, str(refused), refused.value)

    def raise_if_any(self) -> None:
        """Raise `BadRow` with all of them."""
        if self.found:
            raise BadRow(self.found)


def cells_of(record: Record, headings: tuple[str, ...]) -> Cells:
    """Give the cells of a row by their headings; raise `BadRow` if it is no row at all."""
    if record.problem:
        raise BadRow([Problem(record.line, "", record.problem)])
    return dict(zip(headings, record.cells, strict=True))


def read_frame(reading: Reading, cells: Cells, problems: Problems) -> Frame:
    """Read unit, moment and language; what cannot be read is among the problems."""
    code, moment, language = "", reading.now, ""
    with problems.noted():
        code = read_unit(reading.plan, cells)
    with problems.noted():
        moment = read_time(reading.plan, cells, reading.now)
    with problems.noted():
        language = read_language(reading.plan, cells)
    unit_id = unit_on(reading.plan.holders, code, clock.local_day(moment))
    if code and unit_id is None and not problems.found:
        column = reading.plan.mapping.unit.column or "unit"
        problems.add(column, gettext("no unit had this code on the day of the answer"), code)
    return Frame(code, unit_id or 0, moment, language)
