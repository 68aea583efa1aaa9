"""One cell at a time: what it says, by the mapping, or why that cannot be told."""

import re
from datetime import datetime

from flask_babel import gettext

from app import clock
from app.services.importing.mapping import NOTHING, AnswerColumn, Labels, Source
from app.services.importing.plan import Plan
from app.services.importing.timestamps import (
    NO_TIME_KEPT,
    UnreadableTime,
    read_moment,
    read_month,
)
from surveys.definitions import Code
from surveys.plain_text import one_line

Cells = dict[str, str]

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")
MOST_PEOPLE = 1_000_000
"""More people in one cell of counts is a slip."""


class RefusedCell(ValueError):
    """A cell says nothing that can be used; the message says why."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        self.column = column
        self.value = value
        super().__init__(reason)


def read_source(source: Source, cells: Cells) -> str:
    """Read a value that may be fixed, stand in a cell, or be translated from one."""
    if source.column is None:
        return source.value or ""
    text = one_line(cells[source.column])
    if not text:
        raise RefusedCell(source.column, "", gettext("is empty"))
    if source.values is None:
        return text
    if text not in source.values:
        raise RefusedCell(source.column, text, gettext("is not among the values of the mapping"))
    return source.values[text]


def read_unit(plan: Plan, cells: Cells) -> str:
    """Read the code of the unit a row speaks of; it is one of the plan's."""
    code = read_source(plan.mapping.unit, cells)
    if code not in plan.holders:
        column = plan.mapping.unit.column or "unit"
        kind = plan.mapping.unit_kind
        reason = gettext("no %(kind)s with this code was in force while the survey ran", kind=kind)
        raise RefusedCell(column, code, reason)
    return code


def read_time(plan: Plan, cells: Cells, now: datetime) -> datetime:
    """Read when a row was answered; it must be within the survey's days and not to come."""
    time = plan.mapping.time
    text = read_source(time.source, cells)
    column = time.source.column or "time"
    read = read_month if plan.mapping.counts else read_moment
    try:
        moment = read(text, zone=plan.zone, order=time.order)
    except UnreadableTime as error:
        raise RefusedCell(column, text, gettext("is no date or time")) from error
    if text.startswith(NO_TIME_KEPT):
        reason = gettext("means that LimeSurvey kept no times; choose one day for all rows")
        raise RefusedCell(column, text, reason)
    if moment > now:
        raise RefusedCell(column, text, gettext("is still to come"))
    if not plan.survey.opens_on <= clock.local_day(moment) <= plan.survey.closes_on:
        days = {"first": plan.survey.opens_on, "last": plan.survey.closes_on}
        reason = gettext("is outside the survey's days, %(first)s to %(last)s", **days)
        raise RefusedCell(column, text, reason)
    return moment


def read_language(plan: Plan, cells: Cells) -> str:
    """Read the language in which a row was answered, such as "vi"."""
    language = read_source(plan.mapping.language, cells)
    if not LANGUAGE.fullmatch(language):
        column = plan.mapping.language.column or "language"
        raise RefusedCell(column, language, gettext("is no language code such as vi"))
    return language


def read_answer(column: AnswerColumn, cells: Cells) -> object:
    """Turn an answer's cell into a raw value for `surveys`, or None if it is blank."""
    cell = cells[column.column]
    if not cell.strip():
        return None
    if column.separator is not None:
        return read_list(column, one_line(cell), column.separator)
    if column.labels is None:
        return cell
    return code_of(column, one_line(cell), column.labels)


def code_of(column: AnswerColumn, label: str, labels: Labels) -> Code:
    """Find the code of a label."""
    if label not in labels:
        reason = gettext("is not among the values of the mapping")
        raise RefusedCell(column.column, label, reason)
    return labels[label]


def read_list(column: AnswerColumn, text: str, separator: str) -> list[Code]:
    """Take a list of labels apart.

    Forms join with ", " labels that may hold a comma themselves; so the longest label that fits
    comes first.
    """
    mark = separator.strip() or separator
    if column.labels is None:
        return [part.strip() for part in text.split(mark) if part.strip()]
    found: list[Code] = []
    rest = text
    while rest:
        label = next(
            (label for label in sorted(column.labels, key=len, reverse=True)
             if rest == label or rest.startswith((label + mark, label + " " + mark))),
            rest,
        )  # fmt: skip
        code = code_of(column, label, column.labels)
        found += [] if code == NOTHING else [code]
        rest = rest[len(label) :].strip().removeprefix(mark).strip()
    return found


def read_count(column: str, cells: Cells) -> int:
    """Read how many people gave an answer; a blank cell is nobody."""
    text = cells[column].strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal()) or int(text) > MOST_PEOPLE:
        raise RefusedCell(column, text, gettext("is not a count of people"))
    return int(text)
