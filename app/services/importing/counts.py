"""Tables of counts, as published month by month: how many people gave each answer.

Only one item can be read so: the counts of two items do not tell which answers came from the same
person, and a response is one person's.
"""

import uuid

from flask_babel import gettext

from app import clock
from app.services.importing.cells import RefusedCell, read_count
from app.services.importing.keys import row_key
from app.services.importing.mapping import Counts
from app.services.importing.reading import (
    Frame,
    Problems,
    Reading,
    ReadResponse,
    cells_of,
    read_frame,
)
from app.services.importing.tables import Record
from surveys.definitions import Code
from surveys.validation import check_answer


def read_counts(
    reading: Reading, counts: Counts, record: Record, headings: tuple[str, ...]
) -> list[ReadResponse]:
    """Read the people of a unit's month, one response each. Raises `BadRow`."""
    problems = Problems(record.line)
    cells = cells_of(record, headings)
    frame = read_frame(reading, cells, problems)
    problems.raise_if_any()
    check_once(reading, frame, problems)
    people: list[ReadResponse] = []
    for column, code in counts.columns.items():
        with problems.noted():
            n = read_count(column, cells)
            check_not_fewer(reading, frame, column, code, n)
            people += same_answers(reading, counts.item, frame, code, n)
    problems.raise_if_any()
    return people


def check_once(reading: Reading, frame: Frame, problems: Problems) -> None:
    """Note a second row of the same unit and month: one of the two must be wrong."""
    content = [("unit", frame.unit_code), ("month", month_of(frame))]
    number, first = reading.seen.count(content, problems.line)
    if number > 1:
        reason = gettext("this unit and month stand on line %(line)s already", line=first)
        problems.add(reading.plan.mapping.unit.column or "", reason, frame.unit_code)


def check_not_fewer(reading: Reading, frame: Frame, column: str, code: Code, n: int) -> None:
    """Refuse a count that is smaller than before: responses are never deleted."""
    if reading.is_stored(count_key(reading, frame, code, n + 1)):
        raise RefusedCell(column, str(n), gettext("an earlier import had more people here"))


def same_answers(
    reading: Reading, item: str, frame: Frame, code: Code, n: int
) -> list[ReadResponse]:
    """Make the responses of `n` people who gave the same answer."""
    value = check_answer(reading.plan.questionnaire.questions[item], code)
    answers = {} if value is None else {item: value}
    keys = (count_key(reading, frame, code, number) for number in range(1, n + 1))
    return [frame.response(key, answers) for key in keys]


def count_key(reading: Reading, frame: Frame, code: Code, number: int) -> uuid.UUID:
    """Make the key of the `number`-th person who gave an answer in a unit's month."""
    content = [("unit", frame.unit_code), ("month", month_of(frame)), ("code", str(code))]
    return row_key(reading.plan.survey.code, content, number)


def month_of(frame: Frame) -> str:
    """Name the month of a row."""
    return f"{clock.local_day(frame.moment):%Y-%m}"
