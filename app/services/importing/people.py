"""Rows of one person each: their answers, checked by the rule of the web form."""

import uuid

from flask_babel import gettext

from app.services.importing.answer_words import in_words
from app.services.importing.cells import Cells, RefusedCell, read_answer
from app.services.importing.keys import row_key
from app.services.importing.plan import Plan
from app.services.importing.reading import (
    Problems,
    Reading,
    ReadResponse,
    cells_of,
    read_frame,
)
from app.services.importing.tables import Record
from surveys.definitions import Role
from surveys.errors import AnswerError, InvalidAnswers
from surveys.plain_text import one_line
from surveys.validation import Answers, check_answers

LONGEST_QUOTE = 60


def read_person(reading: Reading, record: Record, headings: tuple[str, ...]) -> list[ReadResponse]:
    """Read the one person of a row. Raises `BadRow`."""
    problems = Problems(record.line)
    cells = cells_of(record, headings)
    frame = read_frame(reading, cells, problems)
    answers = read_answers(reading.plan, cells, problems)
    key = person_key(reading, cells, problems)
    problems.raise_if_any()
    return [frame.response(key, answers.values, answers.texts)]


def read_answers(plan: Plan, cells: Cells, problems: Problems) -> Answers:
    """Read and check a person's answers; problems stand under the file's own headings."""
    raw: dict[str, object] = {}
    headings = {column.item: column.column for column in plan.mapping.answers}
    unread = set()
    for column in plan.mapping.answers:
        try:
            put(raw, column.item, read_answer(column, cells))
        except RefusedCell as refused:
            unread.add(column.item)
            problems.add(refused.column, str(refused), refused.value)
    try:
        return check_answers(plan.questionnaire, raw, refuse_unknown=True)
    except InvalidAnswers as refused:
        for item, error in refused.errors.items():
            # A cell that could not be read is one problem, not a missing answer as well.
            if item not in unread:
                add_problem(plan, item, error, headings.get(item, item), cells, problems)
        if refused.form_error and not problems.found:
            problems.add("", in_words(refused.form_error))
        return Answers()


def put(raw: dict[str, object], item: str, answer: object) -> None:
    """Keep an answer; the choices of several columns of one question are put together."""
    before = raw.get(item)
    if isinstance(before, list):
        raw[item] = before + (answer if isinstance(answer, list) else [])
    else:
        raw[item] = answer


def add_problem(
    plan: Plan, item: str, error: AnswerError, column: str, cells: Cells, problems: Problems
) -> None:
    """Note a refused answer, and quote it unless it is free text, which may name people."""
    question = plan.questionnaire.questions.get(item)
    is_free_text = question is None or question.role is Role.COMMENT
    value = "" if is_free_text else one_line(cells.get(column, ""))[:LONGEST_QUOTE]
    problems.add(column, in_words(error), value)


def person_key(reading: Reading, cells: Cells, problems: Problems) -> uuid.UUID:
    """Make the key of a person's row, from the file's own key column if the mapping names one."""
    mapping, survey = reading.plan.mapping, reading.plan.survey.code
    column = mapping.key_column
    if column is None:
        content = [(name, cells[name]) for name in mapping.columns if cells[name]]
        number, _ = reading.seen.count(content, problems.line)
        return row_key(survey, content, number)
    key = one_line(cells[column])
    number, first = reading.seen.count([("key", key)], problems.line)
    if not key:
        problems.add(column, gettext("is empty"))
    elif number > 1:
        problems.add(column, gettext("stands on line %(line)s already", line=first), key)
    return row_key(survey, [("key", key)], 1)
